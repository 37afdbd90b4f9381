"""How long the suggestions of a night take: 20,000 residents, 2,000 vacancies of one country.

    DATABASE_URL=postgres://… .venv/bin/python bench/suggest.py [--quick]

Promises, as ratios in one run: scoring and spreading at most 15 × writing, reading and writing again one
number for each pair in memory; keeping the rows at most 3 × copying them into a table without an index. Works
in a test database of its own.

Measured once, November 2026, two cores at load 13: 1.2 × memory; keeping 8,442 rows, 14 × COPY, which
is more than promised.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

import numpy as np
from django.db import connection
from django.utils import timezone

from bench.people import fill, vacancies
from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from matching.models import MatchProfile
from matching.profiles import demands_of, profiles_of, with_demands
from matching.services.suggestions import keep_suggestions
from matching.suggestions.finding import Suggested, chosen

COMPUTE, WRITE = 15, 3
COPY = "COPY copied (resident_id, vacancy_id, score, version, suggested_at) FROM STDIN"


def memory_floor(residents: int, demands: int) -> float:
    """Return the seconds in which a score of every pair is written, read and written again."""
    start = time.perf_counter()
    scores = np.ones(residents * demands)
    np.multiply(scores, 0.5, out=scores)
    return time.perf_counter() - start


def copy_floor(found: list[Suggested]) -> float:
    """Return the seconds in which the rows are copied into a table without an index."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copied (LIKE matching_suggestion)")
        cursor.execute("ALTER TABLE copied ALTER id DROP NOT NULL")
        start = time.perf_counter()
        with cursor.copy(COPY) as copy:
            for each in found:
                copy.write_row((each.resident, each.vacancy, each.score, "1", now))
        return time.perf_counter() - start


def main() -> None:
    """Fill, measure, and fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2,000 residents, 200 vacancies")
    options = parser.parse_args()
    residents, open_ones = (2_000, 200) if options.quick else (20_000, 2_000)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            # Of all who are made about a third agrees, looks for work and lives in that country.
            fill(residents * 5)
            vacancies(open_ones * 2)
            kept = measure(residents, open_ones)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if not kept:
        sys.exit("slower than promised")


def measure(residents: int, open_ones: int) -> bool:
    """Find and keep the suggestions of one country; print what each took."""
    on = timezone.localdate()
    asked = Vacancy.objects.filter(company__organisation__country="NL").order_by("pk")
    demands = demands_of(list(with_demands(asked)[:open_ones]))
    rows = MatchProfile.objects.filter(country="NL", is_guided=True, consent_until__gte=on, is_looking=True)
    profiles = list(profiles_of(rows.order_by("pk")[:residents], on))
    start = time.perf_counter()
    found = chosen(demands, profiles, on, frozenset())
    computed = time.perf_counter() - start
    start = time.perf_counter()
    keep_suggestions("NL", found)
    written = time.perf_counter() - start
    memory, copied = memory_floor(len(profiles), len(demands)), copy_floor(found)
    print(f"{len(profiles)} residents × {len(demands)} vacancies: {len(found)} suggestions")
    print(f"scored and spread in {computed:.2f} s, {computed / memory:.1f} × memory (promise {COMPUTE})")
    print(f"kept in {written:.2f} s, {written / copied:.1f} × COPY (promise {WRITE})")
    return computed <= COMPUTE * memory and written <= WRITE * copied


if __name__ == "__main__":
    main()
