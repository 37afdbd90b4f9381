"""Several people proposed at once: what the company will see, warnings, a reason, and taking back."""

import pytest

from jobdesk.trail.scoping import system_scope
from matching.employer_side.candidates import few_alike
from matching.models import Proposal, RankingLog, WorkClash
from tests.factories.residents import ResidentFactory
from tests.matching.hotel import hotel_vacancy, room_attendant


@pytest.fixture
def vacancy(meeting):
    return hotel_vacancy(meeting.vacancy)


@pytest.fixture
def address(vacancy) -> str:
    return f"/vacancies/{vacancy.code}/propose/confirm/"


def proposals() -> list[Proposal]:
    with system_scope("test"):
        return list(Proposal.objects.order_by("pk"))


def test_confirmation_shows_the_cards_of_the_company_and_no_name_on_them(meeting, address, client_of):
    one, two = room_attendant(meeting, "Selam"), room_attendant(meeting, "Huda")
    chosen = client_of(meeting.coach).get(address, {"who": [two.code, one.code]}).context["chosen"]
    assert [each.first_name for each in chosen.people] == ["Huda", "Selam"]
    assert [each.occupation for each in chosen.profiles] == ["Hotel housekeeping"] * 2
    assert not any("Selam" in str(each) or "Huda" in str(each) for each in chosen.profiles)
    assert chosen.by_hand == ()


def test_card_before_and_after_is_the_same_but_for_its_code(meeting, vacancy, address, client_of):
    one = room_attendant(meeting, "Selam")
    client = client_of(meeting.coach)
    (before,) = client.get(address, {"who": one.code}).context["chosen"].profiles
    client.post(address, {"who": one.code, "act": "propose", "agreed": "on", "interpreter": "none"})
    page = client_of(meeting.employer).get(f"/vacancies/{vacancy.code}/")
    (after,) = [each.profile for each in page.context["candidates"]]
    assert (before.facts, before.occupation, before.about) == (after.facts, after.occupation, after.about)


def test_several_are_proposed_and_taken_back_together(meeting, vacancy, address, client_of):
    people = [room_attendant(meeting, name) for name in ("Selam", "Huda")]
    client = client_of(meeting.coach)
    client.get(f"/vacancies/{vacancy.code}/propose/")
    posted = {"who": [each.code for each in people], "act": "propose", "agreed": "on", "interpreter": "phone"}
    response = client.post(address, posted, follow=True)
    assert {each.resident for each in proposals()} == set(people)
    (message,) = response.context["messages"]
    assert str(message) == f"2 people are proposed to {meeting.company}."
    undone = client.post(message.extra_tags, follow=True)
    assert [str(each) for each in undone.context["messages"]] == ["2 proposals are taken back."]
    assert {each.status for each in proposals()} == {Proposal.Status.WITHDRAWN}
    with system_scope("test"):
        decided = RankingLog.objects.get().decided
    assert [entry["what"] for entry in decided] == ["proposed", "taken_back"]
    assert decided[0]["ids"] == sorted(str(each.pk) for each in people)


def test_once_the_company_has_looked_nothing_is_taken_back(meeting, vacancy, address, client_of):
    one = room_attendant(meeting, "Selam")
    client = client_of(meeting.coach)
    response = client.post(
        address, {"who": one.code, "act": "propose", "agreed": "on", "interpreter": "none"}
    )
    client_of(meeting.employer).get(f"/vacancies/{vacancy.code}/")
    (message,) = client.get(response.url).context["messages"]
    refused = client.post(message.extra_tags, follow=True)
    assert proposals()[0].status == Proposal.Status.PROPOSED
    assert [each.level_tag for each in refused.context["messages"]] == ["error"]


def test_nothing_goes_to_a_company_without_their_agreement(meeting, address, client_of):
    one = room_attendant(meeting, "Selam")
    response = client_of(meeting.coach).post(
        address, {"who": one.code, "act": "propose", "interpreter": "none"}
    )
    assert response.context["form"].errors["agreed"] == [
        "Nothing goes to a company before they agree. Ask them first, or tick that they did."
    ]
    assert proposals() == []


def test_people_can_be_asked_first(meeting, address, client_of):
    one = room_attendant(meeting, "Selam")
    client_of(meeting.coach).post(address, {"who": one.code, "act": "ask"})
    assert [each.status for each in proposals()] == [Proposal.Status.ASKED]


def test_who_is_not_among_those_who_suit_asks_a_reason(meeting, vacancy, address, client_of):
    short = room_attendant(meeting, "Short", hours=16)
    client = client_of(meeting.coach)
    client.get(f"/vacancies/{vacancy.code}/propose/")
    page = client.get(address, {"who": short.code})
    assert page.context["chosen"].by_hand == ("Short T.",)
    assert page.context["chosen"].warned[0].texts[0] == "Can work 16 hours a week; asked is 20."
    posted = {"who": short.code, "act": "propose", "agreed": "on", "interpreter": "none"}
    assert client.post(address, posted).context["form"].errors["reason"] == ["Say in a sentence why."]
    client.post(address, posted | {"reason": "The hotel takes sixteen hours too."})
    assert [each.suggestion_reason for each in proposals()] == ["The hotel takes sixteen hours too."]
    with system_scope("test"):
        (entry,) = RankingLog.objects.get().decided
    assert entry["reason"] == "The hotel takes sixteen hours too."


def test_one_of_few_alike_is_warned_of(meeting, address, client_of):
    people = [room_attendant(meeting, name) for name in ("Selam", "Huda")]
    chosen = client_of(meeting.coach).get(address, {"who": people[0].code}).context["chosen"]
    assert chosen.warned[0].texts[0].startswith("Fewer than three people in guidance in this region")
    people.append(room_attendant(meeting, "Third"))
    with system_scope("test"):
        assert few_alike(people) == set()


def test_what_the_rules_refuse_is_said_in_the_form(meeting, address, client_of):
    one = room_attendant(meeting, "Selam")
    client = client_of(meeting.coach)
    posted = {"who": one.code, "act": "propose", "agreed": "on", "interpreter": "none", "reason": "Again"}
    client.post(address, posted)
    refused = client.post(address, posted)
    assert refused.context["form"].non_field_errors() == [
        "This resident has been proposed for this vacancy already."
    ]


def test_htmx_gets_the_frame_alone(meeting, address, client_of):
    one = room_attendant(meeting, "Selam")
    part = client_of(meeting.coach).get(address, {"who": one.code}, HTTP_HX_REQUEST="true").content.decode()
    assert "seen__body" in part
    assert "<html" not in part
    nobody = client_of(meeting.coach).get(address, HTTP_HX_REQUEST="true").content.decode()
    assert "Nobody is chosen" in nobody


def test_people_of_other_desks_are_left_out(meeting, address, client_of):
    stranger = ResidentFactory()
    response = client_of(meeting.coach).get(address, {"who": stranger.code})
    assert response.context["chosen"] is None
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404


def test_what_clashes_is_shown_before_and_known_after(meeting, vacancy, address, client_of):
    one = room_attendant(meeting, "Selam", lessons=0b1)  # Monday morning
    client = client_of(meeting.coach)
    (shown,) = client.get(address, {"who": one.code}).context["clashes"]
    assert (shown.name, [each.what for each in shown.items]) == (
        one.short_name,
        ["Lessons and shifts fall together: Monday morning."],
    )
    client.post(address, {"who": one.code, "act": "propose", "agreed": "on", "interpreter": "none"})
    with system_scope("test"):
        (row,) = [each for each in WorkClash.objects.all() if each.is_serious]
    assert (row.kind, row.status, row.proposal_id) == ("lessons", "known", proposals()[0].pk)


def test_a_vacancy_without_times_says_that_clashes_cannot_be_seen(meeting, address, client_of):
    hotel_vacancy(meeting.vacancy, shifts=None)
    one = room_attendant(meeting, "Selam", lessons=0b1)
    (shown,) = client_of(meeting.coach).get(address, {"who": one.code}).context["clashes"]
    assert [each.what for each in shown.items] == [
        "The times of the work are not known: clashes with lessons cannot be seen. Ask the company."
    ]
