"""Versions of what was agreed about a placement: written, shown in its columns, and begun on their day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobdesk.trail.audit import record
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from matching.models import Placement, PlacementTerms
from matching.terms.reading import day_shown, first_day, terms_on
from matching.terms.replay import TERMS, Terms

# The column of a placement in which a term of today is repeated.
COLUMNS = {name: name for name in TERMS} | {"ends_on": "planned_end_on"}


def keep_first_terms(placement: Placement) -> PlacementTerms:
    """Save what the columns of a new placement say as what was agreed at the match.

    Called inside the transaction of a service, which has recorded the match.
    """
    said = {name: getattr(placement, column) for name, column in COLUMNS.items()}
    return _save(placement, PlacementTerms.Kind.AGREED, said)


def say_terms(
    placement: Placement,
    kind: PlacementTerms.Kind,
    said: Mapping[str, Any],
    from_on: date | None = None,
    *,
    corrects: PlacementTerms | None = None,
    note: str = "",
) -> PlacementTerms:
    """Save one version of what was agreed (``said``: names of ``TERMS``), and let the columns say today's.

    ``from_on``: None, or a day that is not after the first one, is the first day of work, whichever it turns
    out to be. Called inside the transaction of a service, which has checked and records it.
    """
    if from_on is not None and from_on <= first_day(placement):
        from_on = None
    version = _save(placement, kind, said, from_on, corrects=corrects, note=note.strip())
    show_terms_of_today(placement)
    return version


def show_terms_of_today(placement: Placement) -> dict[str, list[Any]]:
    """Let the columns of a placement say the terms of today; return what changed, from what to what.

    Called inside the transaction of a service, which records it.
    """
    changed = differences(placement, terms_on(placement, day_shown(placement)))
    for column, (_was, value) in changed.items():
        setattr(placement, column, value)
    if changed:
        placement.save(update_fields=list(changed))
    return changed


def differences(placement: Placement, terms: Terms) -> dict[str, list[Any]]:
    """Return the columns of a placement that say something else than ``terms``: from what to what."""
    values = {COLUMNS[name]: value for name, value in asdict(terms).items()}
    return {
        column: [getattr(placement, column), value]
        for column, value in values.items()
        if getattr(placement, column) != value
    }


def begin_terms() -> int:
    """Let the columns say what was agreed ahead and holds today; returns how many placements changed.

    Of work under way. Each in a transaction of its own and under a lock: what was stopped is begun again
    without harm, for what shows already is not shown again. Records ``placement.terms_began``.
    """
    ahead = PlacementTerms.objects.filter(from_on__lte=timezone.localdate()).values("placement")
    rows = Placement.objects.under_way().filter(pk__in=ahead).prefetch_related("terms").order_by("pk")
    return sum(_begin(row) for row in rows.iterator(chunk_size=500))


def _begin(row: Placement) -> bool:
    """Look without a lock first: nearly all show what holds."""
    if not differences(row, terms_on(row, day_shown(row))):
        return False
    with transaction.atomic():
        placement = Placement(pk=row.pk)
        hold(placement)
        changed = show_terms_of_today(placement)
        if changed:
            record("placement.terms_began", placement, changed)
    return bool(changed)


def _save(
    placement: Placement,
    kind: PlacementTerms.Kind,
    said: Mapping[str, Any],
    from_on: date | None = None,
    **fields: Any,
) -> PlacementTerms:
    version = PlacementTerms(
        placement=placement,
        kind=kind,
        from_on=from_on,
        names=list(said),
        recorded_by=current_scope().actor,
        **said,
        **fields,
    )
    version.save()
    return version
