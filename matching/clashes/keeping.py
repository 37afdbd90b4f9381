"""The clashes of work under way and of proposals, kept as the files are.

Called with the profiles (``matching/profiles/keeping.py``): after every write about a resident, and at night
for what only the calendar or the law changes. Nothing is written for a resident of whom nothing changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from jobdesk.trail.audit import record_many
from jobdesk.trail.scoping import system_scope
from matching.clashes.reading import Row, found_for_cases
from matching.clashes.records import Clash
from matching.models import Placement, Proposal, WorkClash

Key = tuple[str, int, str, str]  # of a placement or a proposal, its key, the kind, the subject


@transaction.atomic
def keep_clashes(residents: Collection[int], on: date) -> int:
    """Keep the clashes of these residents as of a day; return how many began, changed or went.

    One that is there as before stays as it is, with what a coach said of it. Another severity or parameter
    opens it again. One whose cause is gone is settled. Records ``clash.found`` and ``clash.settled`` of those
    that ask somebody to act.
    """
    with system_scope("clashes with work"):
        found = {
            _key(row, clash): (row, clash)
            for row, clashes in found_for_cases(residents, on).items()
            for clash in clashes
        }
        rows = WorkClash.objects.select_for_update(of=("self",)).filter(resident__in=residents)
        stored = {
            _key_of(each): each for each in rows.exclude(status=WorkClash.Status.SETTLED).order_by("pk")
        }
        begun = [_row(row, clash, on) for key, (row, clash) in found.items() if key not in stored]
        changed = [
            _changed(stored[key], clash, on)
            for key, (_work, clash) in found.items()
            if key in stored and stored[key].fingerprint != clash.fingerprint
        ]
        gone = [_settled(each, on) for key, each in stored.items() if key not in found]
        _save(begun, [*changed, *gone])
        _record("clash.found", [*begun, *changed])
        _record("clash.settled", gone)
    return len(begun) + len(changed) + len(gone)


def _key(row: Row, clash: Clash) -> Key:
    return type(row).__name__, row.pk, clash.kind, clash.subject


def _key_of(stored: WorkClash) -> Key:
    if stored.placement_id is not None:
        return "Placement", stored.placement_id, stored.kind, stored.subject
    return "Proposal", stored.proposal_id or 0, stored.kind, stored.subject


def _row(row: Row, clash: Clash, on: date) -> WorkClash:
    return WorkClash(
        resident_id=row.resident_id,
        placement=row if isinstance(row, Placement) else None,
        proposal=row if isinstance(row, Proposal) else None,
        kind=clash.kind,
        subject=clash.subject,
        found_on=on,
        **_said(clash),
    )


def _said(clash: Clash) -> dict[str, object]:
    return {
        "severity": clash.severity,
        "is_known": clash.is_known,
        "params": dict(clash.params),
        "fingerprint": clash.fingerprint,
    }


def _changed(stored: WorkClash, clash: Clash, on: date) -> WorkClash:
    """What was said of it was said of other facts."""
    for name, value in _said(clash).items():
        setattr(stored, name, value)
    if stored.status == WorkClash.Status.KNOWN:
        stored.status, stored.found_on = WorkClash.Status.OPEN, on
        stored.words, stored.said_by, stored.said_on = "", None, None
    return stored


def _settled(stored: WorkClash, on: date) -> WorkClash:
    stored.status, stored.settled_on = WorkClash.Status.SETTLED, on
    return stored


def _save(begun: list[WorkClash], others: list[WorkClash]) -> None:
    if begun:
        WorkClash.objects.bulk_create(begun)
    if others:
        names = ("severity", "is_known", "params", "fingerprint", "status", "found_on", "settled_on")
        WorkClash.objects.bulk_update(others, [*names, "words", "said_by", "said_on"], batch_size=500)


def _record(action: str, rows: Iterable[WorkClash]) -> None:
    """Without parameters: a trail names what happened, and the row itself keeps the rest."""
    serious = [(each, {"kind": each.kind}) for each in rows if each.is_serious]
    if serious:
        record_many(action, serious)
