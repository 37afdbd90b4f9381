"""Charter and vacancies: states, trail, and what is refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from employers import services
from employers.models import Vacancy
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import OutsideScope
from tests.factories.employers import CompanyFactory, VacancyFactory


def details(**changes) -> dict:
    said = {
        "title": "Baker",
        "description": "Baking bread.",
        "sector": "production_food",
        "municipality": "Almere",
        "contract": "fixed_term",
        "places": 1,
        "hours": 32,
        "wage_hour": Decimal("15.60"),
        "working_times": "",
        "starts_on": timezone.localdate() + timedelta(days=30),
    }
    return said | changes


def test_charter_is_signed_once_by_a_person(house, as_employer):
    signature = services.sign_charter(house.company)
    assert (signature.version, signature.signed_by) == (1, house.employer)
    assert timezone.localdate(signature.signed_at) == timezone.localdate()
    assert AuditEntry.objects.get().action == "charter.signed"
    with pytest.raises(RuleBroken):
        services.sign_charter(house.company)


def test_posted_vacancy_is_a_draft(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    assert (vacancy.status, vacancy.submitted_on) == ("draft", None)
    assert StatusChange.objects.values_list("from_status", "to_status", "actor").get() == (
        "",
        "draft",
        house.employer.pk,
    )


def test_vacancy_of_another_company_cannot_be_posted(house, as_employer):
    with pytest.raises(OutsideScope):
        services.post_vacancy(CompanyFactory(), **details())


def test_submit_needs_the_charter(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    with pytest.raises(RuleBroken):
        services.submit_vacancy(vacancy)
    services.sign_charter(house.company)
    vacancy = Vacancy.objects.get()
    services.submit_vacancy(vacancy)
    assert (vacancy.status, vacancy.submitted_on) == ("submitted", timezone.localdate())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wage_hour": None}, "wage_hour"),
        ({"starts_on": timezone.localdate() - timedelta(days=1)}, "starts_on"),
    ],
)
def test_submit_without_wage_or_in_the_past_is_refused(house, as_employer, changes, field):
    services.sign_charter(house.company)
    vacancy = services.post_vacancy(house.company, **details(**changes))
    with pytest.raises(RuleBroken) as refused:
        services.submit_vacancy(vacancy)
    assert refused.value.field == field


def test_volunteering_needs_no_wage(house, as_employer):
    services.sign_charter(house.company)
    vacancy = services.post_vacancy(house.company, **details(contract="volunteering", wage_hour=None))
    services.submit_vacancy(vacancy)
    assert vacancy.status == "submitted"


def test_closed_vacancy_cannot_be_changed_or_closed_again(house, as_employer):
    vacancy = VacancyFactory(company=house.company)
    services.close_vacancy(vacancy, "no_need")
    with pytest.raises(RuleBroken):
        services.update_vacancy(vacancy, places=4)
    with pytest.raises(RuleBroken):
        services.close_vacancy(vacancy, "no_need")


def test_returned_vacancy_says_why_and_can_be_handed_in_again(house, as_employer):
    services.sign_charter(house.company)
    vacancy = VacancyFactory(company=house.company, status="submitted")
    with pytest.raises(RuleBroken):
        services.return_vacancy(vacancy, "work", "  ")
    services.return_vacancy(vacancy, "work", "Say more about the nights.")
    assert (vacancy.status, vacancy.returned_reason) == ("returned", "Say more about the nights.")
    services.submit_vacancy(vacancy)
    assert (vacancy.status, vacancy.returned_reason) == ("submitted", "")
    reasons = StatusChange.objects.order_by("id").values_list("to_status", "reason")
    assert list(reasons) == [("returned", "Say more about the nights."), ("submitted", "")]
