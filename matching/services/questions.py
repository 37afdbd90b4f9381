"""What a company asks about a candidate before it answers, and what the desk says."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from law.rules import add_working_days, working_days_between
from matching.letters import tell_company, tell_desk
from matching.models import Proposal, Question


@transaction.atomic
def ask_question(proposal: Proposal, text: str) -> Question:
    """Ask the desk about a candidate who waits for an answer; the days to answer stand still meanwhile.

    Saves, records ``question.asked`` without the text, e-mails the coach that there is one. Raises RuleBroken
    when the proposal no longer waits, without words, or while a question is open.
    """
    hold(proposal)
    if proposal.status != Proposal.Status.PROPOSED:
        raise RuleBroken(_("This proposal no longer waits for an answer."))
    if not text.strip():
        raise RuleBroken(_("Write your question."), "text")
    if proposal.questions.filter(answered_at=None).exists():
        raise RuleBroken(_("Your question before this one is not answered yet."), "text")
    question = Question.objects.create(proposal=proposal, text=text.strip(), asked_by=acting_user())
    record("question.asked", proposal)
    tell_desk(proposal, "question_asked")
    return question


@transaction.atomic
def answer_question(question: Question, answer: str) -> None:
    """Answer a company's question. Both days of the proposal move by the working days that it waited.

    Saves, records ``question.answered`` without the text, e-mails the company that there is an answer. Raises
    RuleBroken without words, or when it is answered already.
    """
    proposal = question.proposal
    hold(proposal)
    hold(question)
    if question.answered_at is not None:
        raise RuleBroken(_("A colleague has answered this question already."))
    if not answer.strip():
        raise RuleBroken(_("Write the answer."), "answer")
    question.answer, question.answered_by = answer.strip(), acting_user()
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    _move_days(proposal, question)
    record("question.answered", proposal)
    tell_company(proposal, "question_answered")


def _move_days(proposal: Proposal, question: Question) -> None:
    country = proposal.vacancy.company.organisation.country
    asked_on, today = timezone.localdate(question.asked_at), timezone.localdate()
    waited = working_days_between(asked_on, today, country)
    moving = ("remind_on", "answer_due_on")
    for name in moving:
        setattr(proposal, name, add_working_days(getattr(proposal, name), waited, country))
    proposal.save(update_fields=moving)
