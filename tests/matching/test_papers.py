import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.factories.matching import PlacementFactory
from tests.factories.residents import StepFactory


@pytest.fixture
def placement(meeting):
    placement = PlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
    resident = meeting.resident
    StepFactory(resident=resident, kind="twv", party="employer", subject=placement.code, note="secret remark")
    StepFactory(resident=resident, kind="bsn", party="municipality", subject=placement.code)
    StepFactory(resident=resident, kind="health_insurance", party="resident")
    StepFactory(resident=resident, kind="twv", party="employer", subject="P-OTHER2")
    return placement


def test_employer_sees_own_papers_and_whose_turn_it_is(meeting, placement, client_of):
    page = client_of(meeting.employer).get("/papers/")
    (case,) = page.context["cases"]
    assert case.name == meeting.resident.full_name
    assert {(paper.name, paper.is_own) for paper in case.open} == {
        ("Work permit (TWV)", True),
        ("Citizen service number (BSN)", False),
    }
    assert case.next_own.kind.link == "https://www.uwv.nl"
    assert "secret remark" not in page.content.decode()
    assert page.context["own"] == 1


def test_own_papers_come_first_and_say_what_to_do_and_whom_to_ask(meeting, placement, client_of):
    with system_scope("test"):
        Resident.objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    page = client_of(meeting.employer).get("/papers/")
    (case,) = page.context["cases"]
    assert [(paper.is_own, bool(paper.how)) for paper in case.open] == [(True, True), (False, False)]
    page = client_of(meeting.employer).get(f"/papers/{placement.code}/")
    assert f"mailto:{meeting.coach.email}" in page.content.decode()


def test_papers_that_are_done_stand_below(meeting, placement, client_of):
    StepFactory(resident=meeting.resident, kind="bank_account", status="done", closed_on=timezone.localdate())
    (case,) = client_of(meeting.employer).get("/papers/").context["cases"]
    assert [paper.name for paper in case.done] == ["Bank account"]


def test_voluntary_work_asks_for_its_declaration_and_shows_nothing_of_another_job(meeting, client_of):
    StepFactory(resident=meeting.resident, kind="bsn", party="municipality", subject="P-OTHER2")
    match = {"match__resident": meeting.resident, "match__vacancy": meeting.vacancy}
    placement = PlacementFactory(kind="volunteering", wage_hour=None, **match)
    declaration = {"kind": "volunteer_declaration", "party": "employer", "subject": placement.code}
    StepFactory(resident=meeting.resident, **declaration)
    (case,) = client_of(meeting.employer).get("/papers/").context["cases"]
    (paper,) = case.open
    assert (paper.name, paper.is_own) == ("Volunteer declaration", True)
    assert paper.how.startswith("Ask UWV for the declaration with the official form.")


@pytest.mark.parametrize("status", ["ended", "cancelled"])
def test_what_is_over_is_not_shown(meeting, client_of, status):
    PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        status=status,
        started_on=timezone.localdate(),
    )
    assert client_of(meeting.employer).get("/papers/").context["cases"] == []


def test_another_employer_sees_nothing(meeting, placement, client_of):
    page = client_of(meeting.other_employer).get("/papers/")
    assert page.context["cases"] == []
    assert meeting.resident.last_name not in page.content.decode()


def test_papers_are_for_employers(meeting, client_of):
    assert client_of(meeting.coach).get("/papers/").status_code == 403
    assert client_of(meeting.employer).post("/papers/").status_code == 405
