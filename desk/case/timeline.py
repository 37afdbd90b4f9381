"""What happened in one case, newest first, in sentences. Who changed or looked at it: ``history.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matching.models import CheckIn, Enrolment, Match, Proposal
from residents.models import Appointment, Goal, Intake, LegalEvent, OutreachContact, Resident, Step


@dataclass(frozen=True)
class Event:
    """One thing that happened, as ``<c-timeline>`` draws it."""

    on: date
    title: str
    text: str = ""
    by: str = ""
    url: str = ""

    @property
    def when(self) -> str:
        return date_format(self.on, "j F Y")

    @property
    def datetime(self) -> str:
        return self.on.isoformat()


def happened(
    resident: Resident,
    contacts: Iterable[OutreachContact],
    intakes: Iterable[Intake],
    proposals: Iterable[Proposal],
    matches: Iterable[Match],
    on: date,
    appointments: Iterable[Appointment] = (),
) -> list[Event]:
    """Return the events of a case up to ``on``, newest first. ``resident`` comes with their case."""
    events = [
        *(contact_event(contact) for contact in contacts),
        *_appointments(appointments),
        *_intakes(intakes),
        *_procedure(resident.legal_events.all()),
        *_may_work(resident),
        *_steps(resident.steps.all()),
        *_proposals(proposals),
        *_matches(matches),
        *_placements(resident),
        *_stays(resident),
        *_plan(resident),
        *_consents(resident),
        *_company_on_the_way(resident),
    ]
    # Of one day, what came last in the case comes first here.
    past = [event for event in reversed(events) if event.on <= on]
    return sorted(past, key=lambda event: event.on, reverse=True)


def contact_event(contact: OutreachContact) -> Event:
    """A contact: how, what came of it, the note."""
    text = contact.get_outcome_display()
    return Event(
        contact.on,
        _("Contact: %(how)s.") % {"how": contact.get_kind_display()},
        f"{text}. {contact.note}" if contact.note else f"{text}.",
        _by(contact.coach),
    )


def _by(user: object) -> str:
    return user.short_name if user else ""


def _appointments(appointments: Iterable[Appointment]) -> Iterator[Event]:
    """Those that came to something; of those that were kept and logged, the contact speaks."""
    for each in appointments:
        if each.status != Appointment.Status.PLANNED and each.contact_id is None:
            yield Event(
                each.on,
                _("Appointment: %(kind)s.") % {"kind": each.get_kind_display()},
                f"{each.get_status_display()}.",
                _by(each.with_user),
                reverse("residents:appointment", args=[each.code]),
            )


def _intakes(intakes: Iterable[Intake]) -> Iterator[Event]:
    for intake in intakes:
        yield Event(intake.started_on, _("Intake begun."), by=_by(intake.coach))
        if intake.completed_on:
            yield Event(intake.completed_on, _("Intake complete, guidance opened."), by=_by(intake.coach))


def _procedure(events: Iterable[LegalEvent]) -> Iterator[Event]:
    for event in events:
        yield Event(event.on, f"{event.get_type_display()}.")


def _may_work(resident: Resident) -> Iterator[Event]:
    if resident.work_allowed_from:
        yield Event(resident.work_allowed_from, _("May work."), by="Jobdesk")


def _steps(steps: Iterable[Step]) -> Iterator[Event]:
    for step in steps:
        name = step.get_kind_display()
        yield Event(
            step.opened_on,
            _("Opened: %(step)s.") % {"step": name},
            _("Whose turn: %(party)s.") % {"party": step.get_party_display()},
        )
        if step.closed_on:
            title = _("Done: %(step)s.") if step.status == Step.Status.DONE else _("Not needed: %(step)s.")
            yield Event(step.closed_on, title % {"step": name}, step.note)


def _proposals(proposals: Iterable[Proposal]) -> Iterator[Event]:
    for proposal in proposals:
        company = proposal.vacancy.company
        if proposal.agreement:
            yield Event(
                proposal.agreement.given_on,
                _("Agrees to be introduced to %(company)s.") % {"company": company},
                proposal.vacancy.title,
            )
        if proposal.proposed_on:
            yield Event(
                proposal.proposed_on,
                _("Proposed to %(company)s.") % {"company": company},
                proposal.vacancy.title,
                _by(proposal.proposed_by),
            )
        if proposal.status in (Proposal.Status.DECLINED, Proposal.Status.WITHDRAWN):
            ended = _("%(status)s: %(company)s.") % {
                "status": proposal.get_status_display(),
                "company": company,
            }
            why = [proposal.get_end_reason_display(), proposal.end_note]
            yield Event(proposal.since_on, ended, ". ".join(each for each in why if each))
        if proposal.answered_on:
            title = (
                _("%(company)s says that it does not fit.")
                if proposal.status == Proposal.Status.NO_FIT
                else _("%(company)s wants to talk.")
            )
            yield Event(proposal.answered_on, title % {"company": company}, proposal.answer_note)


def _matches(matches: Iterable[Match]) -> Iterator[Event]:
    for match in matches:
        if match.status != Match.Status.RECORDED_IN_ERROR:
            yield Event(
                match.matched_on,
                _("Match."),
                _("Both sides want a contract: %(company)s.") % {"company": match.company},
            )


def _placements(resident: Resident) -> Iterator[Event]:
    for placement in resident.placements.all():
        company = placement.match.company
        if placement.started_on:
            yield Event(placement.started_on, _("First working day at %(company)s.") % {"company": company})
        if placement.ended_on:
            yield Event(
                placement.ended_on,
                _("Last working day at %(company)s.") % {"company": company},
                placement.get_end_reason_display(),
            )
        for check_in in placement.check_ins.all():
            if check_in.status == CheckIn.Status.DONE and check_in.done_on:
                yield Event(
                    check_in.done_on, _("Talk of week %(week)d.") % {"week": check_in.week}, check_in.note
                )


def _stays(resident: Resident) -> Iterator[Event]:
    for stay in resident.stays.select_related("centre"):
        yield Event(stay.from_on, _("Came to live in %(centre)s.") % {"centre": stay.centre.name})


def _plan(resident: Resident) -> Iterator[Event]:
    for goal in resident.goals.all():
        name = {"goal": goal.get_kind_display()}
        yield Event(goal.set_on, _("Set a goal: %(goal)s.") % name, goal.words)
        if goal.closed_on:
            is_reached = goal.status == Goal.Status.REACHED
            words = _("Reached a goal: %(goal)s.") if is_reached else _("Gave up a goal: %(goal)s.")
            yield Event(goal.closed_on, words % name)
    for review in resident.plan_reviews.exclude(done_on=None):
        yield Event(review.done_on, _("Looked at the plan together."), review.note)


def _consents(resident: Resident) -> Iterator[Event]:
    for consent in resident.consents.all():
        purpose = {"purpose": consent.get_purpose_display()}
        yield Event(consent.given_on, _("Gave consent: %(purpose)s.") % purpose)
        if consent.withdrawn_on:
            yield Event(consent.withdrawn_on, _("Withdrew consent: %(purpose)s.") % purpose)


def _company_on_the_way(resident: Resident) -> Iterator[Event]:
    """Mentors and training groups."""
    for duo in resident.duos.select_related("mentor"):
        yield Event(duo.started_on, _("Began a duo with %(mentor)s.") % {"mentor": duo.mentor.name}, duo.goal)
        if duo.ended_on:
            words = _("The duo with %(mentor)s ended.") % {"mentor": duo.mentor.name}
            yield Event(duo.ended_on, words, duo.get_outcome_display())
    for each in resident.enrolments.select_related("run__programme"):
        title = {"title": each.run.programme.title}
        if each.enrolled_on:
            yield Event(each.enrolled_on, _("Takes part in the programme %(title)s.") % title)
        if each.status == Enrolment.Status.COMPLETED:
            yield Event(each.ended_on, _("Completed the programme %(title)s.") % title)
        elif each.status == Enrolment.Status.STOPPED:
            words = _("Stopped with the programme %(title)s.") % title
            yield Event(each.ended_on, words, each.get_stop_reason_display())
    for member in resident.trainings.select_related("group"):
        title = {"title": member.group.title}
        yield Event(member.group.started_on, _("Joined the training group %(title)s.") % title)
        if member.group.ended_on:
            words = _("The training group %(title)s ended.") % title
            yield Event(member.group.ended_on, words, member.get_outcome_display())
