"""The guide as administrators write it."""

import pytest
from django.urls import reverse

from guides.models import GuideText
from guides.pages import QUESTIONS
from guides.queries import entry
from guides.services import add_text, keep_draft, publish_text
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory
from tests.guides.conftest import WORDS, administrator_in

pytestmark = pytest.mark.django_db
COST = ("NL", QUESTIONS, "cost")
LIST, TEXT = reverse("guides:texts"), reverse("guides:text", args=COST)


def typed(version=0, **changes) -> dict:
    data = {"version": version, "action": "publish"}
    for language, said in WORDS.items():
        data |= {f"title_{language}": said.title, f"body_{language}": said.body}
    return data | changes


@pytest.fixture
def client(ruth, browser_of):
    return browser_of(ruth)


def test_list_shows_every_text_with_its_state(client, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    keep_draft("NL", QUESTIONS, "moves", WORDS, based_on=0)
    response = client.get(LIST)
    assert response.context["country"] == "NL"
    ((_page, _name, steps), (_other, _label, answers)) = response.context["pages"]
    assert len(steps) > 10
    states = {each.code: (each.state, each.draft is not None) for each in answers}
    assert states["cost"] == ("published", False)
    assert states["moves"] == ("shipped", True)
    assert states["who-helps"] == ("shipped", False)


def test_list_takes_as_many_queries_for_three_texts_as_for_one(client, as_ruth, django_assert_num_queries):
    add_text("NL", QUESTIONS, WORDS)
    with django_assert_num_queries(7):
        client.get(LIST)
    add_text("NL", QUESTIONS, WORDS)
    add_text("NL", QUESTIONS, WORDS, is_draft=True)
    with django_assert_num_queries(7):
        client.get(LIST)


def test_administrator_without_an_agency_is_told_who_writes(browser_of):
    funder = MembershipFactory(
        role=Role.ADMINISTRATOR, organisation=OrganisationFactory(kind="funder", country="NL")
    ).user
    client = browser_of(funder)
    assert "written by reception agencies" in client.get(LIST).content.decode()
    assert client.get(TEXT).status_code == 404
    assert client.post(TEXT, typed()).status_code == 404


@pytest.mark.parametrize("name", ["text", "text_move", "text_remove", "text_drop"])
def test_text_of_another_country_is_not_found(name, lien, browser_of):
    response = browser_of(lien).post(reverse(f"guides:{name}", args=COST), typed())
    assert response.status_code == 404
    assert not GuideText.objects.exists()


def test_version_of_another_country_is_not_found(lien, browser_of, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    url = reverse("guides:text_version", args=[*COST, 1])
    assert browser_of(lien).get(url).status_code == 404
    assert browser_of(lien).post(url).status_code == 404
    assert browser_of(lien).get(reverse("guides:text_new", args=["NL", QUESTIONS])).status_code == 404


@pytest.mark.parametrize("path", ["NL/nothing/cost", "NL/questions/nothing", "XX/questions/cost"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/guides/{path}/").status_code == 404


def test_text_is_published(client, ruth):
    response = client.post(TEXT, typed(), follow=True)
    assert [str(each) for each in response.context["messages"]] == ["Published. Readers see it from now on."]
    row = GuideText.objects.get()
    assert (row.version, row.state, row.written_by, row.words["fr"]["title"]) == (
        1,
        "published",
        ruth,
        "La nuit aussi ?",
    )


def test_text_is_kept_as_a_draft(client):
    response = client.post(TEXT, typed(action="draft"), follow=True)
    assert entry(*COST).draft.version == 1
    assert "You are looking at a draft" in response.content.decode()
    assert "At night too?" in response.content.decode()


def test_language_that_was_left_is_named(client, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    response = client.post(TEXT, typed(version=1, body_nl="Nee."), follow=True)
    assert [str(each) for each in response.context["messages"]][1:] == [
        "Not changed along: French, English. Does the text still say the same there?"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"body_fr": ""}, "Fill this in."),
        ({"body_fr": "Dans {{ step dimona }}."}, "There is no such figure: {{ step dimona }}."),
    ],
)
def test_rejected_text_keeps_what_was_typed(client, change, said):
    response = client.post(TEXT, typed(**change))
    assert response.status_code == 200
    assert said in " ".join(map(str, response.context["form"].errors["body_fr"]))
    assert "Yes, if the bus runs." in response.content.decode()
    assert not GuideText.objects.exists()


def test_second_writer_sees_both_texts_and_loses_nothing(client, as_user):
    hanna = administrator_in("NL", "Hanna Smit")
    with as_user(hanna):
        publish_text(*COST, WORDS, based_on=0)
    mine = typed(version=0, body_en="Only by day.")
    response = client.post(TEXT, mine)
    html = response.content.decode()
    assert "Hanna Smit changed this text while you were writing." in html
    assert "Only by day." in response.context["form"]["body_en"].value()
    (change,) = response.context["overtaken"]
    assert change.language == "en"
    assert "<ins>" in change.body
    assert "<del>" in change.body
    assert GuideText.objects.count() == 1
    assert response.context["form"]["version"].value() == "1"
    client.post(TEXT, mine | {"version": 1})
    assert entry(*COST).words["en"].body == "Only by day."


@pytest.mark.parametrize("url", [TEXT, reverse("guides:text_new", args=["NL", QUESTIONS])])
def test_preview_shows_the_text_as_readers_see_it_and_keeps_nothing(client, url):
    body = "UWV: {{ value nl.twv.decision_weeks }}, {{ nothing }}."
    response = client.post(url, typed(action="preview", body_nl=body))
    html = response.content.decode()
    assert "5 weken" in html
    assert "5 weeks" not in html
    assert "There is no such figure:" in html
    assert "<html" not in html
    assert not GuideText.objects.exists()


def test_preview_names_the_languages_that_were_left(client, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    response = client.post(TEXT, typed(version=1, action="preview", body_nl="Nee."))
    assert "Not changed along: French, English." in response.content.decode()


def test_figures_are_listed_with_what_they_say(client):
    figures = {code: says for code, says, _what in client.get(TEXT).context["figures"]}
    assert figures["{{ value nl.twv.decision_weeks }}"] == "5 weeks"
    assert not [code for code in figures if " be." in code]


def test_text_is_added(client):
    url = reverse("guides:text_new", args=["NL", QUESTIONS])
    assert client.get(url).status_code == 200
    response = client.post(url, typed())
    assert response.url == reverse("guides:text", args=["NL", QUESTIONS, "mag-het-ook-s-nachts"])
    assert "At night too?" in client.get("/guide/questions/?country=NL&lang=en").content.decode()


def test_version_shows_what_it_changed_and_comes_back(client, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    publish_text(*COST, WORDS | {"en": WORDS["nl"]}, based_on=1)
    first = reverse("guides:text_version", args=[*COST, 1])
    (change,) = client.get(reverse("guides:text_version", args=[*COST, 2])).context["changes"]
    assert change.language == "en"
    assert "Bring this version back" in client.get(first).content.decode()
    assert client.post(first).url == TEXT
    assert entry(*COST).words == WORDS
    assert client.get(reverse("guides:text_version", args=[*COST, 9])).status_code == 404


def test_text_of_the_product_is_followed_again(client, as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    own = reverse("guides:text_version", args=[*COST, 0])
    assert "Follow Jobdesk’s text again" in client.get(own).content.decode()
    client.post(own)
    assert entry(*COST).words == entry(*COST).original.words
    row = add_text("NL", QUESTIONS, WORDS)
    assert client.get(reverse("guides:text_version", args=["NL", QUESTIONS, row.code, 0])).status_code == 404


def test_history_says_who_when_and_in_which_language(client, as_ruth, ruth):
    publish_text(*COST, WORDS, based_on=0)
    keep_draft(*COST, WORDS | {"fr": WORDS["nl"]}, based_on=1)
    history = client.get(TEXT).context["history"]
    assert [(each.row.version, each.kind, each.languages) for each in history] == [
        (2, "wait", ["French"]),
        (1, "go", ["Dutch", "French", "English"]),
    ]


def test_text_is_removed_moved_and_its_draft_dropped(client, as_ruth):
    keep_draft(*COST, WORDS, based_on=0)
    client.post(reverse("guides:text_drop", args=COST))
    assert entry(*COST).draft is None
    before = entry(*COST).place
    response = client.post(reverse("guides:text_move", args=COST), {"direction": "down"})
    assert response.url == f"{LIST}?country=NL#questions-cost"
    assert entry(*COST).place > before
    client.post(reverse("guides:text_remove", args=COST))
    assert entry(*COST).state == "removed"
    assert "This text is removed from the guide" in client.get(TEXT).content.decode()
    response = client.post(reverse("guides:text_remove", args=COST), follow=True)
    assert [str(each) for each in response.context["messages"]] == ["This text is removed already."]


def test_trail_tells_it_to_administrators_of_the_country(client, as_ruth, lien, browser_of):
    publish_text(*COST, WORDS, based_on=0)
    html = client.get(reverse("trail:trail")).content.decode()
    assert "Published a text of the guide" in html
    assert "At night too?" in html
    assert "At night too?" not in browser_of(lien).get(reverse("trail:trail")).content.decode()
