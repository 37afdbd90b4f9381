"""Work that no vacancy led to: of every kind, beside other work, by the rules of every match."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching import services
from matching.models import Match, Placement
from residents.models import Step
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory
from tests.factories.matching import StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory
from tests.meeting import ready_resident

TODAY = timezone.localdate()


def address_of(resident) -> str:
    return f"/residents/{resident.code}/placements/new/"


def typed(meeting, **changes) -> dict:
    return {
        "company": meeting.company.pk,
        "found_by": "resident",
        "job_title": "Dishwasher",
        "sector": "",
        "matched_on": TODAY.isoformat(),
        "project": meeting.project.pk,
        "kind": "paid_job",
        "hours": "12",
        "wage_hour": "16.20",
        "shifts": ["sat-morning"],
        "planned_start_on": TODAY.isoformat(),
        "planned_end_on": "",
    } | changes


def test_it_becomes_a_match_without_a_vacancy_and_a_planned_placement(meeting, client_of):
    response = client_of(meeting.coach).post(address_of(meeting.resident), typed(meeting))
    with system_scope("test"):
        placement = Placement.objects.select_related("match").get()
        assert (response.status_code, response.url) == (302, f"/placements/{placement.code}/")
        match = placement.match
        assert (match.vacancy, match.proposal, match.found_by, match.status) == (
            None,
            None,
            "resident",
            Match.Status.STANDING,
        )
        assert (placement.status, placement.sector) == ("planned", meeting.company.sector)
        assert placement.terms.get().hours == 12
        kinds = Step.objects.filter(subject=placement.code).values_list("kind", flat=True)
        assert "twv" in kinds


@pytest.mark.parametrize(
    ("kind", "opens"),
    [
        ("paid_job", "twv"),
        ("temp_agency", "twv"),
        ("apprenticeship", "twv"),
        ("internship", ""),
        ("work_experience", ""),
        ("volunteering", "volunteer_declaration"),
        ("education", ""),
    ],
)
def test_every_kind_of_work_is_planned_with_its_own_papers(meeting, client_of, kind, opens):
    wage = "16.20" if kind in Placement.PAID_KINDS else ""
    response = client_of(meeting.coach).post(
        address_of(meeting.resident), typed(meeting, kind=kind, wage_hour=wage)
    )
    assert response.status_code == 302
    with system_scope("test"):
        placement = Placement.objects.get()
        kinds = list(Step.objects.filter(subject=placement.code).values_list("kind", flat=True))
    assert placement.kind == kind
    assert (opens in kinds) == bool(opens)


def test_two_works_at_the_same_time_have_their_own_talks_and_both_show(meeting, client_of, as_coach):
    """A job of some days beside volunteering: both start, are talked about and stand on the page."""
    resident = ready_resident(meeting.centre, meeting.project)
    LegalEventFactory(resident=resident, type="status_granted", value="refugee")
    DocumentFactory(resident=resident, type="residence-permit")
    job = StartedPlacementFactory(match__resident=resident, match__project=meeting.project)
    other = CompanyFactory()
    client = client_of(meeting.coach)
    client.post(
        address_of(resident),
        typed(meeting, company=other.pk, kind="volunteering", wage_hour="", found_by="participation_desk"),
    )
    placement = Placement.objects.get(match__company=other)
    services.start_placement(placement, TODAY)
    assert [each.placement_id for each in resident.check_ins.all()].count(placement.pk) == 5
    assert list(resident.placements.under_way().values_list("status", flat=True)) == ["started", "started"]
    page = client.get(f"/residents/{resident.code}/")
    shown = {page.context["placement"].pk, *(each.pk for each in page.context["beside"])}
    assert shown == {job.pk, placement.pk}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"found_by": ""}, "found_by"),
        ({"company": ""}, "company"),
        ({"job_title": ""}, "job_title"),
        ({"wage_hour": ""}, "wage_hour"),
        ({"wage_hour": "5,00"}, "wage_hour"),
        ({"planned_start_on": (TODAY - timedelta(days=1)).isoformat()}, "planned_start_on"),
    ],
)
def test_what_cannot_be_stays_on_the_form(meeting, client_of, changes, field):
    page = client_of(meeting.coach).post(address_of(meeting.resident), typed(meeting, **changes))
    assert list(page.context["form"].errors) == [field]
    with system_scope("test"):
        assert Match.objects.count() == 0


def test_an_employer_of_another_country_or_that_is_closed_is_no_choice(meeting, client_of):
    abroad = CompanyFactory(organisation=OrganisationFactory(kind="employer", country="BE"))
    for company in (abroad, CompanyFactory(status="closed")):
        page = client_of(meeting.coach).post(address_of(meeting.resident), typed(meeting, company=company.pk))
        assert list(page.context["form"].errors) == ["company"]


def test_the_same_work_is_recorded_once(meeting, client_of):
    client = client_of(meeting.coach)
    client.post(address_of(meeting.resident), typed(meeting))
    page = client.post(address_of(meeting.resident), typed(meeting))
    assert list(page.context["form"].errors) == ["company"]


def test_who_may_not(meeting, client_of):
    assert client_of(meeting.other_coach).get(address_of(meeting.resident)).status_code == 404
    assert client_of(meeting.employer).get(address_of(meeting.resident)).status_code == 403
