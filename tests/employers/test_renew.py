"""Renewing from the e-mail: without login, for that purpose only, and never by reading."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from employers.models import Vacancy
from employers.renewal_links import renewal_token
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from tests.factories.employers import VacancyFactory


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def vacancy(house):
    return VacancyFactory(company=house.company, title="Baker", expires_on=in_days(5))


@pytest.fixture
def address(house, vacancy):
    return f"/renew/{renewal_token(house.employer, [vacancy])}/"


def reread(vacancy: Vacancy) -> Vacancy:
    with system_scope("test"):
        return Vacancy.objects.get(pk=vacancy.pk)


def test_reading_renews_nothing(client, vacancy, address):
    page = client.get(address)
    assert page.context["waiting"] == [vacancy]
    assert reread(vacancy).expires_on == vacancy.expires_on
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("same-origin", "no-store, private")


def test_one_click_renews_and_says_what(client, house, vacancy, address):
    page = client.post(address, {"vacancy": vacancy.code})
    assert [each.code for each in page.context["renewed"]] == [vacancy.code]
    assert reread(vacancy).expires_on == in_days(60)
    assert AuditEntry.objects.get(action="vacancy.renewed").actor == house.employer
    assert client.get(address).context["waiting"] == []


def test_the_ended_one_opens_again(client, house, address, vacancy):
    with system_scope("test"):
        Vacancy.objects.update(status="expired", expires_on=in_days(-2))
    client.post(address, {"vacancy": vacancy.code})
    assert (reread(vacancy).status, reread(vacancy).expires_on) == ("open", in_days(60))


def test_only_what_the_email_was_about_and_was_ticked(client, house, vacancy):
    other = VacancyFactory(company=house.company, expires_on=in_days(5))
    outside = VacancyFactory(company=house.company, expires_on=in_days(5))
    foreign = VacancyFactory(expires_on=in_days(5))
    token = renewal_token(house.employer, [vacancy, other, foreign])
    page = client.get(f"/renew/{token}/")
    assert page.context["waiting"] == [vacancy, other]
    client.post(f"/renew/{token}/", {"vacancy": [vacancy.code, outside.code, foreign.code]})
    untouched = [reread(each).expires_on for each in (other, outside, foreign)]
    assert (reread(vacancy).expires_on, untouched) == (in_days(60), [in_days(5)] * 3)


def test_refusal_of_the_law_is_told(client, house):
    cheap = VacancyFactory(company=house.company, expires_on=in_days(5), wage_hour="9.00")
    page = client.post(f"/renew/{renewal_token(house.employer, [cheap])}/", {"vacancy": cheap.code})
    ((refused, why),) = page.context["refused"]
    assert (refused, why[:42]) == (cheap, "The wage is below the last known legal min")


def test_forged_token_is_over(client, address):
    page = client.get(f"{address[:-4]}xyz/")
    assert (page.status_code, "does not work any more" in page.content.decode()) == (404, True)


def test_old_token_is_over(client, address):
    with time_machine.travel(timezone.now() + timedelta(days=23), tick=False):
        assert client.post(address).status_code == 404


@pytest.mark.parametrize("end", ["account", "membership", "duty"])
def test_who_posts_no_vacancies_any_more_renews_none(client, house, vacancy, address, end):
    if end == "account":
        house.employer.is_active = False
        house.employer.save()
    elif end == "membership":
        house.employer.memberships.all().delete()
    else:
        house.employer.memberships.update(duties=["papers"])
    assert client.post(address, {"vacancy": vacancy.code}).status_code == 404
    assert reread(vacancy).expires_on == in_days(5)


def test_page_speaks_the_language_of_who_got_the_email(client, house, vacancy, address):
    house.employer.language = "fr"
    house.employer.save()
    assert 'lang="fr"' in client.get(address).content.decode()
