"""The monthly declaration of income: opened once, for whom and by which day, closed with proof."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching import tasks
from matching.models import Placement
from residents.models import Resident, Step
from residents.services import add_evidence, close_step, open_income_declaration
from tests.factories.desks import CentreFactory
from tests.factories.matching import MatchFactory, StartedPlacementFactory
from tests.factories.residents import ResidentFactory, StepFactory
from tests.files import PDF

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
    steps = Step.objects.filter(kind="income_declaration").order_by("month_on", "id")
    return [(step.month_on, step.status, step.opened_on, step.due_on) for step in steps]


def declared(placement, **fields):
    return StepFactory(
        resident=placement.resident,
        kind="income_declaration",
        party="resident",
        subject=placement.code,
        **fields,
    )


OCTOBER = (date(2026, 10, 1), "open", date(2026, 11, 1), date(2026, 11, 30))
NOVEMBER = (date(2026, 11, 1), "open", date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize("country", ["BE", "NL"])
def test_every_month_since_the_start_opens_and_is_due_when_the_next_one_ends(country):
    worker(country)
    assert tasks.open_income_declarations() == 2
    assert declarations() == [OCTOBER, NOVEMBER]
    assert set(Step.objects.values_list("party", flat=True)) == {"resident"}
    entry = AuditEntry.objects.filter(action="step.opened").latest("pk")
    assert (entry.actor, entry.job) == (None, "declarations of income")


def test_its_name_says_the_month():
    worker(started_on=date(2026, 11, 9))
    tasks.open_income_declarations()
    with translation.override("en"):
        assert Step.objects.get().get_kind_display() == "Declaration of income, November 2026"


def test_running_again_opens_nothing_more():
    worker(started_on=date(2026, 11, 2))
    worker(started_on=date(2026, 11, 2))
    assert [tasks.open_income_declarations() for _again in range(3)] == [2, 0, 0]
    assert len(declarations()) == 2


def test_a_month_that_was_declared_is_not_asked_again():
    worker(started_on=date(2026, 11, 2))
    tasks.open_income_declarations()
    close_step(Step.objects.get(), note="Receipt 4711")
    assert tasks.open_income_declarations() == 0
    with time_machine.travel(date(2027, 1, 1), tick=False):
        assert tasks.open_income_declarations() == 1
    assert [row[0] for row in declarations()] == [date(2026, 11, 1), date(2026, 12, 1)]


def test_a_month_that_was_skipped_is_opened_beside_the_late_one():
    placement = worker(started_on=date(2026, 9, 14))
    declared(placement, month_on=date(2026, 9, 1), opened_on=date(2026, 10, 1), due_on=date(2026, 10, 31))
    assert tasks.open_income_declarations() == 2
    assert [row[0].month for row in declarations()] == [9, 10, 11]


def test_months_of_longer_than_a_year_ago_are_left_to_the_agency():
    worker(started_on=date(2024, 9, 14))
    assert tasks.open_income_declarations() == 12
    assert declarations()[0][0] == date(2025, 12, 1)


@pytest.mark.parametrize(("closed_on", "opened"), [(date(2026, 12, 2), 0), (date(2026, 11, 12), 1)])
def test_one_that_was_closed_before_its_month_was_over_is_asked_again(closed_on, opened):
    placement = worker(started_on=date(2026, 11, 9))
    declared(
        placement,
        month_on=date(2026, 11, 1),
        status="done",
        opened_on=date(2026, 11, 9),
        closed_on=closed_on,
    )
    assert tasks.open_income_declarations() == opened


def test_the_month_of_the_start_is_asked_for_within_the_usual_days():
    placement = worker(started_on=date(2026, 12, 1))
    step = open_income_declaration(placement.resident, placement.code, date(2026, 12, 1))
    assert (step.month_on, step.opened_on, step.due_on) == (
        date(2026, 12, 1),
        date(2026, 12, 3),
        date(2027, 1, 4),
    )
    assert open_income_declaration(placement.resident, placement.code, date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Placement.Kind.VOLUNTEERING},
        {"status": Placement.Status.PLANNED, "started_on": None},
        {"started_on": date(2026, 12, 1)},
        {"status": Placement.Status.ENDED, "started_on": date(2024, 1, 9), "ended_on": date(2025, 11, 30)},
    ],
)
def test_who_earned_nothing_before_this_month_has_nothing_to_declare(fields):
    worker(**fields)
    assert (tasks.open_income_declarations(), declarations()) == (0, [])


def test_the_last_month_of_work_is_declared_too():
    worker(status=Placement.Status.ENDED, ended_on=date(2026, 11, 2))
    assert tasks.open_income_declarations() == 2
    assert declarations() == [OCTOBER, NOVEMBER]


@pytest.mark.parametrize("left", [{"status": Resident.Status.EXITED}, {"reception": "municipality"}])
def test_who_left_guidance_or_the_reception_is_not_asked(left):
    placement = worker()
    Resident.objects.filter(pk=placement.resident.pk).update(**left)
    assert tasks.open_income_declarations() == 0


def test_declaration_is_done_only_with_proof():
    placement = worker()
    step = open_income_declaration(placement.resident, placement.code, date(2026, 11, 1))
    with pytest.raises(RuleBroken) as refused:
        close_step(step, note=" ")
    assert refused.value.field == "note"
    close_step(step, note="Receipt 4711")
    assert (step.status, step.note) == ("done", "Receipt 4711")


def test_a_file_is_proof(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    placement = worker()
    step = open_income_declaration(placement.resident, placement.code, date(2026, 11, 1))
    add_evidence(step, SimpleUploadedFile("receipt.pdf", PDF))
    close_step(step)
    assert step.status == "done"


def test_what_is_not_needed_needs_no_proof():
    placement = worker()
    step = open_income_declaration(placement.resident, placement.code, date(2026, 11, 1))
    close_step(step, Step.Status.NOT_NEEDED)
    assert step.status == "not_needed"
