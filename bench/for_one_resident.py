"""How long it takes to find the vacancies that suit one resident, of 10,000 open ones.

    DATABASE_URL=postgres://… .venv/bin/python bench/for_one_resident.py [--residents 20] [--quick]

Promise, as a ratio of medians in one run: at most 2.5 × ``count(*)`` of the open vacancies. Search and count
take turns, for residents who are in guidance, agreed, look for work and have an intake. Works in a test
database of its own.

Measured: docs/quality.md.
"""

import argparse
import os
import statistics
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection

from bench.beside import in_turns, report
from bench.people import database
from matching.models import MatchProfile
from matching.profiles.ranking import judged_vacancies

PROMISE = 2.5
OPEN = "SELECT count(*) FROM employers_vacancy WHERE status = 'open'"


def count() -> None:
    """Count the open vacancies."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        cursor.fetchone()


def measure(number: int, on: date) -> list[bool]:
    """Find the vacancies of some residents; say whether the promise is kept."""
    rows = MatchProfile.objects.filter(
        is_guided=True, consent_until__gte=on, at_work_at="", wishes__isnull=False
    )
    taken, counted, found = [], [], 0
    for row in rows.order_by("pk")[:number]:
        search, reference = in_turns(lambda row=row: judged_vacancies(row, on), count)
        taken.append(search)
        counted.append(reference)
        found += len(judged_vacancies(row, on))
    ratios = [one / other for one, other in zip(taken, counted, strict=True)]
    print(
        f"one resident: {statistics.median(taken):.1f} ms; counted in {statistics.median(counted):.1f} ms; "
        f"{found / len(taken):.0f} vacancies each"
    )
    return [report("vacancies of a resident / count of the open ones", statistics.median(ratios), PROMISE)]


def main() -> None:
    """Fill, measure, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--residents", type=int, default=20, help="for how many it is measured")
    parser.add_argument("--quick", action="store_true", help="1,000 vacancies, 5 residents")
    options = parser.parse_args()
    open_ones, number = (1_000, 5) if options.quick else (10_000, options.residents)
    with database(residents=number * 50, open_ones=open_ones) as on:
        kept = measure(number, on)
    if not all(kept):
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
