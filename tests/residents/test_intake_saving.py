"""Saving while somebody types, by two people at once, and choosing between two answers."""

import pytest
from django.test import Client
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from residents.models import Intake
from tests.factories.accounts import MembershipFactory
from tests.factories.residents import IntakeFactory
from tests.residents.test_intake import seen, stored
from tests.residents.test_services import COMPLETE


@pytest.fixture
def intake(resident, project):
    return IntakeFactory(resident=resident, project=project)


@pytest.fixture
def url(resident):
    return reverse("residents:intake", args=[resident.code])


@pytest.fixture
def fatima(centre):
    return MembershipFactory(centres=[centre], user__name="Fatima Azzouzi").user


def autosave(browser, url: str, part: str, **data) -> dict:
    return browser.post(f"{url}?part={part}", data | {"action": "autosave"}).json()


def test_autosave_saves_what_is_right_and_says_what_is_not(client_of, coach, intake, url):
    answer = autosave(
        client_of(coach), url, "travel", seen=seen(intake, "travel"), cycling="yes", travel_minutes="an hour"
    )
    assert answer["errors"] == {"travel_minutes": ["Fill in minutes, for example 45."]}
    assert answer["settled"]["cycling"] == "yes"
    assert "travel_minutes" not in answer["settled"]
    assert "1 of 4" in answer["side"]
    assert (stored(intake).cycling, stored(intake).travel_minutes) == ("yes", None)


def test_autosave_of_an_unchanged_page_writes_nothing(client_of, coach, intake, url):
    autosave(client_of(coach), url, "wishes", seen=seen(intake, "wishes"), wish="")
    assert stored(intake).version == 1
    assert AuditEntry.objects.filter(action="intake.saved").count() == 0


@pytest.mark.parametrize("unreadable", ["", "[]", "nonsense", '{"hours": "many"}'])
def test_autosave_of_a_page_that_says_not_what_it_showed_saves_nothing(
    client_of, coach, intake, url, unreadable
):
    answer = autosave(client_of(coach), url, "time", seen=unreadable, hours="24")
    assert list(answer["errors"]) == ["seen"]
    assert stored(intake).hours is None


def test_two_people_in_different_questions_keep_both(client_of, coach, fatima, intake, url):
    page = seen(intake, "work")
    autosave(client_of(coach), url, "work", seen=page, occupation="Baker")
    answer = autosave(client_of(fatima), url, "work", seen=page, experience_years="4")

    assert (answer["conflicts"], answer["is_news"]) == ({}, True)
    assert (stored(intake).occupation, stored(intake).experience_years) == ("Baker", 4)


def test_two_people_in_one_question_save_neither_unseen(client_of, coach, fatima, intake, url):
    page = seen(intake, "wishes")
    autosave(client_of(fatima), url, "wishes", seen=page, wish="Bakery")
    answer = autosave(client_of(coach), url, "wishes", seen=page, wish="Hairdresser")

    assert answer["conflicts"] == {
        "wish": "Fatima A. answered this too: “Bakery”. Your answer is kept here and is not saved yet."
    }
    assert "wish" not in answer["settled"]
    assert stored(intake).wish == "Bakery"


@pytest.fixture
def conflict(client_of, coach, fatima, intake, url):
    """Fatima answered two questions while the coach typed; what the coach gets at the button."""
    page = seen(intake, "work")
    client_of(fatima).post(
        f"{url}?part=work", {"seen": page, "occupation": "Baker", "skills": "Bread", "experience_years": ""}
    )
    return client_of(coach).post(
        f"{url}?part=work",
        {"seen": page, "occupation": "Cook", "skills": "Soup", "experience_years": "2", "action": "next"},
    )


def test_conflict_saves_the_rest_and_shows_both_with_who(conflict, intake):
    assert [
        (each["name"], each["mine"], each["theirs"], each["who"]) for each in conflict.context["choices"]
    ] == [("occupation", "Cook", "Baker", "Fatima Azzouzi"), ("skills", "Soup", "Bread", "Fatima Azzouzi")]
    assert conflict.context["carried"] == [("occupation", "Cook"), ("skills", "Soup")]
    after = stored(intake)
    assert (after.occupation, after.skills, after.experience_years) == ("Baker", "Bread", 2)


def choose(browser, conflict, url, **choices):
    data = dict(conflict.context["carried"]) | {"seen": conflict.context["seen"], "action": "merge"}
    return browser.post(f"{url}?part=work", data | {key.replace("_", "-"): choices[key] for key in choices})


def test_merge_takes_what_was_chosen(client_of, coach, conflict, intake, url):
    response = choose(
        client_of(coach),
        conflict,
        url,
        choose_occupation="mine",
        choose_skills="both",
        both_skills="Bread and soup",
    )
    assert response["Location"] == f"{url}?part=work"
    assert (stored(intake).occupation, stored(intake).skills) == ("Cook", "Bread and soup")


def test_merge_keeps_theirs(client_of, coach, conflict, intake, url):
    choose(client_of(coach), conflict, url, choose_occupation="theirs", choose_skills="theirs")
    assert (stored(intake).occupation, stored(intake).skills) == ("Baker", "Bread")


def test_merge_without_a_choice_asks_again_and_keeps_what_was_typed(client_of, coach, conflict, intake, url):
    again = choose(client_of(coach), conflict, url, choose_skills="both", both_skills="Bread and soup")
    assert again.context["wrong"] == [("occupation", "Which work did you do last, or do you know best?")]
    assert again.context["carried"] == [("occupation", "Cook"), ("skills", "Soup")]
    assert [each["both"] for each in again.context["choices"]] == ["Baker; Cook", "Bread and soup"]
    assert stored(intake).occupation == "Baker"


def test_merge_too_long_is_said_at_its_question(client_of, coach, conflict, intake, url):
    again = choose(
        client_of(coach),
        conflict,
        url,
        choose_occupation="theirs",
        choose_skills="both",
        both_skills="x" * 301,
    )
    assert [name for name, _label in again.context["wrong"]] == ["skills"]
    assert stored(intake).skills == "Bread"


def test_merge_while_a_third_person_saves_asks_once_more(
    client_of, coach, coordinator, conflict, intake, url
):
    autosave(
        client_of(coordinator), url, "work", seen=seen(intake, "work"), occupation="Driver", skills="Bread"
    )
    again = choose(client_of(coach), conflict, url, choose_occupation="mine", choose_skills="theirs")
    assert [(each["name"], each["mine"], each["theirs"]) for each in again.context["choices"]] == [
        ("occupation", "Cook", "Driver")
    ]
    assert stored(intake).occupation == "Driver"


def test_merge_of_weeks_can_put_both_together(client_of, coach, resident, project, url):
    intake = IntakeFactory(resident=resident, project=project, **COMPLETE)
    page = seen(intake, "time")
    Intake._base_manager.filter(pk=intake.pk).update(availability=0b1000)  # Tuesday morning
    browser = client_of(coach)
    data = {"hours": "24"}
    response = browser.post(f"{url}?part=time", data | {"seen": page, "availability": ["sun-night"]})
    (choice,) = response.context["choices"]
    assert (choice["theirs"], choice["mine"]) == ("Tuesday, Morning", "Sunday, Night")

    browser.post(
        f"{url}?part=time",
        {
            "seen": response.context["seen"],
            "availability": ["sun-night"],
            "choose-availability": "both",
            "action": "merge",
        },
    )
    assert stored(intake).availability == 0b1000 | 1 << 20


def test_pulse_tells_who_else_is_here_and_what_they_answered(client_of, coach, fatima, intake, url):
    page = seen(intake, "work")
    browser = client_of(coach)
    quiet = browser.post(f"{url}?part=work", {"seen": page, "action": "pulse"}).content.decode()
    assert quiet.strip() == ""

    other = client_of(fatima)
    autosave(other, url, "work", seen=page, occupation="Baker")
    other.get(f"{url}?part=time")
    told = browser.post(f"{url}?part=work", {"seen": page, "action": "pulse"})
    assert [(each.name, each.part.key) for each in told.context["others"]] == [("Fatima A.", "time")]
    assert told.context["news"] == ["Which work did you do last, or do you know best? Baker"]


def test_autosave_when_signed_out_leads_to_sign_in_and_saves_nothing(intake, url):
    response = Client().post(f"{url}?part=wishes", {"action": "autosave", "wish": "Bakery"})
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))
    assert stored(intake).wish == ""


def test_each_reader_gets_a_key_of_their_own(client_of, coach, fatima, intake, url):
    keys = {client_of(user).get(url).context["draft_key"] for user in (coach, fatima, coach)}
    assert len(keys) == 2


def test_intake_pages_are_not_kept_by_the_browser(client_of, coach, intake, url):
    assert "no-store" in client_of(coach).get(url)["Cache-Control"]


def test_save_of_another_persons_intake_is_not_found(client_of, coach, stranger):
    IntakeFactory(resident=stranger)
    url = reverse("residents:intake", args=[stranger.code])
    assert client_of(coach).post(url, {"action": "autosave"}).status_code == 404
    assert client_of(coach).post(url, {"action": "pulse"}).status_code == 404
