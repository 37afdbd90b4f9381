"""The page on which a company answers: invite with times, does not fit, a question, taking it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.jobs.models import Job
from jobdesk.trail.scoping import system_scope
from matching.interviews.offered_times import suggested
from matching.models import Interview, Proposal
from tests.factories.accounts import MembershipFactory
from tests.factories.matching import (
    AgreedInterviewFactory,
    InterviewFactory,
    ProposalFactory,
    QuestionFactory,
)
from tests.meeting import ready_resident

MONDAYS = 0b111


@pytest.fixture
def proposal(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


def page(proposal) -> str:
    return f"/proposals/{proposal.code}/answer/"


def offered(**changes) -> dict[str, str]:
    """What the form sends for the first times that suit somebody who is free on Mondays."""
    said = {"answer": "invite", "way": "place", "place": "Havenstraat 1", "ask_for": "Sanne", "bring": ["cv"]}
    for number, each in enumerate(suggested(MONDAYS, timezone.localdate(), "NL", 2), 1):
        said |= {
            f"on_{number}": each.on.isoformat(),
            f"from_{number}": "10:00",
            f"until_{number}": "10:30",
        }
    return said | changes


def answered(proposal) -> tuple[str, str, str]:
    with system_scope("test"):
        proposal.refresh_from_db()
    return proposal.status, proposal.answer_reason, proposal.answer_sentence


def interview(proposal) -> Interview:
    with system_scope("test"):
        return Interview.objects.select_related("proposal", "appointment").get(proposal=proposal)


def test_the_form_begins_with_times_that_suit_the_candidate(meeting, proposal, client_of):
    form = client_of(meeting.employer).get(page(proposal)).context["invite_form"]
    mondays = [form.initial[f"on_{number}"].weekday() for number in (1, 2)]
    assert mondays == [0, 0]
    assert (form.initial["place"], form.initial["ask_for"]) == (
        meeting.vacancy.municipality,
        meeting.employer.name,
    )


def test_employer_invites_with_times(meeting, proposal, client_of):
    response = client_of(meeting.employer).post(page(proposal), offered())
    assert (response.status_code, response.url) == (302, f"/vacancies/{meeting.vacancy.code}/")
    assert answered(proposal) == ("invited", "", "")
    found = interview(proposal)
    with system_scope("test"):
        assert found.times.count() == 2
    assert (found.status, found.place, found.bring) == ("offered", "Havenstraat 1", ["cv"])
    assert found.due_on < timezone.localdate() + timedelta(days=21)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on_1": ""}, "on_1"),
        ({"from_1": ""}, "from_1"),
        ({"until_2": ""}, "until_2"),
        ({"until_1": "09:00"}, "on_1"),
        ({"place": ""}, "place"),
        ({"ask_for": " "}, "ask_for"),
        ({"way": "carrier pigeon"}, "way"),
        ({"bring": ["passport"]}, "bring"),
    ],
)
def test_a_rejected_invitation_keeps_what_was_typed(meeting, proposal, client_of, changes, field):
    sent = offered(**changes)
    form = client_of(meeting.employer).post(page(proposal), sent).context["invite_form"]
    assert form.errors.keys() == {field}
    assert form["ask_for"].value() == sent["ask_for"]
    assert answered(proposal) == ("proposed", "", "")


def test_a_time_that_does_not_suit_is_refused_at_its_own_field(meeting, proposal, client_of):
    tuesday = suggested(MONDAYS, timezone.localdate(), "NL", 1)[0].on + timedelta(days=1)
    sent = offered(on_2="", on_3=tuesday.isoformat(), from_3="10:00", until_3="10:30")
    form = client_of(meeting.employer).post(page(proposal), sent).context["invite_form"]
    assert form.errors == {"on_3": ["The candidate cannot then: see the days and times on the card."]}
    assert answered(proposal) == ("proposed", "", "")


def test_the_same_time_twice_is_refused(meeting, proposal, client_of):
    sent = offered()
    sent |= {"on_2": sent["on_1"]}
    form = client_of(meeting.employer).post(page(proposal), sent).context["invite_form"]
    assert form.errors == {"on_1": ["You offer the same time twice."]}


def test_employer_says_no_with_a_reason(meeting, proposal, client_of):
    client, address = client_of(meeting.employer), page(proposal)
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "no_fit"}).context["no_fit_form"].errors.keys() == {"reason"}
    assert answered(proposal) == ("proposed", "", "")
    client.post(address, {"answer": "no_fit", "reason": "travel", "note": "", "sentence": ""})
    assert answered(proposal) == ("no_fit", "travel", "travel")


def test_employer_chooses_another_sentence(meeting, proposal, client_of):
    said = {"answer": "no_fit", "reason": "experience", "sentence": "certificate"}
    client_of(meeting.employer).post(page(proposal), said)
    assert answered(proposal) == ("no_fit", "experience", "certificate")


def test_several_are_answered_one_after_the_other(meeting, proposal, client_of):
    second = ProposalFactory(
        resident=ready_resident(meeting.centre, meeting.project), vacancy=meeting.vacancy
    )
    client = client_of(meeting.employer)
    no = {"answer": "no_fit", "reason": "travel"}
    assert client.post(page(proposal), no).url == page(second)
    assert client.post(page(second), no).url == f"/vacancies/{meeting.vacancy.code}/"


@pytest.mark.parametrize("sent", [offered, lambda: {"answer": "no_fit", "reason": "travel"}])
def test_an_answer_is_taken_back_until_the_desk_has_read_it(meeting, proposal, client_of, sent):
    client = client_of(meeting.employer)
    client.post(page(proposal), sent())
    client.post(f"/proposals/{proposal.code}/take-back/")
    assert answered(proposal) == ("proposed", "", "")
    assert proposal.answered_on is None
    client.post(page(proposal), sent())
    with system_scope("test"):
        Proposal.objects.filter(pk=proposal.pk).update(answer_seen_at=timezone.now())
    before = answered(proposal)
    response = client.post(f"/proposals/{proposal.code}/take-back/", follow=True)
    assert [str(each) for each in response.context["messages"]][-1].startswith("The job desk has read")
    assert answered(proposal) == before


def test_an_invitation_taken_back_can_be_made_again(meeting, proposal, client_of):
    client = client_of(meeting.employer)
    for _time in range(2):
        client.post(page(proposal), offered())
        assert interview(proposal).status == "offered"
        client.post(f"/proposals/{proposal.code}/take-back/")
        assert interview(proposal).status == "over"


@pytest.mark.parametrize("status", ["lapsed", "withdrawn", "no_fit", "matched"])
@pytest.mark.parametrize("sent", [offered, lambda: {"answer": "no_fit", "reason": "travel"}])
def test_answer_that_comes_too_late_is_refused(meeting, client_of, status, sent):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
    said = sent()
    form = client_of(meeting.employer).post(page(proposal), said).context[f"{said['answer']}_form"]
    assert form.non_field_errors() == ["This proposal no longer waits for an answer."]
    assert answered(proposal) == (status, "", "")


def test_a_question_waits_for_the_coach_and_stops_the_clock(meeting, proposal, client_of):
    client = client_of(meeting.employer)
    empty = client.post(page(proposal), {"answer": "question", "text": " "})
    assert empty.context["question_form"].errors.keys() == {"text"}
    client.post(page(proposal), {"answer": "question", "text": "Also on Saturdays?"})
    shown = client.get(page(proposal))
    assert [each.text for each in shown.context["questions"]] == ["Also on Saturdays?"]
    assert shown.context["candidate"].badge == ("", "The job coach answers your question")
    assert client.get("/vacancies/").context["turns"] == []


def test_the_answer_of_the_coach_is_read_by_the_company(meeting, proposal, client_of):
    QuestionFactory(proposal=proposal, answer="Yes, from nine.", answered_at=timezone.now())
    assert b"Yes, from nine." in client_of(meeting.employer).get(page(proposal)).content


def test_the_company_says_that_it_will_hire_after_the_talk(meeting, proposal, client_of):
    now = timezone.now()
    with system_scope("test"):
        Proposal.objects.filter(pk=proposal.pk).update(status="invited")
        proposal.refresh_from_db()
    talk = AgreedInterviewFactory(proposal=proposal, starts_at=now + timedelta(hours=1))
    client = client_of(meeting.employer)
    client.post(page(proposal), {"answer": "hire"})
    assert interview(proposal).status == "agreed"
    with system_scope("test"):
        Interview.objects.filter(pk=talk.pk).update(starts_at=now - timedelta(hours=1))
    client.post(page(proposal), {"answer": "hire"})
    assert interview(proposal).status == "wanted"


def test_the_company_offers_other_times_with_the_reason(meeting, proposal, client_of):
    with system_scope("test"):
        Proposal.objects.filter(pk=proposal.pk).update(status="invited")
        proposal.refresh_from_db()
    InterviewFactory(proposal=proposal, status="other_times", reason="Class in the morning.")
    client = client_of(meeting.employer)
    assert b"Class in the morning." in client.get(page(proposal)).content
    sent = offered(answer="times")
    assert client.post(page(proposal), sent).context["times_form"].errors.keys() == {"reason"}
    client.post(page(proposal), sent | {"reason": "You asked for it."})
    found = interview(proposal)
    assert (found.status, found.reason) == ("offered", "You asked for it.")


def test_who_may_not_answer(meeting, proposal, client_of):
    QuestionFactory(proposal=proposal)
    for address in (page(proposal), f"/proposals/{proposal.code}/take-back/"):
        assert client_of(meeting.coach).post(address, offered()).status_code == 403
        assert client_of(meeting.other_employer).post(address, offered()).status_code == 404
        assert client_of(meeting.employer).put(address).status_code == 405
    papers_only = MembershipFactory(
        role="employer", organisation=meeting.company.organisation, duties=["vacancies"]
    ).user
    assert client_of(papers_only).post(page(proposal), offered()).status_code == 403
    assert answered(proposal) == ("proposed", "", "")


def test_nothing_of_the_resident_reaches_the_page(meeting, client_of):
    meeting.resident.first_name, meeting.resident.last_name = "Zebulon", "Quartermain"
    with system_scope("test"):
        meeting.resident.save()
    for status in ("offered", "agreed", "other_times", "wanted"):
        resident = ready_resident(
            meeting.centre, meeting.project, first_name="Zebulon", last_name="Quartermain"
        )
        proposal = ProposalFactory(resident=resident, vacancy=meeting.vacancy, status="invited")
        make = AgreedInterviewFactory if status == "agreed" else InterviewFactory
        make(proposal=proposal, status=status)
        text = client_of(meeting.employer).get(page(proposal)).content.decode()
        assert proposal.code in text
        assert [word for word in ("Zebulon", "Quartermain", resident.code) if word in text] == []


def test_the_mail_to_the_coach_is_asked_for_in_the_same_transaction(meeting, proposal, client_of):
    meeting.resident.coach = meeting.coach
    with system_scope("test"):
        meeting.resident.save()
    client_of(meeting.employer).post(page(proposal), {"answer": "question", "text": "Why?"})
    job = Job.objects.get(kind="proposal_letter")
    assert job.arguments == ["question_asked", proposal.pk, meeting.coach.pk]
