"""How long the page of doubles takes when 5,000 people were born on one day. Promise: under a second of CPU.

    [DATABASE_URL=postgres://…] .venv/bin/python bench/doubles.py [--count 5000] [--others 10000]

Baseline, November 2026, two shared cores: see BASELINE. Works in a test database of its own, which is made
and thrown away. ``--count`` people are born on 1 January of one year, ``--others`` on other days; a few names
are common, most are rare. Measured is the processor time of this process, as a coordinator of the one centre:
the pairs, when no name has been read yet and later; the same with no limit on how many are shown, so that all
are compared; the doubles of one resident, as on each of their pages; and who is similar at registration.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

from django.db import connection

from demo.names import ORIGINS
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Resident
from residents.people import doubles
from residents.people.finding import similar_residents
from residents.services import index_residents
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory

BASELINE = "80, 40, 730, 11 and 4 ms on PostgreSQL at load 7"
PROMISE_MS = {
    "pairs, no name read yet": 1_000,
    "pairs": 1_000,
    "pairs, all compared": 1_000,
    "doubles of one resident": 50,
    "similar at registration": 50,
}
NEW_YEAR = date(1990, 1, 1)
BATCH, ROUNDS = 5_000, 20


def fill(count: int, others: int, chance: random.Random) -> list[Resident]:
    """Make the residents of one centre; return those who were born on the common day."""
    centre = CentreFactory()
    firsts = [name for origin in ORIGINS.values() for name in origin.women + origin.men]
    lasts = [name for origin in ORIGINS.values() for name in origin.last_names]
    days = [NEW_YEAR] * count + [date(1960, 1, 2) + timedelta(days=number) for number in range(others)]
    for start in range(0, len(days), BATCH):
        batch = [
            Resident(
                first_name=_common_first(firsts, 1, chance),
                last_name=_common_first(lasts, chance.choice([0, 1, 1, 1, 2]), chance),
                birth_date=day,
                centre=centre,
                reception="COA",
                reference_missing="not_yet",
                status="guidance",
            )
            for day in days[start : start + BATCH]
        ]
        Resident.objects.bulk_create(batch)
        index_residents(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return list(Resident.objects.filter(birth_date=NEW_YEAR).order_by("pk"))


def _common_first(names: list[str], count: int, chance: random.Random) -> str:
    """Draw names of which the first is twice as common as the second, three times as the third, and so on."""
    return " ".join(chance.choices(names, [1 / place for place in range(1, len(names) + 1)], k=count))


def all_compared() -> object:
    """Look for pairs with no limit on how many are shown."""
    shown, doubles.MOST_PAIRS = doubles.MOST_PAIRS, sys.maxsize
    try:
        return doubles.likely_pairs(None)
    finally:
        doubles.MOST_PAIRS = shown


def measure(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of milliseconds of processor time."""
    took = []
    for _round in range(rounds):
        start = time.process_time()
        what()
        took.append((time.process_time() - start) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure, print, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--others", type=int, default=10_000)
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            people = fill(options.count, options.others, random.Random(7))
            user = MembershipFactory(role=Role.COORDINATOR, centres=[people[0].centre]).user
        with open_scope(hat_for(user, Role.COORDINATOR).scope):
            chosen = iter(people[: ROUNDS + 1])
            took = {
                "pairs, no name read yet": measure(lambda: doubles.likely_pairs(None), rounds=1),
                "pairs": measure(lambda: doubles.likely_pairs(None), rounds=5),
                "pairs, all compared": measure(all_compared, rounds=1),
                "doubles of one resident": measure(lambda: doubles.doubles_of(next(chosen))),
                "similar at registration": measure(lambda: similar_residents("Maxamed", "Cali", NEW_YEAR)),
            }
            pairs = doubles.likely_pairs(None)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    for what, each in took.items():
        print(f"{what:28}{each:>8.0f} ms")
    print(f"{len(pairs)} pairs shown{', there may be more' if pairs.is_cut else ''}")
    print(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}; baseline: {BASELINE}, for 5000")
    if slow := [what for what, each in took.items() if each > PROMISE_MS[what]]:
        sys.exit(f"slower than promised: {', '.join(slow)}")


if __name__ == "__main__":
    main()
