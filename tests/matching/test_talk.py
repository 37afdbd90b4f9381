"""The desk's page of what a company asks and offers."""

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Interview, Question
from tests.factories.matching import (
    AgreedInterviewFactory,
    InterviewFactory,
    ProposalFactory,
    QuestionFactory,
)


@pytest.fixture
def proposal(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="invited")


def page(proposal) -> str:
    return f"/proposals/{proposal.code}/talk/"


def status_of(interview) -> str:
    with system_scope("test"):
        return Interview.objects.get(pk=interview.pk).status


def test_the_coach_chooses_one_of_the_times(meeting, proposal, client_of):
    interview = InterviewFactory(proposal=proposal)
    client = client_of(meeting.coach)
    with system_scope("test"):
        times = list(interview.times.all())
    assert client.get(page(proposal)).context["agree_form"].fields["time"].queryset.count() == 2
    assert client.post(page(proposal), {"action": "agree"}).context["agree_form"].errors.keys() == {"time"}
    assert client.post(page(proposal), {"action": "agree", "time": times[0].pk}).url == page(proposal)
    assert status_of(interview) == "agreed"
    assert "It stands in your calendar" in client.get(page(proposal)).content.decode()


def test_a_time_of_another_talk_cannot_be_chosen(meeting, proposal, client_of):
    interview = InterviewFactory(proposal=proposal)
    other = InterviewFactory()
    with system_scope("test"):
        time = other.times.first()
    form = (
        client_of(meeting.coach)
        .post(page(proposal), {"action": "agree", "time": time.pk})
        .context["agree_form"]
    )
    assert form.errors.keys() == {"time"}
    assert status_of(interview) == "offered"


@pytest.mark.parametrize("factory", [InterviewFactory, AgreedInterviewFactory])
def test_the_coach_asks_for_other_times(meeting, proposal, client_of, factory):
    interview = factory(proposal=proposal)
    client = client_of(meeting.coach)
    empty = client.post(page(proposal), {"action": "others", "reason": ""})
    assert empty.context["others_form"].errors.keys() == {"reason"}
    client.post(page(proposal), {"action": "others", "reason": "Class in the morning."})
    assert status_of(interview) == "other_times"
    assert "Class in the morning." in client.get(page(proposal)).content.decode()


def test_the_coach_answers_a_question(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    question = QuestionFactory(proposal=proposal)
    client = client_of(meeting.coach)
    rejected = client.post(page(proposal), {"action": "reply", "answer": "x" * 1001}).context["reply_form"]
    assert rejected.errors.keys() == {"answer"}
    assert rejected["answer"].value() == "x" * 1001
    client.post(page(proposal), {"action": "reply", "answer": "Yes."})
    with system_scope("test"):
        question = Question.objects.get()
        assert (question.answer, question.answered_by_id) == ("Yes.", meeting.coach.pk)
    again = client.post(page(proposal), {"action": "reply", "answer": "No."}).context["reply_form"]
    assert again.non_field_errors() == ["A colleague has answered this question already."]


@pytest.mark.parametrize("word", ["{name}", "Syrisch", "moslim", "06 1234 5678"])
def test_words_that_tell_who_somebody_is_are_asked_about_once(meeting, client_of, word):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    QuestionFactory(proposal=proposal)
    client, word = client_of(meeting.coach), word.format(name=meeting.resident.first_name)
    said = {"action": "reply", "answer": f"Yes. {word}, on Saturdays."}
    form = client.post(page(proposal), said).context["reply_form"]
    assert form.errors.keys() == {"answer"}
    assert word in form.errors["answer"][0]
    assert form["answer"].value() == said["answer"]
    assert client.post(page(proposal), said | {"is_read": "on"}).status_code == 302


def test_the_page_of_a_vacancy_and_of_the_case_lead_there(meeting, proposal, client_of):
    InterviewFactory(proposal=proposal)
    asked = ProposalFactory(resident=meeting.resident, proposed_on=timezone.localdate())
    QuestionFactory(proposal=asked)
    client = client_of(meeting.coach)
    vacancy = client.get(f"/vacancies/{meeting.vacancy.code}/").content.decode()
    case = client.get(f"/residents/{meeting.resident.code}/?tab=matches").content.decode()
    assert page(proposal) in vacancy
    assert [each.code for each in (proposal, asked) if page(each) in case] == [proposal.code, asked.code]


def test_nothing_to_do_says_so(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    assert "Nothing asked or offered yet" in client_of(meeting.coach).get(page(proposal)).content.decode()


def test_who_may_not(meeting, proposal, client_of):
    InterviewFactory(proposal=proposal)
    assert client_of(meeting.employer).get(page(proposal)).status_code == 403
    assert client_of(meeting.other_coach).get(page(proposal)).status_code == 404
    assert client_of(meeting.coach).put(page(proposal)).status_code == 405
