"""The decision as of any day, for any kind of work."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.residents import DocumentFactory, LegalEventFactory
from tests.residents.sweep import assert_guarded


@pytest.fixture
def url(resident):
    LegalEventFactory(resident=resident)
    DocumentFactory(resident=resident)
    return reverse("residents:right_to_work", args=[resident.code])


def test_right_to_work_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:right_to_work", args=[stranger.code])
    assert client_of(employer).get(url).status_code == 403
    assert client_of(coach).get(foreign).status_code == 404
    assert client_of(coach).post(url).status_code == 405
    assert_guarded(client_of, url, insider=coach, outsider=employer)


def test_right_to_work_says_why_with_sources(client_of, coach, url):
    response = client_of(coach).get(url)
    banner = response.context["banner"]
    assert (banner.kind, banner.on) == ("go", timezone.localdate())
    assert banner.requirements == ["Work permit (TWV) by the employer"]
    page = response.content.decode()
    assert [reason.source for reason in banner.reasons if reason.source not in page] == []


def test_right_to_work_as_of_a_day_before_the_waiting_time_ended(client_of, coach, url):
    day = timezone.localdate() - timedelta(days=250)
    banner = client_of(coach).get(url, {"on": day.isoformat()}).context["banner"]
    assert (banner.kind, banner.on) == ("wait", day)


def test_right_to_work_for_another_kind_of_work(client_of, coach, url):
    response = client_of(coach).get(url, {"work": "self_employed"})
    assert response.context["banner"].kind == "stop"
    assert [kind.value for kind, _name, _banner in response.context["others"]] == [
        "employee",
        "temp_agency",
        "internship",
        "volunteering",
        "in_centre",
        "education",
    ]


def test_right_to_work_at_the_employer_with_the_permit(client_of, coach, resident, url):
    DocumentFactory(resident=resident, type="TWV", employer="E-123")
    browser = client_of(coach)
    assert browser.get(url, {"employer": "E-123"}).context["banner"].requirements == []
    assert browser.get(url, {"employer": "E-999"}).context["banner"].requirements == [
        "Work permit (TWV) by the employer"
    ]


@pytest.mark.parametrize("asked", [{"on": "tomorrow"}, {"work": "astronaut"}])
def test_right_to_work_for_a_question_that_makes_no_sense_answers_for_today(client_of, coach, url, asked):
    response = client_of(coach).get(url, asked)
    assert set(response.context["form"].errors) == set(asked)
    assert response.context["banner"].on == timezone.localdate()


def test_timeline_shows_past_today_and_future(client_of, coach, url):
    today = timezone.localdate()
    response = client_of(coach).get(url)
    timeline = response.context["timeline"]
    spans = timeline["spans"]
    assert [(span["kind"], span["is_today"]) for span in spans] == [
        ("wait", False),
        ("need", True),
        ("stop", False),
    ]
    assert (spans[0]["from_on"], timeline["today"]) == (today - timedelta(days=300), today)
    assert timeline["next_on"] == spans[2]["from_on"]
    assert [mark["words"] for mark in timeline["marks"]] == [
        "Asylum application lodged",
        "W-document: first day",
        "W-document: last day",
    ]
    page = response.content.decode()
    assert page.count('class="course__span course__span--') == len(spans) + 2  # and in the legend
    assert response.context["summary"] in page


def test_timeline_marks_the_day_that_is_asked(client_of, coach, url):
    day = timezone.localdate() + timedelta(days=30)
    page = client_of(coach).get(url, {"on": day.isoformat()}).content.decode()
    assert page.count("course__asked") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_timeline_of_a_day_that_is_far_away(client_of, coach, url, day):
    assert client_of(coach).get(url, {"on": day}).status_code == 200


def test_right_to_work_goes_on_to_another_day_at_the_same_employer(client_of, coach, resident, url):
    DocumentFactory(resident=resident, type="TWV", employer="E-123")
    response = client_of(coach).get(url, {"employer": "E-123"})
    assert response.context["employers"] == ["E-123"]
    page = response.content.decode()
    assert page.count("&amp;employer=E-123") == 7  # the next change and six other kinds of work


def test_right_to_work_in_belgium_asks_for_the_region_of_the_work(client_of, coach, resident):
    resident.centre.country = "BE"
    resident.centre.save()
    today = timezone.localdate()
    LegalEventFactory(
        resident=resident, type="status_granted", value="temporary_protection", on=today - timedelta(days=9)
    )
    DocumentFactory(resident=resident, type="A-card", until_on=today + timedelta(days=9))
    url = reverse("residents:right_to_work", args=[resident.code])
    browser = client_of(coach)
    assert browser.get(url, {"work": "self_employed"}).context["banner"].missing == ["Region"]
    flanders = browser.get(url, {"work": "self_employed", "region": "Flanders"}).context
    assert (flanders["banner"].kind, flanders["banner"].missing) == ("go", [])
    assert "employer" not in flanders["form"].fields
