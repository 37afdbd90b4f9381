"""What a company answers about a candidate: no, taken back, read by the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import Proposal
from matching.services.interviews import end_interview, interview_of
from matching.services.stages import move_proposal


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
    move_proposal(proposal, Proposal.Status.NO_FIT, reason=reason, also=also)


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
    move_proposal(proposal, Proposal.Status.PROPOSED, also=also)


def can_take_back(proposal: Proposal) -> bool:
    """Say whether an answer may still be taken back: unread, before the last day, and no talk was agreed."""
    is_answered = proposal.status in (Proposal.Status.INVITED, Proposal.Status.NO_FIT)
    last = proposal.answer_due_on
    if not is_answered or proposal.answer_seen_at or last is None or last < timezone.localdate():
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
