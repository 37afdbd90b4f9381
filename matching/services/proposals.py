"""Proposing a resident for a vacancy, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from employers.models import Vacancy
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from law.rules import add_working_days
from matching.models import Proposal
from matching.services.interviews import end_interview, interview_of
from matching.transitions import PROPOSAL
from matching.wages.floor import wage_test
from residents.consents import agrees, has_consent
from residents.law_values import parameters_in_force
from residents.models import Consent, Intake, Resident

# The desks' promise to residents: silence is reminded of after a week, and ends after two.
REMINDER_WORKING_DAYS = 5
ANSWER_WORKING_DAYS = 10


@transaction.atomic
def propose_resident(resident: Resident, vacancy: Vacancy) -> Proposal:
    """Propose a resident, without their name, for a vacancy. The company has ten working days to answer.

    Saves, records the first status and ``proposal.made``. Raises RuleBroken when the vacancy is not open, in
    another country or below the legal minimum wage, the resident is not in guidance or did not consent, or
    was proposed for it before.
    """
    hold(resident)
    hold(vacancy)
    _check_vacancy(resident, vacancy)
    _check_resident(resident, vacancy)
    today = timezone.localdate()
    country = resident.centre.country
    proposal = Proposal(
        resident=resident,
        vacancy=vacancy,
        proposed_by=current_scope().actor,
        proposed_on=today,
        remind_on=add_working_days(today, REMINDER_WORKING_DAYS, country),
        answer_due_on=add_working_days(today, ANSWER_WORKING_DAYS, country),
    )
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        raise RuleBroken(_("This resident has been proposed for this vacancy already.")) from None
    record_status(proposal, "", proposal.status)
    record("proposal.made", proposal, {"vacancy": vacancy.code, "answer_due_on": proposal.answer_due_on})
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: Proposal, reason: str) -> None:
    """Take a proposal back. Saves, records the change of status with the reason, which is required.

    Calls off the talk that was agreed.
    """
    hold(proposal)
    if not reason.strip():
        raise RuleBroken(_("Say why the proposal is withdrawn."), "reason")
    end_interview(proposal, reason.strip())
    change_status(proposal, Proposal.Status.WITHDRAWN, PROPOSAL, reason=reason.strip())


@transaction.atomic
def decline_candidate(proposal: Proposal, *, reason: str, note: str = "", sentence: str = "") -> None:
    """Record that a candidate does not fit: who waits for an answer, or was invited.

    ``reason``: why, a code of ``Proposal.NoFit``. ``sentence``: what the resident reads, a code of
    ``Proposal.Sentence``; without one, that of the reason. ``note`` is for the desk only. Saves, records the
    change of status, ends the talk that was agreed; the desk sees the answer as unread. Raises RuleBroken
    when it was answered, lapsed or withdrawn before, and without a reason.
    """
    hold(proposal)
    if proposal.status not in Proposal.UNDECIDED:
        raise RuleBroken(_("This proposal no longer waits for an answer."))
    if reason not in Proposal.NoFit.values:
        raise RuleBroken(_("Choose why this candidate does not fit."), "reason")
    if reason == Proposal.NoFit.OTHER and not note.strip():
        raise RuleBroken(_("Say in a few words why this candidate does not fit."), "note")
    end_interview(proposal, str(Proposal.NoFit(reason).label))
    also: dict[str, Any] = {
        "answered_on": proposal.answered_on or timezone.localdate(),
        "answer_reason": reason,
        "answer_note": note.strip(),
        "answer_sentence": sentence or reason,
        "answer_seen_at": None,
    }
    change_status(proposal, Proposal.Status.NO_FIT, PROPOSAL, reason=reason, also=also)


@transaction.atomic
def take_back_answer(proposal: Proposal) -> None:
    """Take an answer back that the desk has not read yet: the proposal waits again, until the same day.

    Saves, records the change of status, calls off the talk that was offered. Raises RuleBroken once the desk
    has read it, when there is no answer, or when the last day to answer has passed.
    """
    hold(proposal)
    if not can_take_back(proposal):
        raise RuleBroken(_("The job desk has read your answer. Call the job coach to change it."))
    end_interview(proposal, _("The company took its invitation back."))
    also = {"answered_on": None, "answer_reason": "", "answer_note": "", "answer_sentence": ""}
    change_status(proposal, Proposal.Status.PROPOSED, PROPOSAL, also=also)


def can_take_back(proposal: Proposal) -> bool:
    """Say whether an answer may still be taken back: unread, before the last day, and no talk was agreed."""
    is_answered = proposal.status in (Proposal.Status.INVITED, Proposal.Status.NO_FIT)
    if not is_answered or proposal.answer_seen_at or proposal.answer_due_on < timezone.localdate():
        return False
    interview = interview_of(proposal)
    return interview is None or interview.starts_at is None


def mark_answer_seen(proposal: Proposal) -> None:
    """Note that the desk has seen the answer. Saves, records ``answer.seen``; again does nothing."""
    mark_answers_seen([proposal])


@transaction.atomic
def mark_answers_seen(proposals: Iterable[Proposal]) -> None:
    """Note that the desk has seen these answers together. Saves, records ``answer.seen`` for each."""
    now = timezone.now()
    for proposal in _held(proposals).filter(answer_seen_at=None):
        proposal.answer_seen_at = now
        proposal.save(update_fields=["answer_seen_at"])
        record("answer.seen", proposal)


@transaction.atomic
def mark_answers_unseen(proposals: Iterable[Proposal]) -> None:
    """Take back that these answers were seen. Saves, records ``answer.unseen`` for each."""
    for proposal in _held(proposals).exclude(answer_seen_at=None):
        proposal.answer_seen_at = None
        proposal.save(update_fields=["answer_seen_at"])
        record("answer.unseen", proposal)


def _held(proposals: Iterable[Proposal]) -> QuerySet[Proposal]:
    """The same proposals as they are now, held until the transaction ends."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("resident__centre")
    return rows.filter(pk__in=[each.pk for each in proposals]).order_by("pk")


def lapse_unanswered(on: date | None = None) -> int:
    """Let proposals lapse whose last day to answer was before ``on`` (today); return how many.

    Not those about which the company waits for the desk: its days to answer stand still.
    Each in a transaction of its own, so that it can be stopped and run again.
    """
    on = on or timezone.localdate()
    overdue = Proposal.objects.on_the_clock().filter(answer_due_on__lt=on).order_by("pk")
    return sum(_lapse(proposal, on) for proposal in list(overdue))


def withdraw_unconsented(on: date | None = None) -> int:
    """Take back the proposals of residents who no longer agree to be shown to employers on ``on`` (today).

    Returns how many. Each in a transaction of its own, so that it can be stopped and run again.
    """
    on = on or timezone.localdate()
    has_agreed = agrees(Consent.Purpose.PROFILE, on, "resident")
    waiting = Proposal.objects.filter(~has_agreed, status=Proposal.Status.PROPOSED).order_by("pk")
    return sum(_take_back(proposal, on) for proposal in list(waiting))


@transaction.atomic
def _take_back(proposal: Proposal, on: date) -> bool:
    hold(proposal)
    if proposal.status != Proposal.Status.PROPOSED:
        return False
    reason = gettext_noop("The consent to be shown to employers has ended.")
    change_status(proposal, Proposal.Status.WITHDRAWN, PROPOSAL, on=on, reason=reason)
    return True


@transaction.atomic
def _lapse(proposal: Proposal, on: date) -> bool:
    hold(proposal)
    if not Proposal.objects.on_the_clock().filter(pk=proposal.pk, answer_due_on__lt=on).exists():
        return False
    change_status(proposal, Proposal.Status.LAPSED, PROPOSAL, on=on)
    return True


def _check_vacancy(resident: Resident, vacancy: Vacancy) -> None:
    if vacancy.status != Vacancy.Status.OPEN:
        raise RuleBroken(_("This vacancy is not open: nobody can be proposed for it."))
    if vacancy.company.organisation.country != resident.centre.country:
        raise RuleBroken(_("This vacancy is in another country than the resident."))
    test = wage_test(vacancy, parameters_in_force(), timezone.localdate())
    if test.is_below:
        raise RuleBroken(test.text)


def _check_resident(resident: Resident, vacancy: Vacancy) -> None:
    if resident.status != Resident.Status.GUIDANCE:
        raise RuleBroken(_("Only residents in guidance can be proposed. Complete the intake first."))
    is_agreed = has_consent(resident, Consent.Purpose.PROFILE, timezone.localdate())
    if latest_intake(resident) is None or not is_agreed:
        raise RuleBroken(
            _("The resident has not agreed to be shown to employers. Ask it and note it in the intake.")
        )
    if resident.proposals.barring().filter(vacancy=vacancy).exists():
        raise RuleBroken(_("This resident has been proposed for this vacancy already."))


def latest_intake(resident: Resident) -> Intake | None:
    """Return the complete intake that holds now: the last one completed."""
    return resident.intakes.filter(status=Intake.Status.COMPLETE).order_by("-completed_on", "-pk").first()
