"""How long it takes to rank a vacancy, and to find the vacancies of a resident, beside plain counts.

    DATABASE_URL=postgres://… .venv/bin/python bench/rank.py [--count 100000] [--quick]

Promises, as ratios of medians in one run, PostgreSQL: one vacancy at most 3.5 × ``count(*)`` over the same
part of the index (p95 10 ×) and half of a count of the whole table with the hard filters; the vacancies of
one resident, of 10,000 open ones, at most 2.5 × ``count(*)`` of those. Works in a test database of its own.

Measured once, November 2026, two cores at load 13: 3.3 × in reach, p95 22 × (vacancies in places that are not
known, which nobody is too far from, were among them), 1.1 × the whole table: only the first is kept.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from bench.people import fill, vacancies
from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from matching.models import MatchProfile
from matching.profiles import candidates, demands_of, ranking_for_resident, with_demands
from matching.profiles.conditions import conditions, hard_filters
from matching.profiles.reach import reach_of
from matching.profiles.reading import places_of_centres
from matching.scoring import Demand, rank
from residents.models import Resident

RANK, RANK_P95, FULL_SCAN, RESIDENT = 3.5, 10, 0.5, 2.5
ROUNDS = 5
IN_REACH = """SELECT count(*) FROM matching_matchprofile p
    WHERE p.is_guided AND p.consent_until >= %s AND p.centre_id = ANY(%s)"""
WHOLE_TABLE = """SELECT count(*) FROM matching_matchprofile p
    JOIN (VALUES {reach}) AS r (centre_id, bicycle, transport, both_means, any_means)
    ON r.centre_id = p.centre_id WHERE {hard} AND {conditions} < 2"""
OPEN = "SELECT count(*) FROM employers_vacancy WHERE status = 'open'"


def took(work: Callable[[], Any]) -> float:
    """Return the milliseconds of a run, the median of some."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def count(statement: str, params: list[Any], *, is_whole_table: bool = False) -> None:
    """Run a count; one of the whole table without its indexes."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("indexscan", "indexonlyscan", "bitmapscan") if is_whole_table else ():
            cursor.execute(f"SET LOCAL enable_{name} = off")
        cursor.execute(statement, params)
        cursor.fetchone()


def measure_vacancy(demand: Demand, on: date) -> tuple[float, float, float]:
    """Return the milliseconds of a ranking, of the count in reach and of the count of the whole table."""
    reach = reach_of(demand, places_of_centres())
    hard, failed = hard_filters(on), conditions(demand, on)
    whole = WHOLE_TABLE.format(
        reach=", ".join(str(row) for row in reach), hard=hard.text, conditions=failed.text
    )
    centres = [centre for centre, *_minutes in reach]
    params = [*hard.params, *failed.params]
    return (
        took(lambda: rank(demand, candidates(demand, on), on)),
        took(lambda: count(IN_REACH, [on, centres])),
        took(lambda: count(whole, params, is_whole_table=True)),
    )


def report(what: str, ratio: float, promise: float) -> bool:
    """Print a ratio beside its promise; say whether it is kept."""
    print(f"{what:58}{ratio:>8.2f} ×{promise:>8} × {'' if ratio <= promise else 'MISSED'}", flush=True)
    return ratio <= promise


def rank_vacancies(number: int, on: date) -> list[bool]:
    """Measure the ranking of some vacancies."""
    chosen = Vacancy.objects.filter(status=Vacancy.Status.OPEN).order_by("pk")[:number]
    measured = [measure_vacancy(demand, on) for demand in demands_of(list(with_demands(chosen)))]
    ranked, counted, scanned = (statistics.median(each) for each in zip(*measured, strict=True))
    print(f"one vacancy: {ranked:.1f} ms; in reach {counted:.1f} ms; whole table {scanned:.1f} ms")
    ratios = sorted(each / reference for each, reference, _whole in measured)
    p95 = ratios[min(round(0.95 * len(ratios)), len(ratios) - 1)]
    return [
        report("rank / count in reach, median", statistics.median(ratios), RANK),
        report("rank / count in reach, p95", p95, RANK_P95),
        report(
            "rank / count of the whole table, median",
            statistics.median([each / whole for each, _reach, whole in measured]),
            FULL_SCAN,
        ),
    ]


def rank_residents(number: int, on: date) -> list[bool]:
    """Measure the vacancies of some residents who have an intake."""
    chosen = MatchProfile.objects.filter(is_guided=True, wishes__isnull=False).order_by("pk")
    people = Resident.objects.filter(pk__in=chosen.values_list("pk", flat=True)[:number])
    counted = took(lambda: count(OPEN, []))
    found = [took(lambda one=one: ranking_for_resident(one, on)) for one in people]  # type: ignore[misc]
    print(f"one resident: {statistics.median(found):.1f} ms; open vacancies counted in {counted:.1f} ms")
    return [report("vacancies of a resident / count", statistics.median(found) / counted, RESIDENT)]


def main() -> None:
    """Fill, measure, and fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="10,000 residents, 1,000 vacancies")
    options = parser.parse_args()
    residents, open_ones = (10_000, 1_000) if options.quick else (options.count, 10_000)
    name, on = connection.settings_dict["NAME"], timezone.localdate()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            fill(residents)
            vacancies(open_ones)
            kept = [*rank_vacancies(40, on), *rank_residents(20, on)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if not all(kept):
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
