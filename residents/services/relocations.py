"""A move between centres: announced, accepted or sent back, handed over. The case is never without a desk."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.lists.exports import end_files_of
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope, system_scope
from law.rules import add_working_days
from residents import transitions
from residents.models import Appointment, Relocation, Resident, Step
from residents.queries.appointments import without_their_host
from residents.services.appointments import cancel_appointment, change_appointment
from residents.services.cases import check_no_move_under_way, check_stay_can_end, move_to_centre, serves
from residents.services.number_requests import answer_by_move
from residents.services.rows import fields_of, lock
from residents.services.steps import postpone_step

ANSWER_WORKING_DAYS = 3  # the new desk's promise; after it the coordinators are told
FARTHEST_DAYS = 180  # a move is known weeks before, not years
OVERLAP_DAYS = 31  # how long the old desk may keep the case after the move
SETTLING_WORKING_DAYS = 5  # what the coach had to do meanwhile waits this long for the new one

FIELDS = ("from_centre", "to_centre", "moves_on", "handover_on", "note")


@transaction.atomic
def announce_relocation(
    resident: Resident,
    to_centre: Centre,
    *,
    moves_on: date,
    handover_on: date | None = None,
    note: str = "",
) -> Relocation:
    """Announce that a resident moves, and ask the new desk to take the case over.

    ``handover_on``: from when the new desk has the case (the day of the move). A user who serves both centres
    needs nobody's answer: the move is accepted at once, and handed over when its day has come. Raises
    RuleBroken.
    """
    lock(resident)
    handover_on = handover_on or moves_on
    _check_move(resident, to_centre, moves_on, handover_on)
    today = timezone.localdate()
    relocation = Relocation(
        resident=resident,
        from_centre=resident.centre,
        to_centre=to_centre,
        moves_on=moves_on,
        handover_on=handover_on,
        asked_by=current_scope().actor,
        asked_on=today,
        answer_due_on=add_working_days(today, ANSWER_WORKING_DAYS, resident.centre.country),
        note=note.strip(),
    )
    relocation.save()
    audit.record_status(relocation, "", relocation.status)
    audit.record("relocation.announced", relocation, fields_of(relocation, *FIELDS))
    answer_by_move(relocation)
    if to_centre.pk in current_scope().centres:
        accept_relocation(relocation, resident.coach if _may_keep(resident.coach, to_centre) else None)
    return relocation


@transaction.atomic
def accept_relocation(relocation: Relocation, coach: User | None, note: str = "") -> None:
    """Take over the case of a resident who moves here, with the coach who gets it (None: nobody yet).

    Only the new desk can. On or after the day of the handover the case changes hands at once.
    """
    hold(relocation)
    _check_new_desk(relocation)
    if coach and not serves(coach, relocation.to_centre):
        raise RuleBroken(_("This coach does not work in the new centre."), field="coach")
    also = {"answered_on": timezone.localdate(), "coach": coach, "answer_note": note.strip()}
    audit.change_status(relocation, Relocation.Status.ACCEPTED, transitions.RELOCATION, also=also)
    audit.record("relocation.accepted", relocation, fields_of(relocation, "coach"))
    if relocation.handover_on <= timezone.localdate():
        hand_over(relocation)


@transaction.atomic
def decline_relocation(relocation: Relocation, why: str, note: str = "") -> None:
    """Send a case back to the old desk for a coded reason (``Relocation.Decline``). Only the new desk can."""
    hold(relocation)
    _check_new_desk(relocation)
    if why not in Relocation.Decline.values:
        raise RuleBroken(_("Choose why you send the case back."), field="why")
    if why == Relocation.Decline.OTHER and not note.strip():
        raise RuleBroken(_("Say in a few words why you send the case back."), field="note")
    also = {"answered_on": timezone.localdate(), "declined_why": why, "answer_note": note.strip()}
    audit.change_status(relocation, Relocation.Status.DECLINED, transitions.RELOCATION, reason=why, also=also)


@transaction.atomic
def cancel_relocation(relocation: Relocation, reason: str) -> None:
    """Call a move off before the handover, with why. Only the old desk can."""
    hold(relocation)
    if relocation.from_centre_id not in current_scope().centres:
        raise RuleBroken(_("Only the old desk can call the move off."))
    if not reason.strip():
        raise RuleBroken(_("Say why the move is called off."), field="reason")
    audit.change_status(
        relocation, Relocation.Status.CANCELLED, transitions.RELOCATION, reason=reason.strip()
    )


@transaction.atomic
def hand_over(relocation: Relocation) -> None:
    """Let the case change hands: centre and stay, the new coach, the steps. History stays.

    Steps of the old municipality begin again; what the coach had to do soon waits some days for the new one.
    Talks that somebody of the old desk has planned are cancelled, with why; other appointments go to the new
    coach, if there is one. Files of lists that only the old desk may have are gone.
    """
    hold(relocation)
    today = timezone.localdate()
    with system_scope("move to another centre"):
        resident = relocation.resident
        coach = relocation.coach if _may_keep(relocation.coach, relocation.to_centre) else None
        audit.change_status(relocation, Relocation.Status.DONE, transitions.RELOCATION, on=today)
        move_to_centre(resident, relocation.to_centre, relocation.moves_on, coach=coach)
        _replan(resident, today)
        _settle_appointments(resident, relocation.to_centre, coach)
        end_files_of(relocation.from_centre, but_of=relocation.to_centre)


def hand_over_due(on: date | None = None) -> int:
    """Hand over the accepted cases whose day has come by ``on`` (today); return how many.

    Each in a transaction of its own: it can be stopped and run again. Needs a scope that sees all.
    """
    on = on or timezone.localdate()
    due = Relocation.objects.filter(status=Relocation.Status.ACCEPTED, handover_on__lte=on).order_by("pk")
    return sum(_hand_over_once(relocation) for relocation in list(due))


@transaction.atomic
def _hand_over_once(relocation: Relocation) -> bool:
    hold(relocation)
    if relocation.status != Relocation.Status.ACCEPTED:
        return False
    hand_over(relocation)
    return True


def _replan(resident: Resident, today: date) -> None:
    until = add_working_days(today, SETTLING_WORKING_DAYS, resident.centre.country)
    own = resident.steps.under_way().filter(party=Step.Party.COACH, due_on__lt=until)
    for step in own:
        postpone_step(step, until, note=_("Put off: the case came from another centre."))


def _settle_appointments(resident: Resident, centre: Centre, coach: User | None) -> None:
    """Nobody of the old desk sees the case any more, so nobody would come."""
    for appointment in without_their_host(resident, centre):
        if appointment.kind in Appointment.WITH_THE_DESK:
            cancel_appointment(appointment, _("The resident moved to another centre."))
        elif coach is not None:
            change_appointment(appointment, with_user=coach)


def _check_move(resident: Resident, to_centre: Centre, moves_on: date, handover_on: date) -> None:
    today = timezone.localdate()
    if to_centre.pk == resident.centre_id:
        raise RuleBroken(_("The resident is in this centre already."), field="centre")
    if to_centre.country != resident.centre.country:
        raise RuleBroken(_("A case cannot move to another country."), field="centre")
    check_no_move_under_way(resident)
    if moves_on > today + timedelta(days=FARTHEST_DAYS):
        raise RuleBroken(_("This day is more than half a year ahead."), field="on")
    if handover_on < moves_on:
        raise RuleBroken(_("The new desk takes over on the day of the move or later."), field="handover_on")
    if handover_on > moves_on + timedelta(days=OVERLAP_DAYS):
        raise RuleBroken(_("Hand the case over within a month of the move."), field="handover_on")
    check_stay_can_end(resident, moves_on)


def _check_new_desk(relocation: Relocation) -> None:
    if relocation.to_centre_id not in current_scope().centres:
        raise RuleBroken(_("Only the new desk can answer this."))


def _may_keep(coach: User | None, centre: Centre) -> bool:
    return coach is not None and serves(coach, centre)
