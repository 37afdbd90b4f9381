"""The talk of a company and a candidate: times offered, agreed, moved, called off, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law.rules import add_working_days, is_working_day
from matching.integrity.standing import check_may_go_on
from matching.interviews.offered_times import (
    HOLIDAY,
    HOURS,
    LENGTH,
    NOT_FREE,
    TOO_FAR,
    TOO_SOON,
    Offer,
    objection,
)
from matching.letters import tell_company, tell_desk
from matching.models import Interview, InterviewTime, Proposal
from matching.services.stages import move_proposal
from matching.transitions import INTERVIEW
from residents.models import Appointment, Intake
from residents.services import cancel_appointment, make_appointment

OUTCOME_WORKING_DAYS = 5  # in which a company says what came of a talk, or offers other times
OBJECTIONS = {
    LENGTH: gettext_lazy("A talk takes ten minutes to four hours, and ends after it begins."),
    HOURS: gettext_lazy("Choose a time between 7.00 and 22.00."),
    TOO_SOON: gettext_lazy("This is too soon: the job coach needs a working day to reach the candidate."),
    TOO_FAR: gettext_lazy("Choose a day within two months."),
    HOLIDAY: gettext_lazy("This is a public holiday."),
    NOT_FREE: gettext_lazy("The candidate cannot then: see the days and times on the card."),
}


@dataclass(frozen=True)
class Invitation:
    """What a company offers: up to three times, how and where, whom to ask for, what to take along."""

    offers: Sequence[Offer]
    way: str
    place: str
    ask_for: str
    bring: Sequence[str] = ()


@transaction.atomic
def invite_candidate(proposal: Proposal, invitation: Invitation) -> Interview:
    """Invite a candidate who waits for an answer to a talk at one of the times offered.

    Saves proposal and talk, records both changes of status, e-mails the coach; the desk sees it until it says
    which time the resident takes. Raises RuleBroken when the proposal was answered, lapsed or withdrawn
    before, while the company knows of a pause, and for a time that cannot be (its field: ``on_1``, ``on_2``,
    ``on_3``).
    """
    hold(proposal)
    if proposal.status != Proposal.Status.PROPOSED:
        raise RuleBroken(_("This proposal no longer waits for an answer."))
    check_may_go_on(proposal.vacancy.company)
    also: dict[str, Any] = {
        "answered_on": timezone.localdate(),
        "answer_reason": "",
        "answer_note": "",
        "answer_seen_at": None,
    }
    move_proposal(proposal, Proposal.Status.INVITED, also=also)
    interview = interview_of(proposal) or Interview(proposal=proposal)
    _offer(interview, invitation)
    tell_desk(proposal, "times_offered")
    return interview


@transaction.atomic
def offer_other_times(proposal: Proposal, invitation: Invitation, reason: str) -> None:
    """Offer an invited candidate other times: asked for by the desk, to move the talk, or for a second one.

    Saves, records the change of status with the reason, calls off what was agreed, e-mails the coach. Raises
    RuleBroken when nobody is invited, the desk has times to choose from already, and as ``invite_candidate``.
    """
    hold(proposal)
    interview = interview_of(proposal)
    if not proposal.is_talking:
        raise RuleBroken(_("This candidate is not invited."))
    if interview is not None and interview.status == Interview.Status.OFFERED:
        raise RuleBroken(_("The job coach still asks which of your times suits. You hear it soon."))
    if interview is None:  # invited before times were offered
        interview = Interview(proposal=proposal)
    if proposal.status == Proposal.Status.OFFERED:
        move_proposal(proposal, Proposal.Status.INVITED, reason=reason.strip())
    _cancel_appointment(interview, reason)
    _offer(interview, invitation, reason.strip())
    tell_desk(proposal, "times_moved" if interview.sequence else "times_offered")


@transaction.atomic
def agree_time(proposal: Proposal, time: InterviewTime) -> Appointment:
    """Record which of the times offered the resident takes; return the appointment it makes with the desk.

    Saves, records the change of status, marks the answer as read, e-mails the company with an entry for its
    calendar. Raises RuleBroken when the times do not wait for the desk, or this one has passed.
    """
    hold(proposal)
    interview = _waiting(proposal)
    if time.starts_at <= timezone.now():
        raise RuleBroken(_("This time has passed. Ask for other times."), "time")
    appointment = make_appointment(
        proposal.resident,
        kind=Appointment.Kind.EMPLOYER,
        with_user=acting_user(),
        starts_at=time.starts_at,
        minutes=(time.ends_at - time.starts_at) // timedelta(minutes=1),
        place=interview.place[:120],
        note=_("Talk with %(company)s. Ask for %(name)s.")
        % {"company": proposal.vacancy.company, "name": interview.ask_for},
    )
    also = {
        "starts_at": time.starts_at,
        "ends_at": time.ends_at,
        "appointment": appointment,
        "due_on": _company_due_on(timezone.localdate(time.ends_at), proposal),
        "reason": "",
        "sequence": interview.sequence + 1,
    }
    change_status(interview, Interview.Status.AGREED, INTERVIEW, also=also)
    _mark_read(proposal)
    tell_company(proposal, "time_agreed")
    return appointment


@transaction.atomic
def ask_for_other_times(proposal: Proposal, reason: str) -> None:
    """Say that none of the times suits, or that the resident cannot come to the one agreed.

    Saves, records the change of status with the reason, which the company reads; cancels the appointment,
    e-mails the company. Raises RuleBroken without a reason, or when there are no times to change.
    """
    hold(proposal)
    interview = interview_of(proposal)
    if interview is None or interview.status not in (Interview.Status.OFFERED, Interview.Status.AGREED):
        raise RuleBroken(_("There are no times of the company to change."))
    if not reason.strip():
        raise RuleBroken(_("Say why in a few words: the company reads it."), "reason")
    was_agreed = interview.status == Interview.Status.AGREED
    _cancel_appointment(interview, reason)
    also = {
        "due_on": _company_due_on(timezone.localdate(), proposal),
        "reason": reason.strip(),
        "sequence": interview.sequence + was_agreed,
    }
    change_status(interview, Interview.Status.OTHER_TIMES, INTERVIEW, reason=reason.strip(), also=also)
    _mark_read(proposal)
    tell_company(proposal, "other_times")


@transaction.atomic
def say_will_hire(proposal: Proposal) -> None:
    """Record that the company wants to hire: the coach asks the candidate, and records the match.

    Saves proposal and talk, records both changes of status, e-mails the coach. Raises RuleBroken when no talk
    was agreed or it has not begun, and while the company knows of a pause.
    """
    hold(proposal)
    interview = interview_of(proposal)
    if interview is None or interview.status != Interview.Status.AGREED:
        raise RuleBroken(_("There was no talk with this candidate yet."))
    if interview.starts_at is None or interview.starts_at > timezone.now():
        raise RuleBroken(_("Say it after the talk."))
    check_may_go_on(proposal.vacancy.company)
    also = {"due_on": add_working_days(timezone.localdate(), OUTCOME_WORKING_DAYS, _country(proposal))}
    change_status(interview, Interview.Status.WANTED, INTERVIEW, also=also)
    move_proposal(proposal, Proposal.Status.OFFERED)
    tell_desk(proposal, "will_hire")


def end_interview(proposal: Proposal, reason: str) -> None:
    """Call off the talk of a proposal that ends, if there is one; called inside the transaction of a service.

    Saves, records the change of status, cancels an appointment that is still to come, and tells the company
    when somebody else ended it.
    """
    interview = interview_of(proposal)
    if interview is None or interview.status == Interview.Status.OVER:
        return
    was_agreed = interview.status == Interview.Status.AGREED
    is_ahead = interview.starts_at is not None and interview.starts_at > timezone.now()
    _cancel_appointment(interview, reason)
    also = {"sequence": interview.sequence + 1, "reason": reason[:300]}
    change_status(interview, Interview.Status.OVER, INTERVIEW, reason=reason, also=also)
    if was_agreed and is_ahead:
        tell_company(proposal, "called_off")


def interview_of(proposal: Proposal) -> Interview | None:
    """Return the talk of a proposal as it is now, or None."""
    return Interview.objects.filter(proposal=proposal).select_related("appointment").first()


def check_not_agreed(appointment: Appointment) -> None:
    """Raise RuleBroken for an appointment that a company was told of: it is moved with the talk."""
    if Interview.objects.filter(appointment=appointment, status=Interview.Status.AGREED).exists():
        raise RuleBroken(_("The company knows this time. Ask for other times on the page of the talk."))


def availability_of(proposal: Proposal) -> int | None:
    """Return what the resident's latest complete intake says of the parts of the week, as on the card."""
    with system_scope("blind profile"):
        intakes = Intake.objects.filter(resident=proposal.resident_id, status=Intake.Status.COMPLETE)
        latest = intakes.order_by("-completed_on", "-pk")
        return latest.values_list("availability", flat=True).first()


def _offer(interview: Interview, invitation: Invitation, reason: str = "") -> None:
    """Set what is offered, and let it wait for the desk."""
    proposal, today = interview.proposal, timezone.localdate()
    times = _times(proposal, invitation.offers, today)
    before = interview.status if interview.pk else ""
    fields: dict[str, Any] = {
        "way": invitation.way,
        "place": invitation.place.strip(),
        "ask_for": invitation.ask_for.strip(),
        "bring": list(invitation.bring),
        "reason": reason,
        "starts_at": None,
        "ends_at": None,
        "due_on": _desk_due_on(min(each.on for each in invitation.offers), today, _country(proposal)),
    }
    for name, value in fields.items():
        setattr(interview, name, value)
    if before:
        if before == Interview.Status.AGREED:
            interview.sequence += 1
            fields["sequence"] = interview.sequence
        change_status(interview, Interview.Status.OFFERED, INTERVIEW, reason=reason, also=fields)
        interview.times.all().delete()
    else:
        interview.save()
        record_status(interview, "", interview.status)
    for starts_at, ends_at in times:
        InterviewTime.objects.create(interview=interview, starts_at=starts_at, ends_at=ends_at)
    record("interview.offered", proposal, {"times": len(times), "way": invitation.way})


def _times(proposal: Proposal, offers: Sequence[Offer], today: date) -> list[tuple[datetime, datetime]]:
    """The offers as moments. Raises RuleBroken for one that cannot be."""
    if not offers:
        raise RuleBroken(_("Offer at least one time."), "on_1")
    availability, country = availability_of(proposal), _country(proposal)
    for number, offer in enumerate(offers, 1):
        if code := objection(offer, availability, today, country):
            raise RuleBroken(str(OBJECTIONS[code]), f"on_{number}")
    if len({(offer.on, offer.begins) for offer in offers}) < len(offers):
        raise RuleBroken(_("You offer the same time twice."), "on_1")
    return [(_moment(each.on, each.begins), _moment(each.on, each.ends)) for each in sorted(offers)]


def _moment(on: date, clock: Any) -> datetime:
    return timezone.make_aware(datetime.combine(on, clock))


def _waiting(proposal: Proposal) -> Interview:
    interview = interview_of(proposal)
    is_invited = proposal.status == Proposal.Status.INVITED
    if interview is None or not is_invited or interview.status != Interview.Status.OFFERED:
        raise RuleBroken(_("The company offers no times at the moment."))
    return interview


def _cancel_appointment(interview: Interview, reason: str) -> None:
    """Cancel the appointment with the desk, when it is still to come."""
    appointment = interview.appointment
    if appointment is None:
        return
    interview.appointment = None
    interview.save(update_fields=["appointment"])
    # A company's scope holds no appointments; the user stays who did it.
    with system_scope("talk with a company"):
        held = Appointment.objects.select_related("resident__centre").get(pk=appointment.pk)
        if held.status == Appointment.Status.PLANNED and held.starts_at > timezone.now():
            cancel_appointment(held, reason)


def _mark_read(proposal: Proposal) -> None:
    if proposal.answer_seen_at is None:
        proposal.answer_seen_at = timezone.now()
        proposal.save(update_fields=["answer_seen_at"])
        record("answer.seen", proposal)


def _company_due_on(day: date, proposal: Proposal) -> date:
    return add_working_days(day, OUTCOME_WORKING_DAYS, _country(proposal))


def _desk_due_on(first: date, today: date, country: str) -> date:
    """The last working day before the first of the times."""
    day = first - timedelta(days=1)
    while day > today and not is_working_day(day, country):
        day -= timedelta(days=1)
    return day


def _country(proposal: Proposal) -> str:
    return proposal.vacancy.company.organisation.country
