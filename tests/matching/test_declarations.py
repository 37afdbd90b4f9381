"""The monthly declaration of income: opened once, for whom and by which day, closed with proof."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from jobdesk.audit import AuditEntry
from jobdesk.errors import RuleBroken
from jobdesk.scoping import system_scope
from matching import tasks
from matching.models import Placement
from residents.models import Resident, Step
from residents.services import add_evidence, close_step, open_income_declaration
from tests.factories.desks import CentreFactory
from tests.factories.matching import MatchFactory, StartedPlacementFactory
from tests.factories.residents import ResidentFactory, StepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december():
    """It is 3 December 2026; what tests do after that says so."""
    with time_machine.travel(date(2026, 12, 3), tick=False), system_scope("test"):
        yield


def worker(country="BE", started_on=date(2026, 10, 12), **fields):
    """Make somebody who works since October; ``fields`` are of the placement."""
    person = ResidentFactory(centre=CentreFactory(country=country))
    return StartedPlacementFactory(
        match=MatchFactory(resident=person),
        planned_start_on=date(2026, 10, 12),
        started_on=started_on,
        **fields,
    )


def declarations():
    steps = Step.objects.filter(kind=Step.Kind.INCOME_DECLARATION).order_by("opened_on", "id")
    return [(step.subject, step.status, step.opened_on, step.due_on) for step in steps]


@pytest.mark.parametrize("country", ["BE", "NL"])
def test_declaration_opens_for_the_month_and_is_due_on_its_last_day(country):
    placement = worker(country)
    assert tasks.open_income_declarations() == 1
    assert declarations() == [(placement.code, "open", date(2026, 12, 1), date(2026, 12, 31))]
    assert Step.objects.get().party == Step.Party.RESIDENT
    entry = AuditEntry.objects.get(action="step.opened")
    assert (entry.actor, entry.job) == (None, "declarations of income")


def test_running_twice_opens_nothing_more():
    worker()
    worker()
    assert [tasks.open_income_declarations() for _again in range(3)] == [2, 0, 0]
    assert len(declarations()) == 2


def test_a_month_that_was_declared_is_not_asked_again():
    worker()
    tasks.open_income_declarations()
    close_step(Step.objects.get(), note="Receipt 4711")
    assert tasks.open_income_declarations() == 0
    with time_machine.travel(date(2027, 1, 1), tick=False):
        assert tasks.open_income_declarations() == 1
    assert [row[2:] for row in declarations()] == [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
    ]


def test_an_earlier_one_that_is_late_comes_first():
    placement = worker()
    late = StepFactory(
        resident=placement.resident,
        kind=Step.Kind.INCOME_DECLARATION,
        party="resident",
        subject=placement.code,
        opened_on=date(2026, 11, 1),
        due_on=date(2026, 11, 30),
    )
    assert tasks.open_income_declarations() == 0
    close_step(late, note="Receipt 4711")
    assert tasks.open_income_declarations() == 1


def test_the_declaration_that_came_with_the_start_is_of_that_month():
    placement = worker(started_on=date(2026, 11, 9))
    StepFactory(
        resident=placement.resident,
        kind=Step.Kind.INCOME_DECLARATION,
        party="resident",
        subject=placement.code,
        status="done",
        opened_on=date(2026, 11, 9),
        closed_on=date(2026, 12, 2),
    )
    assert tasks.open_income_declarations() == 0


def test_one_that_was_closed_before_the_month_was_over_is_asked_again():
    placement = worker(started_on=date(2026, 11, 9))
    StepFactory(
        resident=placement.resident,
        kind=Step.Kind.INCOME_DECLARATION,
        party="resident",
        subject=placement.code,
        status="done",
        opened_on=date(2026, 11, 9),
        closed_on=date(2026, 11, 12),
    )
    assert tasks.open_income_declarations() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Placement.Kind.VOLUNTEERING},
        {"status": Placement.Status.PLANNED, "started_on": None},
        {"started_on": date(2026, 12, 1)},
        {"status": Placement.Status.ENDED, "ended_on": date(2026, 10, 31)},
    ],
)
def test_who_earned_nothing_last_month_has_nothing_to_declare(fields):
    worker(**fields)
    assert (tasks.open_income_declarations(), declarations()) == (0, [])


def test_the_last_month_of_work_is_declared_too():
    worker(status=Placement.Status.ENDED, ended_on=date(2026, 11, 2))
    assert tasks.open_income_declarations() == 1


@pytest.mark.parametrize("left", [{"status": Resident.Status.EXITED}, {"reception": "municipality"}])
def test_who_left_guidance_or_the_reception_is_not_asked(left):
    placement = worker()
    Resident.objects.filter(pk=placement.resident.pk).update(**left)
    assert tasks.open_income_declarations() == 0


def test_declaration_is_done_only_with_proof():
    placement = worker()
    step = open_income_declaration(
        placement.resident, placement.code, placement.started_on, date(2026, 12, 3)
    )
    with pytest.raises(RuleBroken) as refused:
        close_step(step, note=" ")
    assert refused.value.field == "note"
    close_step(step, note="Receipt 4711")
    assert (step.status, step.note) == ("done", "Receipt 4711")


def test_a_file_is_proof(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    placement = worker()
    step = open_income_declaration(
        placement.resident, placement.code, placement.started_on, date(2026, 12, 3)
    )
    add_evidence(step, SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 receipt"))
    close_step(step)
    assert step.status == "done"


def test_what_is_not_needed_needs_no_proof():
    placement = worker()
    step = open_income_declaration(
        placement.resident, placement.code, placement.started_on, date(2026, 12, 3)
    )
    close_step(step, Step.Status.NOT_NEEDED)
    assert step.status == "not_needed"
