"""The work goes on with another employer: what was ends, and the new one needs a permit of their own."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from matching import services
from matching.models import Match, Placement
from matching.services import MatchDetails
from residents.models import Step
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory
from tests.factories.matching import MatchFactory, PlacementFactory, ProposalFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def placement(meeting, as_coach):
    """Planned for today, with the permit of this employer recorded: it could start."""
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="matched")
    match = MatchFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, project=meeting.project, proposal=proposal
    )
    placement = PlacementFactory(match=match, planned_start_on=TODAY())
    services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))
    return placement


@pytest.fixture
def agency(meeting):
    return CompanyFactory()


def details(meeting, **fields):
    agreed = {
        "project": meeting.project,
        "matched_on": TODAY(),
        "kind": Placement.Kind.TEMP_AGENCY,
        "hours": 32,
        "planned_start_on": TODAY(),
        "wage_hour": Decimal("17.10"),
    }
    return MatchDetails(**(agreed | fields))


def open_steps_of(placement):
    steps = Step.objects.filter(subject=placement.code, status__in=Step.UNDER_WAY)
    return sorted(steps.values_list("kind", flat=True))


def test_planned_work_goes_on_and_the_permit_of_the_other_does_not_count(meeting, placement, agency):
    follower = services.change_employer(placement, agency, details(meeting))
    placement.refresh_from_db()
    placement.match.refresh_from_db()
    assert (placement.status, placement.match.status) == ("cancelled", "fallen_through")
    assert placement.match.proposal.status == "withdrawn"
    assert (follower.match.company, follower.match.status, follower.follows) == (
        agency,
        "standing",
        placement,
    )
    assert (follower.job_title, follower.kind, follower.hours) == ("Room attendant", "temp_agency", 32)
    assert open_steps_of(follower) == ["bank_account", "bsn", "identity_copy", "start_confirmation", "twv"]
    with pytest.raises(RuleBroken, match="may not start"):
        services.start_placement(follower, TODAY())
    services.record_work_permit(follower, TODAY(), TODAY() + timedelta(days=90))
    services.start_placement(follower, TODAY())
    assert follower.status == "started"


def test_running_work_ends_with_its_coded_reason(meeting, placement, agency):
    services.start_placement(placement, TODAY())
    services.change_placement(placement, 30, placement.planned_start_on)  # asks the permit again
    tomorrow = TODAY() + timedelta(days=1)
    follower = services.change_employer(
        placement, agency, details(meeting, planned_start_on=tomorrow), last_day=TODAY()
    )
    placement.refresh_from_db()
    assert (placement.status, placement.ended_on, placement.end_reason) == (
        "ended",
        TODAY(),
        "other_employer",
    )
    assert placement.match.status == "standing"
    assert open_steps_of(placement) == ["health_insurance", "income_declaration"]
    assert open_steps_of(follower) == ["bank_account", "bsn", "identity_copy", "start_confirmation", "twv"]
    change = StatusChange.objects.get(
        subject_type="matching.placement", subject_id=placement.pk, to_status="ended"
    )
    assert change.reason == "other_employer"
    entry = AuditEntry.objects.get(action="placement.employer_changed")
    assert entry.changes == {
        "company": [placement.match.company_id, agency.pk],
        "placement": follower.code,
    }


def test_a_last_day_to_come_lets_the_work_run_on(meeting, placement, agency):
    services.start_placement(placement, TODAY())
    last_day = TODAY() + timedelta(days=40)
    follower = services.change_employer(
        placement,
        agency,
        details(meeting, planned_start_on=last_day + timedelta(days=1)),
        last_day=last_day,
    )
    placement.refresh_from_db()
    assert (placement.status, placement.planned_end_on) == ("started", last_day)
    assert open_steps_of(placement) == ["health_insurance", "income_declaration"]
    services.record_work_permit(follower, TODAY(), TODAY() + timedelta(days=90))
    with pytest.raises(RuleBroken, match="First record the last day"):
        services.start_placement(follower, TODAY())
    services.end_placement(placement, TODAY(), "other_employer")
    follower.refresh_from_db()
    services.start_placement(follower, TODAY())
    assert follower.status == "started"


def test_both_sides_stay_in_the_history(meeting, placement, agency):
    services.change_employer(placement, agency, details(meeting))
    companies = (
        Match.objects.filter(resident=meeting.resident).order_by("pk").values_list("company", flat=True)
    )
    assert list(companies) == [meeting.company.pk, agency.pk]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"matched_on": TODAY() + timedelta(days=1)}, "matched_on"),
        ({"planned_start_on": TODAY() - timedelta(days=1)}, "planned_start_on"),
        ({"planned_end_on": TODAY() - timedelta(days=1)}, "planned_end_on"),
        ({"wage_hour": None}, "wage_hour"),
    ],
)
def test_what_cannot_be_agreed_is_refused(meeting, placement, agency, fields, field):
    with pytest.raises(RuleBroken) as refused:
        services.change_employer(placement, agency, details(meeting, **fields))
    assert refused.value.field == field
    placement.refresh_from_db()
    assert placement.status == "planned"


def test_same_or_foreign_employer_is_refused(meeting, placement):
    foreign = CompanyFactory(organisation=OrganisationFactory(kind="employer", country="BE"))
    for company in (meeting.company, foreign):
        with pytest.raises(RuleBroken) as refused:
            services.change_employer(placement, company, details(meeting))
        assert refused.value.field == "company"


@pytest.mark.parametrize("last_day", [None, TODAY() - timedelta(days=1), TODAY()])
def test_running_work_needs_a_last_day_before_the_new_one(meeting, placement, agency, last_day):
    services.start_placement(placement, TODAY())
    with pytest.raises(RuleBroken) as refused:
        services.change_employer(placement, agency, details(meeting), last_day=last_day)
    assert refused.value.field == ("planned_start_on" if last_day == TODAY() else "last_day")


def test_work_that_is_over_or_goes_on_already_is_refused(meeting, placement, agency):
    services.start_placement(placement, TODAY())
    later = details(meeting, planned_start_on=TODAY() + timedelta(days=10))
    services.change_employer(placement, agency, later, last_day=TODAY() + timedelta(days=9))
    with pytest.raises(RuleBroken, match="goes on with another employer already"):
        services.change_employer(placement, CompanyFactory(), later, last_day=TODAY())
    services.end_placement(placement, TODAY(), "other")
    with pytest.raises(RuleBroken, match="is over"):
        services.change_employer(placement, CompanyFactory(), later, last_day=TODAY())


def answers(meeting, agency, **fields):
    return {
        "company": agency.pk,
        "matched_on": TODAY().isoformat(),
        "kind": "temp_agency",
        "hours": 32,
        "wage_hour": "17.10",
        "planned_start_on": TODAY().isoformat(),
        "project": meeting.project.pk,
    } | fields


def test_screen_records_it_and_shows_both_placements(meeting, placement, agency, client_of):
    client = client_of(meeting.coach)
    url = reverse("matching:change_employer", args=[placement.code])
    page = client.get(url)
    assert list(page.context["form"].fields["company"].queryset) == [agency]
    response = client.post(url, answers(meeting, agency))
    follower = Placement.objects.get(follows=placement)
    assert response["Location"] == reverse("desk:placement", args=[follower.code])
    assert follower.follows.code in client.get(response["Location"]).content.decode()
    old = client.get(reverse("desk:placement", args=[placement.code]))
    assert (old.context["follower"], old.context["may_change_employer"]) == (follower, False)
    assert "This placement is over" in client.get(url).content.decode()


def test_screen_keeps_what_was_typed(meeting, placement, agency, client_of):
    url = reverse("matching:change_employer", args=[placement.code])
    response = client_of(meeting.coach).post(url, answers(meeting, agency, wage_hour="", hours=33))
    form = response.context["form"]
    assert (list(form.errors), form["hours"].value()) == (["wage_hour"], "33")


def test_employer_of_before_sees_nothing_of_the_new_work(meeting, placement, agency, client_of):
    services.change_employer(placement, agency, details(meeting))
    page = client_of(meeting.employer).get(reverse("matching:papers"))
    assert page.context["cases"] == []
