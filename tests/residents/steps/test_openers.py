"""What opens a step by itself, and what ends it: diploma, document, UWV's answer; the catalogue's graph."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from law.steps import ON_DIPLOMA, ON_EXPIRY, ON_MATCH, ON_PLAN, ON_START, ON_WAGE, step_kinds
from residents.models import Intake, LegalEvent, Step
from residents.services import (
    complete_intake,
    open_document_renewals,
    record_document,
    record_legal_event,
    save_intake,
)
from tests.factories.residents import DocumentFactory, IntakeFactory, ResidentFactory, StepFactory

TODAY = timezone.localdate
EVENTS = {ON_MATCH, ON_PLAN, ON_START, ON_WAGE, ON_DIPLOMA, ON_EXPIRY}
STATUSES = {"refugee", "subsidiary", "temporary_protection"}
REQUIRED = {"TWV", "employer_notified", "volunteer_declaration"}
ANSWERS = {
    "interpreter": "none",
    "occupation": "Nurse",
    "experience_years": 4,
    "education": "isced_6",
    "dutch_or_french": "A2",
    "english": "B1",
    "diploma": "not_valued",
    "wish": "Care",
    "lessons": 0,
    "availability": 7,
    "starts_from": TODAY(),
    "hours": 24,
    "travel_minutes": 30,
    "cycling": "yes",
    "barriers": "none",
    "share_consent": True,
}


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_something_opens_every_kind_of_step(country):
    for kind in step_kinds(country).values():
        assert set(kind.opened_by), kind.kind
        assert set(kind.opened_by) <= EVENTS | STATUSES | REQUIRED, kind.kind


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_what_a_step_waits_for_exists_and_comes_before_it(country):
    before = set()
    for kind in step_kinds(country).values():
        assert set(kind.waits_for) <= before, kind.kind
        before.add(kind.kind)


def open_kinds(resident):
    return sorted(resident.steps.filter(status__in=Step.UNDER_WAY).values_list("kind", flat=True))


def finished_intake(resident, project, **answers):
    intake = IntakeFactory(resident=resident, project=project, **(ANSWERS | answers))
    complete_intake(intake)
    return intake


def test_foreign_diploma_opens_its_valuation_once(resident, project, desk):
    finished_intake(resident, project)
    assert open_kinds(resident) == ["diploma_valuation"]


@pytest.mark.parametrize(
    "answers", [{"diploma": "local"}, {"diploma": "none"}, {"education": Intake.Education.PRIMARY}]
)
def test_what_needs_no_valuation_opens_none(resident, project, desk, answers):
    finished_intake(resident, project, **answers)
    assert open_kinds(resident) == []


def test_valued_diploma_ends_the_step(resident, project, desk):
    intake = finished_intake(resident, project)
    save_intake(intake, {"diploma": "valued"}, seen={"diploma": "not_valued"})
    step = resident.steps.get()
    assert (step.status, step.closed_on) == ("done", TODAY())


@pytest.mark.parametrize("value", ["acknowledged", "granted", "refused"])
def test_answer_of_uwv_ends_the_declaration(resident, desk, value):
    StepFactory(resident=resident, kind="volunteer_declaration", party="employer", subject="P-234567")
    record_legal_event(resident, LegalEvent.Type.VOLUNTEER_DECLARATION, TODAY(), value=value)
    step = resident.steps.get()
    assert (step.status, step.closed_on, bool(step.note)) == ("done", TODAY(), True)


def renewals():
    with system_scope("review of steps"):
        return open_document_renewals()


def test_document_that_ends_opens_its_renewal_once_and_due_on_its_last_day(resident):
    last_day = TODAY() + timedelta(days=80)
    DocumentFactory(resident=resident, until_on=last_day)
    DocumentFactory(resident=resident, type="TWV", employer="E1", until_on=TODAY() + timedelta(days=9))
    assert [renewals(), renewals()] == [1, 0]
    with system_scope("test"):
        step = resident.steps.get()
    assert (step.kind, step.due_on, step.party) == ("document_renewal", last_day, "authority")


@pytest.mark.parametrize(
    ("country", "days", "opened"), [("NL", 90, 1), ("NL", 91, 0), ("BE", 45, 1), ("BE", 46, 0)]
)
def test_how_soon_is_of_the_country(db, country, days, opened):
    kind = "W-document" if country == "NL" else "attestation"
    DocumentFactory(
        resident=ResidentFactory(centre__country=country),
        type=kind,
        until_on=TODAY() + timedelta(days=days),
    )
    assert renewals() == opened


def test_no_renewal_for_who_has_a_longer_one_or_left(resident):
    DocumentFactory(resident=resident, until_on=TODAY() + timedelta(days=20))
    DocumentFactory(resident=resident, type="residence-permit", until_on=None)
    DocumentFactory(resident=ResidentFactory(status="exited"), until_on=TODAY() + timedelta(days=20))
    assert renewals() == 0


def test_longer_document_ends_the_renewal_and_a_shorter_does_not(resident, desk):
    DocumentFactory(resident=resident, until_on=TODAY() + timedelta(days=20))
    renewals()
    record_document(resident, "W-document", TODAY(), TODAY() + timedelta(days=10))
    assert open_kinds(resident) == ["document_renewal"]
    record_document(resident, "W-document", TODAY(), TODAY() + timedelta(days=365))
    assert open_kinds(resident) == []
    with time_machine.travel(TODAY() + timedelta(days=290), tick=False):
        assert renewals() == 1
