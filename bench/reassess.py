"""How long it takes to assess 100,000 residents again in the database, as after a change of the law.

    [DATABASE_URL=postgres://…] .venv/bin/python bench/reassess.py [--count 100000]

Promise: under 60 seconds. Baseline, November 2026, two shared cores: see BASELINE. Works in a test database
of its own, which is made and thrown away; the residents are the mix of bench/assess.py. Measured three times,
all by the task's own batches with their checkpoints and trail: the first time every decision is new; then a
value of the law is added that moves some of them; then nothing changes.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

from assess import line
from django.db import connection
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.models import Document, LegalEvent, Reassessment, Resident
from residents.services.reassessment import reassess_batch
from tests.factories.desks import CentreFactory
from tests.factories.law import LawValueFactory, ReassessmentFactory

# PostgreSQL 15 and SQLite, 100,000 residents: the first time, after a change, nothing changed.
BASELINE = "PostgreSQL 31, 14, 12 s at load 1 (111, 79, 57 at load 7); SQLite 56, 19, 10 s at load 6"
PROMISE_SECONDS = 60
CHUNK = 5_000


def fill(count: int) -> None:
    """Make ``count`` residents with their events and documents, in a centre of each country."""
    chance = random.Random(3)
    centres = {country: CentreFactory(country=country) for country in ("NL", "BE")}
    for start in range(0, count, CHUNK):
        lines = [line(number, chance) for number in range(start, min(start + CHUNK, count))]
        residents = Resident.objects.bulk_create(_resident(facts, centres) for facts in lines)
        pairs = list(zip(residents, lines, strict=True))
        LegalEvent.objects.bulk_create(event for each, facts in pairs for event in _events(each, facts))
        Document.objects.bulk_create(paper for each, facts in pairs for paper in _documents(each, facts))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _resident(facts: dict, centres: dict) -> Resident:
    return Resident(
        first_name="Yonas",
        last_name="Tesfay",
        centre=centres[facts["country"]],
        reception=facts["reception"],
        reference_number=f"28{facts['id']:08d}",
        birth_date=date.fromisoformat(facts["birth_date"]),
        status="guidance",
    )


def _events(resident: Resident, facts: dict) -> Iterator[LegalEvent]:
    for event in facts["events"]:
        yield LegalEvent(
            resident=resident,
            type=event["type"],
            on=date.fromisoformat(event["on"]),
            value=event.get("status") or event.get("result") or "",
            employer=event.get("employer", ""),
        )


def _documents(resident: Resident, facts: dict) -> Iterator[Document]:
    for paper in facts["documents"]:
        yield Document(
            resident=resident,
            type=paper["type"],
            from_on=date.fromisoformat(paper["from"]),
            until_on=date.fromisoformat(paper["until"]),
            employer=paper.get("employer", ""),
        )


def measure(what: str, count: int) -> float:
    """Assess everybody in one round; print and return how many seconds it took."""
    asked = ReassessmentFactory()
    start = time.perf_counter()
    while reassess_batch(asked.pk):
        pass
    took = time.perf_counter() - start
    asked = Reassessment.objects.get(pk=asked.pk)
    if asked.done != count:
        sys.exit(f"{asked.done} residents instead of {count}")
    print(f"{what:32}{took:>8.1f} s, {count / took:>8,.0f} residents/s, {asked.changed:>8,} changed")
    return took


def main() -> None:
    """Measure, print, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with system_scope("bench"):
            fill(count)
            took = [measure("the first time", count)]
            today = timezone.localdate()
            LawValueFactory(approved=True, value=5, from_on=today - timedelta(days=120))
            took.append(measure("after a change of the law", count))
            took.append(measure("nothing changed", count))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    load = os.getloadavg()[0]
    print(f"{connection.vendor}, load {load:.1f}; baseline: {BASELINE}, for 100,000")
    if max(took) > PROMISE_SECONDS * count / 100_000:
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
