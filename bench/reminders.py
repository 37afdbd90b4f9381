"""How fast the outbox fills, against one INSERT … SELECT of the same rows. Promise: 0.8 of its speed.

    DATABASE_URL=postgres://… .venv/bin/python bench/reminders.py [--count 100000] [--rounds 5]

Baseline, November 2026, two shared cores, PostgreSQL 15: see BASELINE. Works in a test database of its own,
which is made and thrown away. Both ways are measured in turn, ``--rounds`` times; the medians count. Each
reminder is of one late step of one resident with a coach; a second run must add none.
"""

import argparse
import os
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from desk.models import Reminder
from desk.reminders.collect import BATCH, collect_kind, insert, reminders_of
from desk.reminders.kinds import KINDS
from jobdesk.trail.scoping import system_scope
from residents.models import Resident, Step
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory

# Five rounds on 100,000 rows while other work took both cores (load 5): the ratio says more than the rates.
# Two runs before it gave 0.90 and 0.85; batches of 10,000 are no faster.
BASELINE = "one statement 13,600 rows/s, batches 12,100, 0.89 of it"
PROMISE = 0.8  # of the rows a second of the single statement
COACHES = 200
LATE = KINDS["overdue"]


def fill(count: int) -> None:
    """Make ``count`` residents with a late step, spread over the coaches of one centre."""
    centre = CentreFactory()
    coaches = [MembershipFactory(centres=[centre]).user for _ in range(COACHES)]
    today = timezone.localdate()
    residents = Resident.objects.bulk_create(
        (
            Resident(
                first_name="Yonas",
                last_name="Tesfay",
                centre=centre,
                reception="COA",
                reference_number=f"28{number:08d}",
                coach=coaches[number % COACHES],
                status="guidance",
            )
            for number in range(count)
        ),
        batch_size=5_000,
    )
    Step.objects.bulk_create(
        (
            Step(
                resident=each,
                kind="bsn",
                party="municipality",
                opened_on=today - timedelta(days=30),
                due_on=today - timedelta(days=2),
            )
            for each in residents
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def in_one_statement() -> int:
    """Write all of it with the statement of a batch, without a limit and without a checkpoint."""
    with transaction.atomic():
        return sum(insert(selected) for selected in reminders_of(LATE, LATE.rows(timezone.localdate())))


def in_batches() -> int:
    """Write all of it as the hourly task does."""
    return collect_kind(LATE, timezone.localdate())


def rate(way, count: int) -> float:
    """Return rows a second of ``way`` into an empty outbox."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Reminder._meta.db_table} RESTART IDENTITY CASCADE")
    start = time.perf_counter()
    written = way()
    took = time.perf_counter() - start
    if written != count:
        sys.exit(f"{written} reminders instead of {count}")
    return written / took


def main() -> None:
    """Measure, print, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if connection.vendor != "postgresql":
        sys.exit("DATABASE_URL must name a PostgreSQL server.")
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            fill(options.count)
            single, batches = [], []
            for _ in range(options.rounds):
                single.append(rate(in_one_statement, options.count))
                batches.append(rate(in_batches, options.count))
            again = in_batches()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    one, many = statistics.median(single), statistics.median(batches)
    print(f"one statement          {one:>10,.0f} rows/s")
    print(f"batches of {BATCH:<6,}      {many:>10,.0f} rows/s, {many / one:.2f} of it; again: {again} new")
    print(f"baseline: {BASELINE}")
    if many < PROMISE * one or again:
        sys.exit("slower than promised, or not once")


if __name__ == "__main__":
    main()
