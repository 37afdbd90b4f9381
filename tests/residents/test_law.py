"""The administrator's screens of the law: the list, one parameter, the rounds."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.access import Role
from law.rules.kinds import definitions
from residents.law_values import screen
from tests.factories.accounts import MembershipFactory
from tests.factories.law import LawValueFactory, ReassessmentFactory

LIST = reverse("residents:law")


@pytest.fixture
def administrator(db):
    return MembershipFactory(role=Role.ADMINISTRATOR).user


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def names(response) -> list[str]:
    return [rule.name for rule in response.context["rules"]]


def test_every_parameter_has_a_title():
    assert [each.name for each in definitions().values() if not each.title] == []


def test_list_shows_every_parameter_with_its_value_today(client):
    response = client.get(LIST)
    assert names(response) == list(definitions())
    (rule,) = [each for each in response.context["rules"] if each.name == "nl.work.receptions"]
    assert (rule.now.text, rule.is_provisional, rule.now.is_added) == ("COA, Nidos", False, False)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "wacht"}, []),
        ({"q": "waiting TIME applicant"}, ["nl.work.waiting_months", "be.work.waiting_months"]),
        ({"q": "be.cumul.app"}, ["be.cumul.applied"]),
        ({"q": "Reba 2008, art. 5(3)"}, ["nl.reba.exempt_weeks_in_52"]),
        ({"q": "waiting", "country": "BE", "state": "waiting"}, ["be.work.waiting_months"]),
    ],
)
def test_list_is_searched_and_filtered(client, asked, found):
    LawValueFactory(name="be.work.waiting_months", value=5)
    assert names(client.get(LIST, asked)) == found


def test_list_filters_what_is_not_known(client):
    response = client.get(LIST, {"state": "unknown"})
    assert "nl.work.access_during_appeal" in names(response)
    assert {each.now.entry for each in response.context["rules"]} == {None}


def test_list_without_a_match_says_so(client):
    assert "No value found" in client.get(LIST, {"q": "zzz"}).content.decode()


def test_list_takes_as_many_queries_for_three_proposals_as_for_one(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    LawValueFactory()
    with django_assert_max_num_queries(20) as counted:
        client.get(LIST)
    for month in (2, 3):
        LawValueFactory(from_on=date(2027, month, 1))
    with django_assert_num_queries(len(counted.captured_queries)):
        assert len(client.get(LIST).context["proposals"]) == 3


def test_rule_shows_its_course_and_what_was_proposed(client):
    LawValueFactory(approved=True)
    LawValueFactory(from_on=date(2027, 7, 1), value=6)
    response = client.get(reverse("residents:law_rule", args=["nl.work.waiting_months"]))
    steps = response.context["rule"].steps
    assert [(each.from_on, each.until_on, each.text, each.is_added) for each in steps] == [
        (None, date(2026, 6, 11), "6 months", False),
        (date(2026, 6, 12), date(2026, 12, 31), "3 months", False),
        (date(2027, 1, 1), None, "4 months", True),
    ]
    assert [each.value.status for each in response.context["values"]] == ["proposed", "approved"]


@pytest.mark.parametrize("screen_name", ["law_rule", "law_propose"])
def test_a_name_that_no_rule_asks_for_is_not_found(client, screen_name):
    assert client.get(reverse(f"residents:{screen_name}", args=["nl.work.nothing"])).status_code == 404


def test_exactly_one_step_is_now(db):
    now = {each.name: sum(step.is_now for step in each.steps) for each in screen.rules(date(2026, 6, 12))}
    assert {name: number for name, number in now.items() if number != 1} == {}


def test_rounds_show_how_far_they_are_and_look_again(client):
    ReassessmentFactory(started_at=timezone.now(), total=200, done=50, changed=3)
    response = client.get(reverse("residents:law_rounds"))
    page = response.content.decode()
    assert "50 of 200 residents assessed" in page
    assert "Decisions that changed so far: 3." in page
    assert 'data-hx-trigger="every 3s"' in page
    part = client.get(reverse("residents:law_rounds"), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="rounds"')


def test_finished_rounds_do_not_look_again(client):
    now = timezone.now()
    ReassessmentFactory(started_at=now, finished_at=now + timedelta(seconds=4), total=9, done=9, changed=2)
    page = client.get(reverse("residents:law_rounds")).content.decode()
    assert "Residents assessed: 9. Decisions that changed: 2." in page
    assert "data-hx-trigger" not in page


def test_without_rounds_the_page_says_so(client):
    assert "The law has not changed yet" in client.get(reverse("residents:law_rounds")).content.decode()
