"""The life of a vacancy: its term, warnings, renewal, places, closing, and who hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employers import services
from employers.models import Vacancy
from employers.tasks import end_vacancies
from jobdesk.accounts.hats import hat_that_may
from jobdesk.jobs.models import Job
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import CharterSignatureFactory, VacancyChangeFactory, VacancyFactory
from tests.factories.matching import MatchFactory


def today():
    return timezone.localdate()


def in_days(days: int):
    return today() + timedelta(days=days)


@pytest.fixture
def vacancy(house):
    return VacancyFactory(company=house.company, places=2)


def reread(vacancy: Vacancy) -> Vacancy:
    with system_scope("test"):
        return Vacancy.objects.get(pk=vacancy.pk)


def letters() -> list[list]:
    return list(Job.objects.filter(kind="vacancy_letter").order_by("pk").values_list("arguments", flat=True))


def take_places(vacancy: Vacancy, count: int) -> None:
    for _each in range(count):
        MatchFactory(vacancy=vacancy)
    with system_scope("test"):
        services.settle_places(vacancy)


def test_approved_vacancy_is_open_for_sixty_days_and_its_company_hears_it(house):
    submitted = VacancyFactory(company=house.company, status="submitted", published_on=None, expires_on=None)
    with open_scope(hat_that_may(house.coach, "vacancies.approve").scope):
        services.open_vacancy(submitted)
    opened = reread(submitted)
    assert (opened.status, opened.published_on, opened.expires_on) == ("open", today(), in_days(60))
    assert letters() == [["opened", house.employer.pk, submitted.pk]]


@pytest.mark.parametrize(
    ("days", "status", "letter"),
    [
        (-1, "expired", "ended"),
        (0, "open", "ends"),
        (7, "open", "ends"),
        (8, "open", None),
    ],
)
def test_night_warns_once_and_ends_what_is_over(house, days, status, letter):
    vacancy = VacancyFactory(company=house.company, expires_on=in_days(days))
    end_vacancies()
    end_vacancies()
    assert reread(vacancy).status == status
    assert letters() == ([[letter, house.employer.pk, vacancy.pk]] if letter else [])


def test_one_letter_names_all_vacancies_of_a_company_and_only_who_posts_gets_it(house):
    MembershipFactory(role="employer", organisation=house.company.organisation, duties=["papers"])
    first = VacancyFactory(company=house.company, expires_on=in_days(3))
    second = VacancyFactory(company=house.company, expires_on=in_days(2))
    end_vacancies()
    assert letters() == [["ends", house.employer.pk, second.pk, first.pk]]


@pytest.mark.parametrize("status", ["filled", "held", "submitted", "draft", "closed"])
def test_only_open_vacancies_end(house, status):
    held = {"held_on": today(), "held_from": "open"} if status == "held" else {}
    vacancy = VacancyFactory(company=house.company, status=status, expires_on=in_days(-3), **held)
    end_vacancies()
    assert (reread(vacancy).status, letters()) == (status, [])


def test_letter_of_the_end_leads_to_the_renewal(house, mailoutbox, django_capture_on_commit_callbacks):
    vacancy = VacancyFactory(company=house.company, title="Baker", expires_on=in_days(2))
    with django_capture_on_commit_callbacks(execute=True):
        end_vacancies()
    (message,) = mailoutbox
    assert "Baker" not in message.subject
    assert (f"Baker ({vacancy.code})" in message.body, "/renew/" in message.body) == (True, True)


def test_renewed_vacancy_is_open_for_the_whole_term_and_warned_of_anew(house, as_employer):
    vacancy = VacancyFactory(company=house.company, expires_on=in_days(2), warned_of=in_days(2))
    services.renew_vacancy(vacancy)
    assert (vacancy.status, vacancy.expires_on) == ("open", in_days(60))
    assert vacancy.warned_of != vacancy.expires_on
    assert AuditEntry.objects.get(action="vacancy.renewed").actor == house.employer


@pytest.mark.parametrize(("days", "is_renewed"), [(-1, True), (-14, True), (-15, False)])
def test_ended_vacancy_is_renewed_for_two_weeks(house, as_employer, days, is_renewed):
    vacancy = VacancyFactory(company=house.company, status="expired", expires_on=in_days(days))
    if is_renewed:
        services.renew_vacancy(vacancy)
        assert (vacancy.status, vacancy.expires_on) == ("open", in_days(60))
    else:
        with pytest.raises(RuleBroken):
            services.renew_vacancy(vacancy)


def test_renewal_tests_the_wage(house, as_employer):
    vacancy = VacancyFactory(company=house.company, expires_on=in_days(2), wage_hour="9.00")
    with pytest.raises(RuleBroken) as refused:
        services.renew_vacancy(vacancy)
    assert refused.value.field == "wage_hour"


def test_renewal_of_a_company_that_the_desk_closed_is_refused(house, as_employer):
    vacancy = VacancyFactory(company=house.company, expires_on=in_days(2))
    house.company.status = "closed"
    house.company.save()
    with pytest.raises(RuleBroken):
        services.renew_vacancy(vacancy)


def test_ended_vacancy_whose_places_are_taken_is_filled_when_renewed(house, as_employer):
    vacancy = VacancyFactory(company=house.company, status="expired", expires_on=in_days(-1), places=1)
    MatchFactory(vacancy=vacancy)
    services.renew_vacancy(vacancy)
    assert vacancy.status == "filled"


def test_last_place_fills_and_a_free_one_opens_again(vacancy):
    take_places(vacancy, 1)
    assert reread(vacancy).status == "open"
    take_places(vacancy, 1)
    assert reread(vacancy).status == "filled"
    with system_scope("test"):
        match = vacancy.matches.first()
        match.status = "fallen_through"
        match.save()
        services.settle_places(vacancy)
    assert reread(vacancy).status == "open"


def test_filled_vacancy_that_opens_after_its_term_stays_open_for_a_week(house):
    vacancy = VacancyFactory(company=house.company, status="filled", expires_on=in_days(-20))
    with system_scope("test"):
        services.settle_places(vacancy)
    assert (vacancy.status, vacancy.expires_on) == ("open", in_days(7))


def test_filled_vacancy_that_opens_with_a_wage_too_low_is_on_hold(house):
    vacancy = VacancyFactory(company=house.company, status="filled", wage_hour="9.00")
    with system_scope("test"):
        services.settle_places(vacancy)
    assert (vacancy.status, vacancy.held_from) == ("held", "open")


def test_more_places_open_a_filled_vacancy_and_fewer_fill_an_open_one(house, vacancy, as_employer):
    take_places(vacancy, 2)
    services.update_vacancy(vacancy, places=3)
    assert vacancy.status == "open"
    services.update_vacancy(vacancy, places=2)
    assert vacancy.status == "filled"


def test_closing_needs_a_reason_and_takes_back_the_change_that_waits(house, as_employer):
    change = VacancyChangeFactory(vacancy__company=house.company)
    with pytest.raises(RuleBroken) as refused:
        services.close_vacancy(change.vacancy, "")
    assert refused.value.field == "why"
    services.close_vacancy(change.vacancy, "no_need")
    change.refresh_from_db()
    assert (change.vacancy.status, change.vacancy.closed_for, change.status) == (
        "closed",
        "no_need",
        "withdrawn",
    )


@pytest.mark.parametrize(("code", "reason", "field"), [("", "More.", "code"), ("work", " ", "reason")])
def test_sending_back_needs_a_code_and_a_sentence(house, as_employer, code, reason, field):
    submitted = VacancyFactory(company=house.company, status="submitted")
    with pytest.raises(RuleBroken) as refused:
        services.return_vacancy(submitted, code, reason)
    assert refused.value.field == field


def test_handed_in_again_it_does_not_say_why_it_was_sent_back(house, as_employer):
    CharterSignatureFactory(company=house.company)
    returned = VacancyFactory(
        company=house.company, status="returned", returned_for="work", returned_reason="More."
    )
    services.submit_vacancy(returned)
    assert (returned.returned_for, returned.returned_reason) == ("", "")


def test_renewal_on_the_page_is_for_who_posts_of_the_company(house, client_of, vacancy):
    address = f"/vacancies/{vacancy.code}/renew/"
    papers = MembershipFactory(role="employer", organisation=house.company.organisation, duties=["papers"])
    assert client_of(house.stranger).post(address).status_code == 404
    assert client_of(papers.user).post(address).status_code == 403
    response = client_of(house.employer).post(address)
    assert (response.status_code, reread(vacancy).expires_on) == (302, in_days(60))
    assert StatusChange.objects.filter(to_status="open").count() == 0
