"""What happened in one case, newest first, in sentences; and who changed or looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.audit import AppendOnly, AuditEntry, StatusChange
from matching.models import CheckIn, Match, Placement, Proposal
from residents.choices import ExitReason
from residents.models import Appointment, Intake, LegalEvent, OutreachContact, Resident, Step


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
        yield Event(
            proposal.proposed_on,
            _("Proposed to %(company)s.") % {"company": company},
            proposal.vacancy.title,
            _by(proposal.proposed_by),
        )
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


# ── The trail ──────────────────────────────────────────────────────────────────────────────────────────────


def trail(entries: Iterable[AuditEntry], changes: Iterable[StatusChange]) -> list[dict]:
    """Return audit entries and changes of status together, newest first, as ``<c-timeline>`` draws them."""
    rows = [*entries, *changes]
    return [
        {
            "when": date_format(timezone.localtime(row.at), "j F Y, H:i"),
            "datetime": timezone.localtime(row.at).isoformat(timespec="minutes"),
            "title": _action(row) if isinstance(row, AuditEntry) else _status(row),
            "text": "" if isinstance(row, AuditEntry) else _reason(row),
            "by": _signature(row),
        }
        for row in sorted(rows, key=lambda row: row.at, reverse=True)
    ]


def _signature(row: AppendOnly) -> str:
    if row.actor is not None:
        return row.actor.name
    return _("Jobdesk, by itself")


def _status(change: StatusChange) -> str:
    model = apps.get_model(change.subject_type)
    labels = dict(model._meta.get_field("status").flatchoices)
    what = {
        "what": str(model._meta.verbose_name).capitalize(),
        "from": labels.get(change.from_status, change.from_status),
        "to": labels.get(change.to_status, change.to_status),
    }
    if not change.from_status:
        return _("%(what)s: “%(to)s”.") % what
    return _("%(what)s: from “%(from)s” to “%(to)s”.") % what


def _reason(change: StatusChange) -> str:
    """Return why, in words: the trail keeps the code of a reason that is chosen from a list."""
    reasons = dict(_CODED_REASONS.get(change.subject_type, []))
    return str(reasons.get(change.reason, change.reason))


_CODED_REASONS = {
    "matching.placement": Placement.EndReason.choices,
    "residents.resident": ExitReason.choices,
}


def _action(entry: AuditEntry) -> str:
    return {
        "resident.viewed": _("Looked at the case."),
        "resident.registered": _("Registered the resident."),
        "resident.profile_changed": _("Changed the profile."),
        "resident.assigned": _("Assigned a coach."),
        "resident.moved": _("Moved the case to another centre."),
        "resident.exited": _("Ended the guidance."),
        "resident.reentered": _("Took the case up again."),
        "resident.assessed": _("The decision on the right to work changed."),
        "household.recorded": _("Recorded the household."),
        "household.removed": _("Removed a household."),
        "step.evidence_removed": _("Removed a file of a step."),
        "contact.logged": _("Logged a contact."),
        "contact.taken_back": _("Took a contact back that was logged by mistake."),
        "appointment.made": _("Made an appointment."),
        "appointment.changed": _("Changed an appointment."),
        "session.invited": _("Invited the resident to a group session."),
        "session.uninvited": _("Took the resident off the list of a group session."),
        "session.walked_in": _("Put the resident on the list of a group session."),
        "session.outcome": _("Recorded what a group session brought."),
        "contact.removed": _("Deleted a contact."),
        "contact.restored": _("Brought a contact back."),
        "intake.sheet_printed": _("Printed the intake to read back."),
        "intake.started": _("Began the intake."),
        "intake.saved": _("Saved answers of the intake."),
        "intake.sitting": _("Recorded a talk of the intake."),
        "intake.health_removed": _("Took what was noted on health out of the intake."),
        "intake.completed": _("Completed the intake."),
        "consent.given": _("Recorded a consent."),
        "consent.withdrawn": _("Withdrew a consent."),
        "language.heard": _("Recorded a language level."),
        "legal_event.recorded": _("Recorded an event of the procedure."),
        "legal_event.removed": _("Removed an event of the procedure."),
        "document.recorded": _("Recorded a document."),
        "document.withdrawn": _("Withdrew a document."),
        "step.opened": _("Opened a step."),
        "step.closed": _("Closed a step."),
        "step.postponed": _("Put a step off."),
        "step.reopened": _("Opened a step again that was closed by mistake."),
        "proposal.made": _("Proposed the resident for a vacancy."),
        "answer.seen": _("Read the answer of an employer."),
        "answer.unseen": _("Took back that the answer of an employer was read."),
        "match.recorded": _("Recorded a match; the employer sees the name from here on."),
        "placement.ended": _("Ended a placement."),
        "placement.employer_changed": _("Recorded that the work goes on with another employer."),
        "check_in.recorded": _("Recorded a check-in."),
        "card.link_made": _("Made a private link to the step card."),
        "card.link_revoked": _("Revoked a private link to the step card."),
    }.get(entry.action, _("Another action: %(action)s.") % {"action": entry.action})
