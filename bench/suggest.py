"""How long the suggestions of a night take: 20,000 residents, 2,000 vacancies of one country.

    DATABASE_URL=postgres://… .venv/bin/python bench/suggest.py [--quick]

Promises, as ratios in one run. Scoring and spreading: at most 15 × writing, reading and writing again one
number for each pair in memory. Keeping the rows of a first night, and of a later one of which a tenth is
others: at most 3 × copying all of them into a bare table. Beside it stands what a copy into a table with the
same keys, references and index costs, which no way of writing can avoid. Works in a test database of its own.

Measured: docs/quality.md.
"""

import argparse
import os
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import numpy as np
from django.db import connection
from django.utils import timezone

from bench.beside import in_turns, report
from bench.people import database
from employers.models import Vacancy
from matching.models import MatchProfile, Suggestion
from matching.profiles import demands_of, profiles_of, with_demands
from matching.services.suggestions import keep_suggestions
from matching.suggestions.finding import Suggested, chosen

COMPUTE, KEEP = 15, 3
ONE_OF = 10  # of the suggestions of a later night, one in so many is another
COUNTRY = "NL"
COPY = "COPY {table} (resident_id, vacancy_id, score, version, suggested_at) FROM STDIN"
# A table as that of the suggestions is, and one without keys, references and indexes.
TABLES = """
CREATE TABLE IF NOT EXISTS copied (LIKE matching_suggestion INCLUDING IDENTITY);
CREATE TABLE IF NOT EXISTS copied_whole (LIKE matching_suggestion INCLUDING IDENTITY INCLUDING INDEXES);
ALTER TABLE copied_whole
    ADD FOREIGN KEY (resident_id) REFERENCES residents_resident DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (vacancy_id) REFERENCES employers_vacancy DEFERRABLE INITIALLY DEFERRED;
"""


def memory_floor(residents: int, demands: int) -> float:
    """Return the seconds in which a score of every pair is written, read and written again."""
    start = time.perf_counter()
    scores = np.ones(residents * demands)
    np.multiply(scores, 0.5, out=scores)
    return time.perf_counter() - start


def copied(found: list[Suggested], table: str) -> None:
    """Copy the rows into a table."""
    now = timezone.now()
    with connection.cursor() as cursor, cursor.copy(COPY.format(table=table)) as copy:
        for each in found:
            copy.write_row((each.resident, each.vacancy, each.score, "1", now))


def empty(*tables: str) -> None:
    """Empty tables, so that the next round finds them as the first one did."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def another_night(found: list[Suggested]) -> list[Suggested]:
    """Return the suggestions with one in ten gone, and as many whose score is another."""
    return [
        each._replace(score=each.score / 2) if at % ONE_OF == 1 else each
        for at, each in enumerate(found)
        if at % ONE_OF
    ]


def measure(residents: int, open_ones: int, on: date) -> list[bool]:
    """Find and keep the suggestions of one country; say which promises are kept."""
    asked = Vacancy.objects.filter(company__organisation__country=COUNTRY).order_by("pk")
    demands = demands_of(list(with_demands(asked)[:open_ones]))
    rows = MatchProfile.objects.filter(country=COUNTRY, is_guided=True, is_looking=True)
    agreed = rows.filter(consent_until__gte=on).order_by("pk")
    profiles = list(profiles_of(agreed[:residents], on))
    start = time.perf_counter()
    found = chosen(demands, profiles, on, frozenset())
    computed = time.perf_counter() - start
    memory = memory_floor(len(profiles), len(demands))
    print(
        f"{len(profiles)} residents × {len(demands)} vacancies: {len(found)} suggestions in {computed:.2f} s"
    )
    return [report("scored and spread / memory", computed / memory, COMPUTE), *measure_keeping(found)]


def measure_keeping(found: list[Suggested]) -> list[bool]:
    """Keep the suggestions of a first and of a later night beside copies of them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    table, nights = Suggestion._meta.db_table, (found, another_night(found))
    keep_suggestions(COUNTRY, found)
    turns = iter(range(1, sys.maxsize))
    later, bare = in_turns(
        lambda: keep_suggestions(COUNTRY, nights[next(turns) % 2]),
        lambda: (empty("copied"), copied(found, "copied")),
    )
    first, whole = in_turns(
        lambda: (empty(table), keep_suggestions(COUNTRY, found)),
        lambda: (empty("copied_whole"), copied(found, "copied_whole")),
    )
    print(f"first night {first:.0f} ms, later {later:.0f} ms")
    print(f"copied bare {bare:.0f} ms, with keys and index {whole:.0f} ms: {whole / bare:.1f} ×")
    return [
        report("first night kept / bare COPY", first / bare, KEEP),
        report("later night kept / bare COPY", later / bare, KEEP),
    ]


def main() -> None:
    """Fill, measure, and fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2,000 residents, 200 vacancies")
    options = parser.parse_args()
    residents, open_ones = (2_000, 200) if options.quick else (20_000, 2_000)
    # Of all who are made about a third agrees, looks for work and lives in that country.
    with database(residents * 5, open_ones * 2) as on:
        kept = measure(residents, open_ones, on)
    if not all(kept):
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
