"""The card as the desk looks at it, and words of a coach's own: seen, approved, and asked for again."""

import pytest

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import CardText
from residents.models import Intake, WorkExperience
from tests.factories.matching import ProposalFactory

WORDS = "Bakes bread in a wood oven"


@pytest.fixture
def proposal(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


@pytest.fixture
def card(meeting, proposal, client_of):
    """What the coach posts on the page of the card, and the page after it."""
    client, address = client_of(meeting.coach), f"/proposals/{proposal.code}/card/"

    def posted(**data):
        return client.post(address, data, follow=True) if data else client.get(address)

    return posted


@pytest.fixture
def company_reads(meeting, client_of):
    def read() -> str:
        return client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/").content.decode()

    return read


def approved(card) -> None:
    page = card(text=WORDS, language="en", write="1")
    card(approve=page.context["shown"].mark)


def test_words_reach_the_company_only_when_approved(card, company_reads):
    page = card(text=WORDS, language="en", write="1")
    assert page.context["shown"].text_waits
    assert WORDS not in company_reads()
    card(approve=page.context["shown"].mark)
    assert WORDS in company_reads()


def test_desk_sees_the_card_that_the_company_sees(card, company_reads):
    approved(card)

    def of(page: str) -> str:
        return page[page.index('<p class="cand__job">') : page.index("</dl>")]

    assert of(card().content.decode()) == of(company_reads())


def test_what_may_tell_is_marked_in_the_text(card):
    page = card(text="Syrian baker, ask Marieke", language="en", write="1")
    assert [piece.text for piece in page.context["pieces"] if piece.kind] == ["Syrian"]
    assert '<mark class="telling" title="a people">Syrian</mark>' in page.content.decode()


@pytest.mark.parametrize("change", ["text", "intake", "work"])
def test_change_of_the_text_the_intake_or_the_card_asks_again(meeting, card, company_reads, change):
    approved(card)
    with system_scope("test"):
        if change == "text":
            CardText.objects.update(text=f"{WORDS} in Asmara")
        elif change == "intake":
            Intake.objects.update(version=7)
        else:
            cook = Occupation.objects.get(scheme="own", code="cook")
            WorkExperience.objects.create(resident=meeting.resident, occupation=cook)
    assert WORDS not in company_reads()
    assert card().context["shown"].text_waits


def test_approval_of_a_card_that_changed_meanwhile_is_refused(card, company_reads):
    page = card(text=WORDS, language="en", write="1")
    with system_scope("test"):
        CardText.objects.update(text="Something else")
    again = card(approve=page.context["shown"].mark)
    assert [str(message) for message in again.context["messages"]] == [
        "The card has changed since you opened this page. Look at it once more."
    ]
    assert "Something else" not in company_reads()


def test_words_are_taken_off(card, company_reads):
    approved(card)
    card(text=" ", language="en", write="1")
    assert WORDS not in company_reads()
    assert not card().context["shown"].text_waits


def test_too_long_text_is_kept_and_refused(card):
    page = card(text="x" * 301, language="en", write="1")
    assert page.context["form"].errors.keys() == {"text"}
    assert page.context["form"]["text"].value() == "x" * 301


def test_card_without_work_from_the_list_says_so(meeting, card):
    assert card().context["is_thin"]
    with system_scope("test"):
        WorkExperience.objects.create(
            resident=meeting.resident, occupation=Occupation.objects.get(scheme="own", code="cook")
        )
    assert not card().context["is_thin"]
