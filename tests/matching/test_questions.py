"""Questions of a company: the clock stands still, the trail has no text, and who reads what."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.rules import add_working_days, is_working_day
from matching import services
from matching.models import Question
from matching.tasks import lapse_unanswered_proposals
from tests.factories.matching import ProposalFactory, QuestionFactory

BEFORE_EASTER = datetime(2027, 3, 22, 8, 0, tzinfo=UTC)  # a Monday; Easter Monday is the 29th


@pytest.fixture
def as_employer(meeting):
    """Opens the scope of the company."""
    return lambda: open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope)


def moment(day: int, month: int = 3) -> datetime:
    return datetime(2027, month, day, 8, 0, tzinfo=UTC)


def test_the_days_go_on_where_they_stood_over_easter_and_the_change_of_the_clock(
    meeting, as_coach, as_employer
):
    with time_machine.travel(BEFORE_EASTER, tick=False):
        proposal = services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]
    remind_on, due_on = proposal.remind_on, proposal.answer_due_on
    with time_machine.travel(moment(24), tick=False), as_employer():
        services.ask_question(proposal, "Also on Saturdays?")
    with time_machine.travel(moment(30, 4), tick=False):
        assert lapse_unanswered_proposals() == 0
    with time_machine.travel(moment(30), tick=False):
        services.answer_question(Question.objects.get(), "Yes, from nine.")
    proposal.refresh_from_db()
    waited = sum(is_working_day(date(2027, 3, day), "NL") for day in range(25, 31))
    assert proposal.remind_on == add_working_days(remind_on, waited, "NL")
    assert proposal.answer_due_on == add_working_days(due_on, waited, "NL")
    with time_machine.travel(moment(30, 4), tick=False):
        assert lapse_unanswered_proposals() == 1


def test_a_question_and_its_answer_leave_a_trail_without_their_texts(meeting, as_coach, as_employer):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, proposed_by=meeting.coach)
    with as_employer():
        question = services.ask_question(proposal, " Also on Saturdays? ")
    services.answer_question(question, " Yes. ")
    assert (question.text, question.answer) == ("Also on Saturdays?", "Yes.")
    assert (question.asked_by, question.answered_by) == (meeting.employer, meeting.coach)
    entries = AuditEntry.objects.filter(action__startswith="question.").order_by("pk")
    assert [(each.action, each.actor, each.resident_id, each.changes) for each in entries] == [
        ("question.asked", meeting.employer, meeting.resident.pk, {}),
        ("question.answered", meeting.coach, meeting.resident.pk, {}),
    ]
    told = [job.arguments for job in Job.objects.filter(kind="proposal_letter").order_by("pk")]
    assert told == [
        ["question_asked", proposal.pk, meeting.coach.pk],
        ["question_answered", proposal.pk, meeting.employer.pk],
    ]


def test_one_question_at_a_time(meeting, as_employer):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    with as_employer():
        services.ask_question(proposal, "First?")
        with pytest.raises(RuleBroken, match="not answered yet"):
            services.ask_question(proposal, "Second?")
    with system_scope("test"), pytest.raises(IntegrityError):
        QuestionFactory(proposal=proposal)


@pytest.mark.parametrize("status", ["invited", "no_fit", "lapsed", "withdrawn", "matched"])
def test_nothing_is_asked_about_who_waits_no_more(meeting, as_employer, status):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
    with as_employer(), pytest.raises(RuleBroken):
        services.ask_question(proposal, "Why?")


def test_a_question_is_answered_once_and_in_words(meeting, as_coach):
    question = QuestionFactory(proposal=ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy))
    with pytest.raises(RuleBroken) as refused:
        services.answer_question(question, " ")
    assert refused.value.field == "answer"
    services.answer_question(question, "Yes.")
    with pytest.raises(RuleBroken, match="A colleague"):
        services.answer_question(Question.objects.get(), "No.")


def test_a_question_can_be_answered_with_a_no(meeting, as_employer):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    with as_employer():
        services.ask_question(proposal, "Also on Saturdays?")
        services.decline_candidate(proposal, reason="hours")
    assert proposal.status == "no_fit"
