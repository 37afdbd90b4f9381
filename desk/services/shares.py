"""Parts of a case shared with a partner: begun, changed, ended. To a change the resident agrees anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import CaseShare, ShareNote
from desk.queries.shares import holding_shares, partners_of
from jobdesk.desks.models import Organisation
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents.models import Consent, Resident, Step
from residents.services import record_consent, withdraw_consent

LONGEST = timedelta(days=366)


@transaction.atomic
def share_case(
    resident: Resident,
    organisation: Organisation,
    *,
    parts: Collection[str],
    purpose: str,
    until_on: date,
    consent: Mapping[str, Any],
    steps: Iterable[Step] = (),
) -> CaseShare:
    """Share parts (``CaseShare.Part``) of a case with a partner until a day; return the share.

    ``consent``: how the resident agreed, as ``record_consent`` takes it (``given_on``, ``way``, the
    interpreter). Saves, records the consent and ``share.made``. Raises RuleBroken after the end of the
    guidance, for an organisation that is no partner here, a day in the past or over a year ahead, a case that
    is shared with it already, and without a part or with a step of another case.
    """
    hold(resident)
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended. Take the case up again first."))
    if not partners_of(resident.centre).filter(pk=organisation.pk).exists():
        raise RuleBroken(_("Choose a partner of this country."), "organisation")
    for share in CaseShare.objects.filter(resident=resident, organisation=organisation, ended_on=None):
        if not share.why_over(timezone.localdate()):
            raise RuleBroken(_("This case is shared with this organisation already."), "organisation")
        _write_end(share, share.why_over(timezone.localdate()))
    share = CaseShare(resident=resident, organisation=organisation, shared_on=timezone.localdate())
    chosen = _set(share, parts, purpose, until_on, list(steps))
    share.shared_by = acting_user()
    share.consent = _consent(share, consent)
    share.save()
    share.steps.set(chosen)
    record("share.made", share, _said(share, chosen))
    return share


@transaction.atomic
def change_share(
    share: CaseShare,
    *,
    parts: Collection[str],
    purpose: str,
    until_on: date,
    consent: Mapping[str, Any],
    steps: Iterable[Step] = (),
) -> None:
    """Change what a partner sees, or until when: the resident is asked again, and the new consent counts.

    Saves, replaces the consent, records ``share.changed``. Raises RuleBroken as ``share_case`` does, and for
    a share that is over.
    """
    hold(share)
    _check_holds(share)
    chosen = _set(share, parts, purpose, until_on, list(steps))
    before, share.consent = share.consent, _consent(share, consent)
    share.save()
    withdraw_consent(before)
    share.steps.set(chosen)
    record("share.changed", share, _said(share, chosen))


@transaction.atomic
def end_share(share: CaseShare, *, is_withdrawn: bool) -> None:
    """End a share at once; ``is_withdrawn``: because the resident does not agree any more.

    Saves, records ``share.ended`` and the withdrawal. Raises RuleBroken for one that is over.
    """
    hold(share)
    _check_holds(share)
    if is_withdrawn:
        withdraw_consent(share.consent)
    _write_end(share, CaseShare.Over.WITHDRAWN if is_withdrawn else CaseShare.Over.STOPPED)


def write_down_ends(today: date) -> int:
    """Write down the end of the shares that hold no more, each once, with why. Returns how many."""
    held = holding_shares(today).values("pk")
    over = CaseShare.objects.filter(ended_on=None).exclude(pk__in=held)
    ended = 0
    for pk in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            share = CaseShare.objects.select_for_update(of=("self",)).get(pk=pk)
            if share.ended_on is None and (why := share.why_over(today)):
                _write_end(share, why)
                ended += 1
    return ended


@transaction.atomic
def read_note(note: ShareNote) -> None:
    """Say that the desk read what a partner wrote; again does nothing. Saves, records ``share.note_read``."""
    hold(note)
    if note.seen_at is None:
        note.seen_at, note.seen_by = timezone.now(), acting_user()
        note.save(update_fields=["seen_at", "seen_by"])
        record("share.note_read", note)


@transaction.atomic
def unread_note(note: ShareNote) -> None:
    """Take back that it was read. Saves, records ``share.note_unread``."""
    hold(note)
    note.seen_at = note.seen_by = None
    note.save(update_fields=["seen_at", "seen_by"])
    record("share.note_unread", note)


def _set(
    share: CaseShare, parts: Collection[str], purpose: str, until_on: date, steps: list[Step]
) -> list[Step]:
    """Set what is agreed, without saving; return the steps that the partner takes."""
    today = timezone.localdate()
    agreed = [code for code in CaseShare.Part.values if code in parts]
    if not agreed:
        raise RuleBroken(_("Choose at least one part."), "parts")
    if not purpose.strip():
        raise RuleBroken(_("Say in one sentence what for."), "purpose")
    if until_on < today:
        raise RuleBroken(_("Choose today or a later day."), "until_on")
    if until_on > today + LONGEST:
        raise RuleBroken(_("Choose a day within a year; you can extend it then."), "until_on")
    chosen = steps if CaseShare.Part.STEPS in agreed else []
    if CaseShare.Part.STEPS in agreed and not chosen:
        raise RuleBroken(_("Choose which steps they take."), "steps")
    if any(step.resident_id != share.resident_id for step in chosen):
        raise RuleBroken(_("Choose steps of this resident."), "steps")
    share.parts, share.purpose, share.until_on = ",".join(agreed), purpose.strip(), until_on
    return chosen


def _consent(share: CaseShare, asked: Mapping[str, Any]) -> Consent:
    return record_consent(
        share.resident,
        purpose=Consent.Purpose.PARTNER,
        recipient=share.organisation.name,
        until_on=share.until_on,
        **asked,
    )


def _said(share: CaseShare, steps: list[Step]) -> dict[str, Any]:
    return {
        "organisation": share.organisation_id,
        "parts": share.part_codes,
        "until_on": share.until_on,
        "steps": [step.pk for step in steps],
        "consent": share.consent_id,
    }


def _check_holds(share: CaseShare) -> None:
    if share.why_over(timezone.localdate()):
        raise RuleBroken(_("This share is over."))


def _write_end(share: CaseShare, why: str) -> None:
    share.ended_on, share.over_why = timezone.localdate(), why
    share.save(update_fields=["ended_on", "over_why"])
    record("share.ended", share, {"organisation": share.organisation_id, "why": why})
