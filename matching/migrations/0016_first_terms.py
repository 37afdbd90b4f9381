"""Each placement gets the versions of what was agreed that its columns and its trail tell."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import migrations
from django.utils import timezone

BATCH = 500
COLUMNS = {"hours": "hours", "wage_hour": "wage_hour", "ends_on": "planned_end_on"}
READ: dict[str, Callable[[Any], Any]] = {
    "hours": int,
    "wage_hour": lambda value: None if value is None else Decimal(value),
    "ends_on": lambda value: None if value is None else date.fromisoformat(value),
}
SUBJECT = "matching.placement"


def write_first_terms(apps: Any, _schema_editor: Any) -> None:
    """Write the versions of every placement, so many at a time."""
    Placement = apps.get_model("matching", "Placement")
    last = 0
    while True:
        rows = Placement._base_manager.filter(pk__gt=last).select_related("match").order_by("pk")
        placements = list(rows[:BATCH])
        if not placements:
            return
        _write(apps, placements)
        last = placements[-1].pk


def _write(apps: Any, placements: list[Any]) -> None:
    terms = apps.get_model("matching", "PlacementTerms")
    keys = [each.pk for each in placements]
    changes, planned = _trail(apps, "AuditEntry", keys), _trail(apps, "StatusChange", keys)
    first = [
        _agreed(terms, each, changes.get(each.pk, []), planned.get(each.pk, [])) for each in placements
    ]
    terms._base_manager.bulk_create(first)  # before the changes: the order of the keys says which came first
    terms._base_manager.bulk_create(
        [row for each in placements for row in _later(terms, each, changes.get(each.pk, []))]
    )


def _trail(apps: Any, model: str, keys: list[int]) -> dict[int, list[Any]]:
    """Return what was recorded of each placement, the oldest first."""
    rows = apps.get_model("jobdesk", model)._base_manager.filter(subject_type=SUBJECT, subject_id__in=keys)
    if model == "AuditEntry":
        rows = rows.filter(action="placement.changed")
    found: dict[int, list[Any]] = {}
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def _agreed(model: Any, placement: Any, changes: list[Any], planned: list[Any]) -> Any:
    """What was agreed at the match: what the columns say, or what they said before the first change."""
    said = {name: getattr(placement, column) for name, column in COLUMNS.items()}
    if _is_whole(placement, changes):
        for entry in reversed(changes):
            said |= {name: old for name, (old, _new) in _terms_of(entry).items()}
    recorded = {"recorded_at": timezone.make_aware(datetime.combine(placement.match.matched_on, time(12)))}
    if planned:
        recorded = {"recorded_at": planned[0].at, "recorded_by_id": planned[0].actor_id}
    return model(
        placement_id=placement.pk,
        kind="agreed",
        names=["hours", "wage_hour", "shifts", "job_title", "ends_on"],
        job_title=placement.job_title,
        **said,
        **recorded,
    )


def _later(model: Any, placement: Any, changes: list[Any]) -> Iterator[Any]:
    """What was agreed later: from the day on which it was recorded, for the trail knows no other."""
    if not _is_whole(placement, changes):
        return
    for entry in changes:
        said = {name: new for name, (_old, new) in _terms_of(entry).items()}
        if not said:
            continue
        day = timezone.localtime(entry.at).date()
        is_at_work = placement.started_on is not None and day > placement.started_on
        yield model(
            placement_id=placement.pk,
            kind="change",
            from_on=day if is_at_work else None,
            names=list(said),
            recorded_at=entry.at,
            recorded_by_id=entry.actor_id,
            **said,
        )


def _is_whole(placement: Any, changes: list[Any]) -> bool:
    """Say whether the trail leads, change by change, to what the columns say."""
    reached: dict[str, Any] = {}
    for entry in changes:
        for name, (old, new) in _terms_of(entry).items():
            if reached.get(name, old) != old:
                return False
            reached[name] = new
    return all(getattr(placement, COLUMNS[name]) == value for name, value in reached.items())


def _terms_of(entry: Any) -> dict[str, tuple[Any, Any]]:
    """Return the terms that an entry changed, from what to what; the trail keeps days and amounts as text."""
    return {
        name: (READ[name](entry.changes[column][0]), READ[name](entry.changes[column][1]))
        for name, column in COLUMNS.items()
        if column in entry.changes
    }


def forget(apps: Any, _schema_editor: Any) -> None:
    """Leave the columns as they are: they say the terms of today."""
    apps.get_model("matching", "PlacementTerms")._base_manager.all().delete()


class Migration(migrations.Migration):
    dependencies = [("jobdesk", "0001_initial"), ("matching", "0015_placement_terms")]
    operations = [migrations.RunPython(write_first_terms, forget)]
