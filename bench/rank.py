"""How long it takes to rank the residents for a vacancy, beside plain counts of PostgreSQL.

    DATABASE_URL=postgres://… .venv/bin/python bench/rank.py [--count 100000] [--vacancies 40] [--quick]

Promises, as ratios of medians in one run: one vacancy at most 3.5 × ``count(*)`` over the same part of the
index (p95 10 ×) and half of a count of the whole table with the same conditions. Ranking and counts take
turns. Works in a test database of its own.

Measured: docs/quality.md.
"""

import argparse
import os
import statistics
import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection, transaction

from bench.beside import in_turns, p95, report
from bench.people import database
from employers.models import Vacancy
from matching.profiles import candidates, demands_of, with_demands
from matching.profiles.conditions import conditions, hard_filters
from matching.profiles.reach import reach_of
from matching.profiles.reading import places_of_centres
from matching.scoring import Demand, rank

RANK, RANK_P95, FULL_SCAN = 3.5, 10, 0.5
IN_REACH = """SELECT count(*) FROM matching_matchprofile p
    WHERE p.is_guided AND p.consent_until >= %s AND p.centre_id = ANY(%s)"""
WHOLE_TABLE = """SELECT count(*) FROM matching_matchprofile p
    JOIN (VALUES {reach}) AS r (centre_id, bicycle, transport, both_means, any_means)
    ON r.centre_id = p.centre_id WHERE {hard} AND {conditions}"""


def count(statement: str, params: list[Any], *, is_whole_table: bool = False) -> None:
    """Run a count; one of the whole table without its indexes."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("indexscan", "indexonlyscan", "bitmapscan") if is_whole_table else ():
            cursor.execute(f"SET LOCAL enable_{name} = off")
        cursor.execute(statement, params)
        cursor.fetchone()


def measure_vacancy(demand: Demand, on: date) -> list[float]:
    """Return the milliseconds of a ranking, of the count in reach and of the count of the whole table."""
    reach = reach_of(demand, places_of_centres())
    hard, failed = hard_filters(on), conditions(demand, on)
    whole = WHOLE_TABLE.format(
        reach=", ".join(str(row) for row in reach), hard=hard.text, conditions=failed.text
    )
    centres = [centre for centre, *_minutes in reach]
    params = [*hard.params, *failed.params]
    return in_turns(
        lambda: rank(demand, candidates(demand, on), on),
        lambda: count(IN_REACH, [on, centres]),
        lambda: count(whole, params, is_whole_table=True),
    )


def rank_vacancies(number: int, on: date) -> list[bool]:
    """Measure the ranking of some vacancies; say which promises are kept."""
    chosen = Vacancy.objects.filter(status=Vacancy.Status.OPEN).order_by("pk")[:number]
    measured = [measure_vacancy(demand, on) for demand in demands_of(list(with_demands(chosen)))]
    ranked, counted, scanned = (statistics.median(each) for each in zip(*measured, strict=True))
    print(f"one vacancy: {ranked:.1f} ms; in reach {counted:.1f} ms; whole table {scanned:.1f} ms")
    ratios = [each / reference for each, reference, _whole in measured]
    of_whole = [each / whole for each, _reach, whole in measured]
    return [
        report("rank / count in reach, median", statistics.median(ratios), RANK),
        report("rank / count in reach, p95", p95(ratios), RANK_P95),
        report("rank / count of the whole table, median", statistics.median(of_whole), FULL_SCAN),
    ]


def main() -> None:
    """Fill, measure, and fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--vacancies", type=int, default=40, help="how many are ranked")
    parser.add_argument("--quick", action="store_true", help="10,000 residents, 10 vacancies")
    options = parser.parse_args()
    residents, ranked = (10_000, 10) if options.quick else (options.count, options.vacancies)
    with database(residents, open_ones=max(ranked, 100)) as on:
        kept = rank_vacancies(ranked, on)
    if not all(kept):
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
