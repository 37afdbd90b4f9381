"""What is wrong at work: opened with an owner for today, handed over, dealt with, opened again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from matching.aftercare.owners import owner_for
from matching.models import CheckIn, Concern, ConcernEntry, Payslip, Placement
from matching.transitions import CONCERN
from residents.models import Resident
from residents.queries.coaching import absences_between
from residents.services.cases import serves

Act = ConcernEntry.Act


@transaction.atomic
def raise_concern(
    placement: Placement,
    kind: str,
    source: str,
    *,
    text: str = "",
    check_in: CheckIn | None = None,
    payslip: Payslip | None = None,
) -> Concern:
    """Open a concern about somebody's work, with an owner, due today; or add to the one of this kind.

    ``kind``, ``source``: of ``Concern``. Saves, adds a line with the words, records ``concern.opened`` or
    ``concern.said_again`` without them.
    """
    hold(placement)
    today = timezone.localdate()
    found = placement.concerns.filter(kind=kind, status=Concern.Status.OPEN).first()
    if found is not None:
        _add(found, Act.SAID_AGAIN, text)
        record("concern.said_again", found, {"source": source})
        return found
    concern = Concern.objects.create(
        placement=placement,
        resident=placement.resident,
        kind=kind,
        is_grave=kind in Concern.GRAVE,
        source=source,
        check_in=check_in,
        payslip=payslip,
        owner=owner_for(placement.resident, today),
        opened_on=today,
        due_on=today,
    )
    _add(concern, Act.OPENED, text, to_user=concern.owner)
    record_status(concern, "", concern.status)
    record("concern.opened", concern, {"kind": kind, "source": source, "owner": concern.owner_id})
    return concern


@transaction.atomic
def note_concern(concern: Concern, text: str) -> None:
    """Write down what was done about a concern. Records ``concern.noted``; no words: raises RuleBroken."""
    hold(concern)
    _add(concern, Act.NOTED, _said(text))
    record("concern.noted", concern)


@transaction.atomic
def hand_over_concern(concern: Concern, to_user: User, text: str = "") -> None:
    """Give an open concern to a colleague of the desk, due as before. Records ``concern.handed_over``.

    Raises RuleBroken for one that is closed, whoever has it already, works elsewhere or is away today.
    """
    hold(concern)
    _check_open(concern)
    if to_user.pk == concern.owner_id:
        raise RuleBroken(_("%(name)s deals with it already.") % {"name": to_user.name}, "to_user")
    if not serves(to_user, concern.resident.centre):
        raise RuleBroken(_("%(name)s does not work at this desk.") % {"name": to_user.name}, "to_user")
    today = timezone.localdate()
    if absences_between([to_user.pk], today, today):
        raise RuleBroken(_("%(name)s is away today.") % {"name": to_user.name}, "to_user")
    record("concern.handed_over", concern, {"owner": [concern.owner_id, to_user.pk]})
    concern.owner = to_user
    concern.save(update_fields=["owner"])
    _add(concern, Act.HANDED_OVER, text.strip(), to_user=to_user)


@transaction.atomic
def hand_concerns_over(resident: Resident, gone: Collection[int]) -> None:
    """Let open concerns follow a case that changed hands: to its coach, or to who is there at the new desk.

    ``gone``: the keys of those who do not hold the case any more. A concern that a colleague of this desk
    deals with stays theirs. Records ``concern.handed_over``; Today and the e-mail of the day tell the new
    owner.
    """
    today = timezone.localdate()
    for concern in Concern.objects.open().filter(resident=resident).select_related("owner"):
        owner = concern.owner
        if owner is not None and owner.pk not in gone and serves(owner, resident.centre):
            continue
        heir = owner_for(resident, today)
        if heir == owner:
            continue
        hold(concern)
        record("concern.handed_over", concern, {"owner": [concern.owner_id, heir.pk if heir else None]})
        concern.owner = heir
        concern.save(update_fields=["owner"])
        _add(concern, Act.HANDED_OVER, _("The case went to other hands."), to_user=heir)


@transaction.atomic
def close_concern(concern: Concern, outcome: str, text: str) -> None:
    """Say what came of a concern (``Concern.Outcome``), in words too. Records the change of status.

    Raises RuleBroken without words, for one that is closed, and when somebody who may come to harm could not
    be reached: that is no reason to stop.
    """
    hold(concern)
    _check_open(concern)
    if outcome not in Concern.Outcome.values:
        raise RuleBroken(_("Choose what came of it."), "outcome")
    if concern.is_grave and outcome == Concern.Outcome.NO_CONTACT:
        raise RuleBroken(
            _("Somebody who does not feel safe stays on the list until you have spoken to them."), "outcome"
        )
    words = _said(text)
    also = {"outcome": outcome, "closed_on": timezone.localdate()}
    change_status(concern, Concern.Status.CLOSED, CONCERN, reason=outcome, also=also)
    _add(concern, Act.CLOSED, words, outcome=outcome)


@transaction.atomic
def reopen_concern(concern: Concern, text: str) -> None:
    """Open a concern again, due today, with an owner who is there. Records the change of status.

    Raises RuleBroken without words, for one that is open, and while another of its kind is.
    """
    hold(concern)
    words = _said(text)
    others = concern.placement.concerns.filter(kind=concern.kind, status=Concern.Status.OPEN)
    if others.exclude(pk=concern.pk).exists():
        raise RuleBroken(_("The same is open in another concern about this work."))
    today = timezone.localdate()
    also: dict[str, Any] = {
        "outcome": "",
        "closed_on": None,
        "due_on": today,
        "owner": owner_for(concern.resident, today),
    }
    change_status(concern, Concern.Status.OPEN, CONCERN, also=also)
    _add(concern, Act.REOPENED, words, to_user=concern.owner)


def _check_open(concern: Concern) -> None:
    if concern.status != Concern.Status.OPEN:
        raise RuleBroken(_("A colleague has dealt with this already."))


def _said(text: str) -> str:
    if not text.strip():
        raise RuleBroken(_("Write what was said or done."), "text")
    return text.strip()


def _add(concern: Concern, act: str, text: str, **also: Any) -> None:
    ConcernEntry.objects.create(concern=concern, act=act, text=text, by=current_scope().actor, **also)
