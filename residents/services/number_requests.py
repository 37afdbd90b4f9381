"""A number that another desk has already: ask that desk for the case, and answer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.desks.models import Centre
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope, system_scope
from residents import transitions
from residents.models import NumberRequest, Relocation, Resident


@transaction.atomic
def ask_for_number(*, reception: str, number: str, centre: Centre, why: str) -> NumberRequest:
    """Ask the desk that has this number, on behalf of ``centre``, with why. Raises RuleBroken.

    What comes back to the asking desk is that the number is known and, later, the answer: nothing else.
    """
    if not why.strip():
        raise RuleBroken(_("Say why you ask."), field="why")
    same = {"reception": reception, "reference_number": number}
    if Resident.objects.filter(**same).exists():
        raise RuleBroken(_("Your own desk has this number."))
    with system_scope("number already used"):
        resident = Resident.objects.select_related("centre").filter(**same).first()
        if resident is None:
            raise RuleBroken(_("Nobody has this number any more. You can use it now."))
        waiting = NumberRequest.objects.filter(
            resident=resident, asking_centre=centre, status=NumberRequest.Status.ASKED
        )
        if waiting.exists():
            raise RuleBroken(_("Your desk has asked about this number already. The answer comes in Today."))
    request = NumberRequest(
        resident=resident,
        number=number,
        asking_centre=centre,
        why=why.strip(),
        asked_by=current_scope().actor,
        asked_on=timezone.localdate(),
    )
    request.save()
    audit.record_status(request, "", request.status)
    audit.record("number.asked", request, {"asking_centre": centre.code})
    return request


@transaction.atomic
def refuse_number_request(request: NumberRequest, note: str) -> None:
    """Say no, with why; the asking desk reads it. Only the desk that has the case can. Raises RuleBroken."""
    hold(request)
    if request.resident.centre_id not in current_scope().centres:
        raise RuleBroken(_("Only the desk that has the case can answer."))
    if not note.strip():
        raise RuleBroken(_("Say why you do not hand the case over."), field="note")
    if request.status != NumberRequest.Status.ASKED:
        raise RuleBroken(_("This question has been answered already."))
    also = {"answered_on": timezone.localdate(), "answer_note": note.strip()}
    audit.change_status(request, NumberRequest.Status.REFUSED, transitions.NUMBER_REQUEST, also=also)


def answer_by_move(move: Relocation) -> None:
    """Answer what the new desk had asked about the number of a resident who moves there: the case comes."""
    waiting = NumberRequest.objects.filter(
        resident=move.resident, asking_centre=move.to_centre, status=NumberRequest.Status.ASKED
    ).select_related("resident__centre", "asking_centre")
    for request in waiting:
        also = {"answered_on": timezone.localdate()}
        audit.change_status(request, NumberRequest.Status.HANDED, transitions.NUMBER_REQUEST, also=also)
