"""A list of placements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import CheckIn, Match, Placement
from residents.models import Step
from tests.factories.employers import CompanyFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory
from tests.jobdesk.imports.conftest import results

TODAY = timezone.localdate()
HEAD = "V-nummer;Bedrijf;Functie;Uren;Uurloon;Startdatum;Einddatum;Reden einde\n"
START = TODAY - timedelta(days=60)


@pytest.fixture
def company(db):
    return CompanyFactory(register_number="12345678")


@pytest.fixture
def project(centre):
    from tests.factories.desks import ProjectFactory

    return ProjectFactory(code="P1", centres=[centre], starts_on=TODAY - timedelta(days=400))


@pytest.fixture
def resident(centre):
    """Somebody with a status, who may do any work."""
    resident = ResidentFactory(centre=centre, reference_number="2812345678")
    granted = START - timedelta(days=200)
    LegalEventFactory(resident=resident, type="status_granted", value="refugee", on=granted)
    DocumentFactory(
        resident=resident, type="residence-permit", from_on=granted, until_on=granted + timedelta(days=1800)
    )
    return resident


def rows(model):
    with system_scope("test"):
        return list(model.objects.order_by("pk"))


def line(company, ended=""):
    return f"2812345678;{company.organisation.name};Afwasser;24;15,60;{START:%d-%m-%Y};{ended};\n"


def test_work_that_runs_is_recorded_once(bring, resident, company, project):
    batch = bring(HEAD + line(company), "placements", fixed={"project": "P1"}, apply=True)
    assert (batch.status, results(batch)) == ("applied", [(2, "new", [])])
    (placement,), (match,) = rows(Placement), rows(Match)
    assert (placement.status, placement.started_on, placement.hours, str(placement.wage_hour)) == (
        "started", START, 24, "15.60",
    )  # fmt: skip
    assert (match.company, match.matched_on, match.vacancy) == (company, START, None)
    assert [each.week for each in rows(CheckIn)] == [13, 26, 52]
    assert batch.rows.get().code == placement.code
    again = bring(HEAD + line(company), "placements", fixed={"project": "P1"})
    assert again.counts["unchanged"] == 1


def test_work_that_is_over_leaves_no_open_steps(bring, resident, company, project):
    ended = START + timedelta(days=20)
    bring(HEAD + line(company, f"{ended:%d-%m-%Y}"), "placements", fixed={"project": "P1"}, apply=True)
    (placement,) = rows(Placement)
    assert (placement.status, placement.ended_on, placement.end_reason) == ("ended", ended, "other")
    open_steps = [each.kind for each in rows(Step) if each.subject and each.status in Step.UNDER_WAY]
    assert (open_steps, rows(CheckIn)) == ([], [])


def test_undo_takes_the_work_and_its_match_back(bring, resident, company, project, coordinator):
    batch = bring(HEAD + line(company), "placements", fixed={"project": "P1"}, apply=True)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.ask_undo(batch)
    services.undo_rows(batch)
    batch.refresh_from_db()
    assert (batch.status, batch.message) == ("undone", "")
    assert (rows(Placement), rows(Match), rows(CheckIn)) == ([], [], [])


def test_who_may_not_work_that_day_is_refused(bring, centre, company, project):
    ResidentFactory(centre=centre, reference_number="2812345678")
    batch = bring(HEAD + line(company), "placements", fixed={"project": "P1"})
    ((_row, outcome, ((column, message),)),) = results(batch)
    assert (outcome, column, message.startswith("This work may not start on")) == (
        "wrong", "First day worked", True,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["12345678", "e{pk}", "{name}"])
def test_employer_is_found_by_number_code_or_name(bring, resident, company, project, name):
    said = name.format(pk=company.pk, name=company.organisation.name.upper())
    batch = bring(
        HEAD + line(company).replace(company.organisation.name, said), "placements", fixed={"project": "P1"}
    )
    assert results(batch) == [(2, "new", [])]


def test_unknown_employer_and_paid_work_without_a_wage_are_refused(bring, resident, company, project):
    batch = bring(
        HEAD
        + line(company).replace(company.organisation.name, "Nobody")
        + line(company).replace("15,60", ""),
        "placements",
        fixed={"project": "P1"},
    )
    first, second = results(batch)
    assert first[2] == [("Employer", "We know no employer of this name, number or code.")]
    assert second[2] == [("Gross wage an hour (EUR)", "Fill in the wage an hour, for example 15.60.")]
