"""Values of the law that the demo's administrators added: two in force, one that waits.

The minimum wage of an adult became known yesterday: a vacancy and a placement turn out to be below it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.services import retest_wages
from residents.models import LawValue, Reassessment
from residents.services.law import approve_law_value, propose_law_value

SOURCE = "Voorbeeld voor de demo, geen echte bron"
URL = "https://wetten.example.org/"


def build_law(places: Places) -> None:
    """Minimum wages that two people added and what they do, and one that waits for the second of them."""
    ruth, hanna, lien = (places.users[f"administrator{each}"] for each in ("", "3", "4"))
    for age, amount, days_ago in (("16", "5.15", 29), ("21", "14.99", 1)):
        name = f"nl.minimum_wage.hour.{age}"
        added = _proposed(places, ruth, name, amount, date(2026, 7, 1), days_ago + 1)
        with open_scope(hat_for(hanna, Role.ADMINISTRATOR).scope):
            approve_law_value(added)
        _finished_round(places, added, days_ago)
    retest_wages("NL")
    _proposed(places, lien, "be.minimum_wage.month", "2154.30", date(2026, 4, 1), 2)


def _proposed(places: Places, user, name: str, amount: str, from_on: date, days_ago: int) -> LawValue:
    with open_scope(hat_for(user, Role.ADMINISTRATOR).scope):
        proposal = propose_law_value(
            name=name,
            value=Decimal(amount),
            from_on=from_on,
            source=SOURCE,
            source_url=URL,
            confidence=LawValue.Confidence.REMEMBERED,
        )
    LawValue.objects.filter(pk=proposal.pk).update(proposed_at=_at(places.today - timedelta(days=days_ago)))
    return proposal


def _finished_round(places: Places, added: LawValue, days_ago: int) -> None:
    at = _at(places.today - timedelta(days=days_ago))
    LawValue.objects.filter(pk=added.pk).update(decided_at=at)
    Reassessment.objects.filter(law_value=added).update(
        created_at=at, started_at=at, finished_at=at + timedelta(seconds=4), total=812, done=812
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(11, 20)))
