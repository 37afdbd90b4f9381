"""The migration that gives every placement its versions, from its columns and its trail."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, record
from jobdesk.trail.scoping import system_scope
from matching.models import Placement, PlacementTerms
from matching.terms.reading import terms_on
from tests.factories.matching import StartedPlacementFactory

TODAY = timezone.localdate()
migration = import_module("matching.migrations.0016_first_terms")


@pytest.fixture
def work(db):
    """At work since fifty days, without a version, as before the migration."""
    with system_scope("test"):
        placement = StartedPlacementFactory(planned_start_on=TODAY - timedelta(days=50), hours=32)
        PlacementTerms.objects.all().delete()
        yield placement


def changed(placement: Placement, days_ago: int, **changes) -> None:
    entry = record("placement.changed", placement, changes)
    AuditEntry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=days_ago))


def migrate() -> list[tuple[str, list[str]]]:
    migration.write_first_terms(apps, None)
    return list(PlacementTerms.objects.values_list("kind", "names"))


def hours_on(placement: Placement, *days_ago: int) -> list[int]:
    return [terms_on(placement, TODAY - timedelta(days=each)).hours for each in days_ago]


def test_what_the_trail_tells_becomes_versions(work):
    changed(work, 60, hours=[20, 24], planned_start_on=[TODAY.isoformat(), TODAY.isoformat()])
    changed(work, 30, wage_hour=["15.00", "16.20"])
    changed(work, 10, hours=[24, 32], planned_end_on=[(TODAY + timedelta(days=9)).isoformat(), None])
    assert [kind for kind, _names in migrate()] == ["agreed", "change", "change", "change"]
    assert hours_on(work, 50, 11, 10, 0) == [24, 24, 32, 32]
    assert terms_on(work, TODAY - timedelta(days=31)).wage_hour == Decimal("15.00")
    assert terms_on(work, TODAY - timedelta(days=31)).ends_on == TODAY + timedelta(days=9)
    now = terms_on(work, TODAY)
    assert (now.wage_hour, now.ends_on, now.shifts, now.job_title) == (
        Decimal("16.20"),
        None,
        None,
        "Room attendant",
    )


@pytest.mark.parametrize("hours", [[24, 30], None])
def test_a_trail_that_does_not_lead_to_the_columns_is_not_guessed_at(work, hours):
    if hours:
        changed(work, 10, hours=hours)
    assert [kind for kind, _names in migrate()] == ["agreed"]
    assert hours_on(work, 50, 0) == [32, 32]


def test_backwards_leaves_the_columns(work):
    migrate()
    migration.forget(apps, None)
    assert (PlacementTerms.objects.count(), Placement.objects.get().hours) == (0, 32)
