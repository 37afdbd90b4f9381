from datetime import date
from decimal import Decimal

import pytest

from jobdesk.trail.scoping import system_scope
from tests.factories.employers import VacancyFactory


@pytest.fixture
def submitted(meeting):
    return VacancyFactory(company=meeting.company, status="submitted")


def status_of(vacancy) -> str:
    with system_scope("test"):
        vacancy.refresh_from_db()
    return vacancy.status


@pytest.mark.parametrize("who", ["coach", "coordinator"])
def test_desk_approves(meeting, submitted, client_of, who):
    client, address = client_of(getattr(meeting, who)), f"/vacancies/{submitted.code}/decide/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"action": "approve"}).status_code == 302
    assert status_of(submitted) == "open"


def test_who_brought_the_company_in_does_not_approve(meeting, submitted, client_of):
    with system_scope("test"):
        meeting.company.brought_in_by = meeting.coach
        meeting.company.save()
    response = client_of(meeting.coach).post(f"/vacancies/{submitted.code}/decide/", {"action": "approve"})
    assert response.context["refusal"] == (
        "You brought this company in. A colleague reads its vacancies and decides."
    )
    assert status_of(submitted) == "submitted"


def test_coordinator_sends_back_with_a_reason(meeting, submitted, client_of):
    client, address = client_of(meeting.coordinator), f"/vacancies/{submitted.code}/decide/"
    refused = client.post(address, {"action": "return", "code": "work", "reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]
    assert status_of(submitted) == "submitted"
    given = {"action": "return", "code": "work", "reason": "Say more."}
    assert client.post(address, given).status_code == 302
    assert (status_of(submitted), submitted.returned_for, submitted.returned_reason) == (
        "returned",
        "work",
        "Say more.",
    )


def test_wage_below_the_minimum_is_refused_on_the_page(meeting, client_of):
    cheap = VacancyFactory(
        company=meeting.company, status="submitted", wage_hour=Decimal("9.00"), starts_on=date(2026, 3, 1)
    )
    client = client_of(meeting.coordinator)
    response = client.post(f"/vacancies/{cheap.code}/decide/", {"action": "approve"})
    assert response.context["refusal"] == (
        "The wage is below the last known legal minimum: €14.71 an hour from 1 January 2026, "
        "source: WML (secondary source). The minimum from 1 July 2026 is not entered yet; until then "
        "nothing below the last one is accepted."
    )
    assert status_of(cheap) == "submitted"


def test_who_may_not_decide(meeting, submitted, client_of):
    address = f"/vacancies/{submitted.code}/decide/"
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coordinator).get(address).status_code == 404
    assert client_of(meeting.coordinator).put(address).status_code == 405
