"""What the people of a partner do in a case that is shared with them. Nothing but the agreed parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import CaseShare, ShareNote
from desk.queries.shares import readers_of
from jobdesk.trail.audit import AuditEntry, acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.models import CheckIn, CheckInReply, Placement
from matching.services import record_check_in
from residents.models import Appointment, Step
from residents.services import close_step, keep_appointment, miss_appointment

Part = CaseShare.Part
LOOKED = "share.viewed"


class ShareOver(LookupError):
    """The share, or the part that is asked for, opens nothing (any more)."""


@contextmanager
def using(share: CaseShare, part: str = "") -> Iterator[None]:
    """Open the case of a share for one of its parts. Raises ShareOver unless it holds now and has the part.

    Inside, everything can be read: what is handed out is chosen by whoever opens it.
    """
    share.refresh_from_db(from_queryset=CaseShare.objects.select_related("organisation"))
    with system_scope("shared case"):
        if share.why_over(timezone.localdate()) or (part and not share.has(part)):
            raise ShareOver(share.code)
        yield


def note_partners_look(share: CaseShare) -> None:
    """Record ``share.viewed`` by the actor of the open scope, once a day."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = AuditEntry.objects.filter(
        action=LOOKED,
        subject_type=share._meta.label_lower,
        subject_id=share.pk,
        actor=acting_user(),
        at__gte=midnight,
    )
    if not seen.exists():
        record(LOOKED, share)


@transaction.atomic
def write_note(share: CaseShare, kind: str, text: str) -> ShareNote:
    """Write a report or a concern (``ShareNote.Kind``) to the coach. Records ``share.noted``, not the text.

    Raises RuleBroken without a text, ShareOver when the share is over.
    """
    if not text.strip():
        raise RuleBroken(_("Write what the coach should know."), "text")
    with using(share):
        return _note(share, kind, text)


@transaction.atomic
def take_step(share: CaseShare, pk: int) -> Step:
    """Close, as done today, a step that this partner takes; return it.

    Raises ShareOver for any other step, RuleBroken when it is closed or ends with a result.
    """
    with using(share, Part.STEPS):
        step = (
            share.steps.filter(pk=pk, resident=share.resident_id).select_related("resident__centre").first()
        )
        if step is None:
            raise ShareOver(share.code)
        close_step(step)
        return step


@transaction.atomic
def record_appointment(share: CaseShare, code: str, *, came: bool) -> None:
    """Record whether the resident came to an appointment with somebody of this partner; it is no contact.

    Raises ShareOver for any other appointment, RuleBroken before its day or when it was recorded already.
    """
    with using(share, Part.PLAN):
        found = Appointment.objects.filter(
            code=code, resident=share.resident_id, with_user__in=readers_of(share.organisation)
        ).first()
        if found is None:
            raise ShareOver(share.code)
        if came:
            keep_appointment(found, log_contact=False)
        else:
            miss_appointment(found)


def check_in_of(share: CaseShare, pk: int) -> CheckIn:
    """Return a talk after the start of the work that is entrusted, read while the share is used.

    Raises ShareOver for any other one.
    """
    found = (
        CheckIn.objects.filter(pk=pk, resident=share.resident_id, placement__status__in=Placement.UNDER_WAY)
        .select_related("resident", "placement__match__company__organisation")
        .first()
    )
    if found is None:
        raise ShareOver(share.code)
    return found


@transaction.atomic
def record_talk(share: CaseShare, pk: int, talk: Mapping[str, Any]) -> bool:
    """Record a check-in as ``record_check_in`` does with ``talk``; return whether the coach gets a concern.

    That is so when the person does not work any more or something got a no. Raises ShareOver, RuleBroken.
    """
    with using(share, Part.PLACEMENT):
        found = check_in_of(share, pk)
        record_check_in(found, **{**talk, "source": CheckInReply.Source.PARTNER})
        is_wrong = bool(found.troubles) or found.still_working == CheckIn.Answer.NO
        if is_wrong:
            _note(share, ShareNote.Kind.CONCERN, "", found)  # what was said stands in the talk itself
        return is_wrong


def _note(share: CaseShare, kind: str, text: str, check_in: CheckIn | None = None) -> ShareNote:
    note = ShareNote.objects.create(
        share=share, author=acting_user(), kind=kind, text=text.strip(), check_in=check_in
    )
    record("share.noted", note, {"kind": kind})
    return note
