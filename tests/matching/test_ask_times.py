"""A vacancy without times: the company is asked for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.jobs.models import Job
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(meeting) -> Vacancy:
    with system_scope("test"):
        Vacancy.objects.filter(pk=meeting.vacancy.pk).update(shifts=None)
    return meeting.vacancy


def ask(client, vacancy) -> list[str]:
    page = client.post(f"/vacancies/{vacancy.code}/ask-times/", follow=True)
    return [str(each) for each in page.context["messages"]]


def letters() -> list[list]:
    return list(Job.objects.filter(kind="vacancy_letter").values_list("arguments", flat=True))


def test_the_company_is_asked_once_a_week(meeting, vacancy, client_of):
    client = client_of(meeting.coach)
    assert client.get(f"/vacancies/{vacancy.code}/").context["may_ask_times"]
    assert ask(client, vacancy) == [f"{meeting.company} gets an e-mail that asks for the times."]
    assert letters() == [["times_asked", meeting.employer.pk, vacancy.pk]]
    assert AuditEntry.objects.filter(action="vacancy.times_asked", subject_id=vacancy.pk).count() == 1
    assert not client.get(f"/vacancies/{vacancy.code}/").context["may_ask_times"]
    (refused,) = ask(client, vacancy)
    assert refused.endswith("Call them if it is urgent.")
    with system_scope("test"):
        week_ago = timezone.localdate() - timedelta(days=7)
        Vacancy.objects.filter(pk=vacancy.pk).update(times_asked_on=week_ago)
    assert ask(client, vacancy) == [f"{meeting.company} gets an e-mail that asks for the times."]


def test_the_form_of_the_company_says_what_is_asked(meeting, vacancy, client_of):
    asked = "The job desk asks at which times the work is"
    client, form = client_of(meeting.employer), f"/vacancies/{vacancy.code}/edit/"
    assert asked not in client.get(form).text
    ask(client_of(meeting.coach), vacancy)
    assert asked in client.get(form).text
    with system_scope("test"):
        Vacancy.objects.filter(pk=vacancy.pk).update(shifts=0b1)
    assert asked not in client.get(form).text


def test_times_that_are_there_are_not_asked_for(meeting, vacancy, client_of):
    with system_scope("test"):
        Vacancy.objects.filter(pk=vacancy.pk).update(shifts=0b1)
    client = client_of(meeting.coach)
    assert ask(client, vacancy) == ["The times stand in the vacancy already."]
    assert "Ask the company" not in client.get(f"/vacancies/{vacancy.code}/").text


def test_without_anybody_who_posts_the_desk_calls(meeting, vacancy, client_of):
    with system_scope("test"):
        meeting.employer.memberships.all().delete()
    assert ask(client_of(meeting.coach), vacancy) == [
        "Nobody of this company can be reached here. Call them."
    ]


def test_who_may_not_ask(meeting, vacancy, client_of):
    address = f"/vacancies/{vacancy.code}/ask-times/"
    assert client_of(meeting.coach).get(address).status_code == 405
    assert client_of(meeting.other_coach).post(address).status_code == 404
    assert client_of(meeting.employer).post(address).status_code == 403
