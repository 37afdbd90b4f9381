"""Who did what in a case, newest first, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.trail.audit import AppendOnly, AuditEntry, StatusChange
from matching.models import Concern, Enrolment, Placement, Proposal
from residents.choices import ExitReason
from residents.models import Duo, Relocation

# Every action that leaves an entry about a resident.
ACTIONS = {
    "resident.viewed": gettext_lazy("Looked at the case."),
    "resident.registered": gettext_lazy("Registered the resident."),
    "resident.profile_changed": gettext_lazy("Changed the profile."),
    "resident.assigned": gettext_lazy("Said who coaches the resident."),
    "resident.moved": gettext_lazy("Moved the case to another centre."),
    "resident.exited": gettext_lazy("Ended the guidance."),
    "resident.reentered": gettext_lazy("Took the case up again."),
    "resident.assessed": gettext_lazy("The decision on the right to work changed."),
    "household.recorded": gettext_lazy("Recorded the household."),
    "household.removed": gettext_lazy("Removed a household."),
    "step.evidence_removed": gettext_lazy("Removed a file of a step."),
    "contact.logged": gettext_lazy("Logged a contact."),
    "contact.taken_back": gettext_lazy("Took a contact back that was logged by mistake."),
    "appointment.made": gettext_lazy("Made an appointment."),
    "appointment.changed": gettext_lazy("Changed an appointment."),
    "session.invited": gettext_lazy("Invited the resident to a group session."),
    "session.uninvited": gettext_lazy("Took the resident off the list of a group session."),
    "session.walked_in": gettext_lazy("Put the resident on the list of a group session."),
    "fair.times_changed": gettext_lazy("Changed from when until when they are at a job fair."),
    "fair.meeting_added": gettext_lazy("Added a conversation at a job fair."),
    "fair.meeting_dropped": gettext_lazy("Took out a conversation at a job fair."),
    "fair.kept_apart": gettext_lazy("Kept the resident apart from another guest of a job fair."),
    "fair.wish_forgotten": gettext_lazy("Took back a wish for a job fair."),
    "fair.company_said": gettext_lazy("Said for the company what it would like after a job fair."),
    "fair.outcome": gettext_lazy("Recorded what a conversation at a job fair brought."),
    "session.outcome": gettext_lazy("Recorded what a group session brought."),
    "contact.removed": gettext_lazy("Deleted a contact."),
    "contact.restored": gettext_lazy("Brought a contact back."),
    "intake.sheet_printed": gettext_lazy("Printed the intake to read back."),
    "intake.started": gettext_lazy("Began the intake."),
    "intake.saved": gettext_lazy("Saved answers of the intake."),
    "intake.sitting": gettext_lazy("Recorded a talk of the intake."),
    "intake.health_removed": gettext_lazy("Took what was noted on health out of the intake."),
    "intake.completed": gettext_lazy("Completed the intake."),
    "consent.given": gettext_lazy("Recorded a consent."),
    "consent.withdrawn": gettext_lazy("Withdrew a consent."),
    "language.heard": gettext_lazy("Recorded a language level."),
    "legal_event.recorded": gettext_lazy("Recorded an event of the procedure."),
    "legal_event.removed": gettext_lazy("Removed an event of the procedure."),
    "document.recorded": gettext_lazy("Recorded a document."),
    "document.withdrawn": gettext_lazy("Withdrew a document."),
    "step.opened": gettext_lazy("Opened a step."),
    "step.closed": gettext_lazy("Closed a step."),
    "step.postponed": gettext_lazy("Put a step off."),
    "step.reopened": gettext_lazy("Opened a step again that was closed by mistake."),
    "proposal.suggested": gettext_lazy("Put the resident forward for a vacancy, inside the desk."),
    "proposal.asked_again": gettext_lazy("Asked the resident again whether they want the work."),
    "proposal.made": gettext_lazy("Proposed the resident for a vacancy."),
    "answer.seen": gettext_lazy("Read the answer of an employer."),
    "answer.unseen": gettext_lazy("Took back that the answer of an employer was read."),
    "interview.offered": gettext_lazy("A company offered times for a talk."),
    "question.asked": gettext_lazy("A company asked a question about the candidate."),
    "question.answered": gettext_lazy("Answered the question of a company."),
    "card_text.written": gettext_lazy("Wrote own words for the card of a candidate."),
    "card_text.approved": gettext_lazy("Approved the own words on the card of a candidate."),
    "release.made": gettext_lazy("Let a company see named data."),
    "release.viewed": gettext_lazy("Looked at the data that were released to the company."),
    "release.downloaded": gettext_lazy("Took the released data along as a file."),
    "match.recorded": gettext_lazy("Recorded a match; the employer sees the name from here on."),
    "placement.ended": gettext_lazy("Ended a placement."),
    "placement.employer_changed": gettext_lazy("Recorded that the work goes on with another employer."),
    "check_in.recorded": gettext_lazy("Recorded a check-in."),
    "check_in.answered": gettext_lazy("The resident answered a question of a check-in."),
    "check_in.read": gettext_lazy("Read what the resident answered in a check-in."),
    "check_in.not_reached": gettext_lazy("Tried a check-in without reaching the resident."),
    "check_in.link_made": gettext_lazy("Made a private link to a check-in."),
    "check_in.link_revoked": gettext_lazy("Revoked a private link to a check-in."),
    "concern.opened": gettext_lazy("Opened a concern about the work."),
    "concern.said_again": gettext_lazy("Added to a concern about the work: it was said again."),
    "concern.noted": gettext_lazy("Noted what was done about a concern."),
    "concern.handed_over": gettext_lazy("Gave a concern about the work to a colleague."),
    "clash.found": gettext_lazy("Found that something clashes with the work."),
    "clash.settled": gettext_lazy("Found that something does not clash with the work any more."),
    "clash.known": gettext_lazy("Said of what clashes with the work that it is dealt with."),
    "clash.reopened": gettext_lazy("Opened again what clashes with the work."),
    "measure.talk_opened": gettext_lazy("Is to be spoken to: something was decided about the company."),
    "measure.talk_held": gettext_lazy("Spoke with the resident about the company."),
    "measure.talk_reopened": gettext_lazy("Took back that the resident was spoken to about the company."),
    "payslip.recorded": gettext_lazy("Recorded a payslip."),
    "payslip.taken_back": gettext_lazy("Took a payslip back that was recorded wrongly."),
    "card.link_made": gettext_lazy("Made a private link to the step card."),
    "card.work_added": gettext_lazy("Put a vacancy on the step card."),
    "card.work_removed": gettext_lazy("Took a vacancy from the step card."),
    "card.link_revoked": gettext_lazy("Revoked a private link to the step card."),
    "background.changed": gettext_lazy("Changed work, a school, a language or a wish."),
    "background.misread": gettext_lazy("Said that own words do not mean the work they were read as."),
    "background.recorded": gettext_lazy("Recorded work, a school, a language or a wish."),
    "background.removed": gettext_lazy("Removed work, a school, a language or a wish."),
    "background.restored": gettext_lazy("Brought back work, a school, a language or a wish."),
    "duo.met": gettext_lazy("Logged a meeting with the mentor."),
    "duo.started": gettext_lazy("Began a duo with a mentor."),
    "programme.enrolled": gettext_lazy("Put the resident in a programme."),
    "programme.step": gettext_lazy("Brought the resident to the next step of a programme."),
    "programme.outcome": gettext_lazy("Recorded what the resident does some months after a programme."),
    "duo.after_year": gettext_lazy("Recorded what the resident does twelve months after a duo began."),
    "goal.set": gettext_lazy("Set a goal."),
    "intake.answers_taken_back": gettext_lazy("Took answers of the intake back with an import."),
    "intake.taken_back": gettext_lazy("Took an intake back with an import."),
    "language.taken_back": gettext_lazy("Took a language level back with an import."),
    "match.voided": gettext_lazy("Said that a match was recorded in error."),
    "number.asked": gettext_lazy("Asked the desk that has this number."),
    "placement.changed": gettext_lazy("Changed what was agreed about the work."),
    "placement.corrected": gettext_lazy("Put right what was recorded about the work: it was never so."),
    "placement.extended": gettext_lazy("Recorded that the work goes on until another day."),
    "placement.terms_began": gettext_lazy("What was agreed ahead about the work began."),
    "placement.start_overridden": gettext_lazy("Recorded the start although something stood in its way."),
    "placement.wage_enough": gettext_lazy("Found the wage not below the legal minimum any more."),
    "placement.wage_low": gettext_lazy("Found the wage below the legal minimum."),
    "placement.taken_back": gettext_lazy("Took a placement back with an import."),
    "plan.action_agreed": gettext_lazy("Agreed an action of the plan."),
    "plan.review_planned": gettext_lazy("Planned a review of the plan."),
    "plan.reviewed": gettext_lazy("Recorded a review of the plan."),
    "relocation.accepted": gettext_lazy("Accepted the case for another centre."),
    "relocation.announced": gettext_lazy("Announced a move to another centre."),
    "share.changed": gettext_lazy("Changed what is shared with a partner; the resident agreed again."),
    "share.ended": gettext_lazy("Ended the sharing with a partner."),
    "share.made": gettext_lazy("Shared parts of the case with a partner."),
    "share.note_read": gettext_lazy("Read what a partner wrote."),
    "share.note_unread": gettext_lazy("Took back that what a partner wrote was read."),
    "share.noted": gettext_lazy("Wrote to the coach, as a partner."),
    "share.viewed": gettext_lazy("Looked at the shared parts of the case, as a partner."),
    "resident.merge_undone": gettext_lazy("Took the merge of two records back."),
    "resident.merged": gettext_lazy("Merged two records of this resident."),
    "resident.not_a_double": gettext_lazy("Said that two records are of different people."),
    "resident.unregistered": gettext_lazy("Took the registration back with an import."),
    "stay.corrected": gettext_lazy("Corrected a stay in a centre."),
    "stay.recorded": gettext_lazy("Recorded a stay in a centre."),
    "stay.removed": gettext_lazy("Removed a stay in a centre."),
    "start_request.asked": gettext_lazy("Asked the coordinators to record the start all the same."),
    "start_request.read": gettext_lazy("Read what the coordinators answered about the start."),
    "start_request.unread": gettext_lazy("Took back that the answer about the start was read."),
    "step.begun": gettext_lazy("A step that waited has begun."),
    "step.evidence_added": gettext_lazy("Added a file to a step."),
    "step.evidence_opened": gettext_lazy("Opened a file of a step."),
    "step.handed": gettext_lazy("Said whose turn it is with a step."),
    "paper.sent": gettext_lazy("Sent a paper to the desk."),
    "papers.read": gettext_lazy("Read the name and the papers, as the employer."),
    "step.postponement_undone": gettext_lazy("Took the new day of a step back."),
    "training.joined": gettext_lazy("Put the resident in a training group."),
    "training.outcome": gettext_lazy("Recorded what a training group brought."),
}


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
    "matching.proposal": [*Proposal.NoFit.choices, *Proposal.End.choices],
    "matching.placement": Placement.EndReason.choices,
    "matching.concern": Concern.Outcome.choices,
    "matching.enrolment": Enrolment.Stop.choices,
    "residents.resident": ExitReason.choices,
    "residents.duo": Duo.Outcome.choices,
    "residents.relocation": Relocation.Decline.choices,
}


def _action(entry: AuditEntry) -> str:
    return str(ACTIONS[entry.action]) if entry.action in ACTIONS else _other(entry)


def _other(entry: AuditEntry) -> str:
    return _("Another action: %(action)s.") % {"action": entry.action}
