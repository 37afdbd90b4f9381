"""The steps as a graph: what waits, what the end of one lets begin, what a status or a move does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from law.steps import due_on as usual_day
from law.steps import step_kind, step_kinds
from residents import services
from residents.models import LegalEvent, Step
from tests.factories.desks import CentreFactory
from tests.factories.residents import DocumentFactory, ResidentFactory, StepFactory

pytestmark = pytest.mark.usefixtures("desk")


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def rows(resident):
    return list(resident.steps.order_by("id").values_list("kind", "status"))


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_the_catalogue_is_a_graph_without_circles(country):
    kinds, seen = step_kinds(country), []
    for kind in kinds.values():  # the file stands in an order in which each can follow
        assert set(kind.waits_for) <= set(seen)
        seen.append(kind.kind)
    assert {event for kind in kinds.values() for event in kind.restarts_on} == {"relocation", "reentry"}


def test_step_waits_for_one_that_is_under_way(resident):
    services.open_step(resident, "bsn")
    services.open_step(resident, "bank_account")
    assert rows(resident) == [("bsn", "open"), ("bank_account", "waits")]


def test_step_does_not_wait_for_one_that_nobody_opened_or_that_is_done(resident):
    StepFactory(resident=resident, status="done", closed_on=ago(1))
    assert services.open_step(resident, "bank_account").status == "open"


def test_the_end_of_a_step_lets_the_next_begin_on_that_day(resident):
    bsn = services.open_step(resident, "bsn", opened_on=ago(30))
    bank = services.open_step(resident, "bank_account", opened_on=ago(30))
    services.close_step(bsn, on=ago(3))
    bank.refresh_from_db()
    assert (bank.status, bank.opened_on) == ("open", ago(3))
    assert bank.due_on >= ago(3) + timedelta(days=step_kind("bank_account", "NL").days)
    changes = StatusChange.objects.filter(subject_type="residents.step", subject_id=bank.pk).order_by("id")
    assert [(change.to_status, change.on) for change in changes] == [("waits", ago(30)), ("open", ago(3))]
    assert AuditEntry.objects.filter(action="step.begun").count() == 1


def test_two_steps_wait_for_one(resident):
    bsn = services.open_step(resident, "bsn")
    services.open_step(resident, "bank_account")
    services.open_step(resident, "health_insurance")
    services.close_step(bsn, status=Step.Status.NOT_NEEDED)
    assert rows(resident) == [("bsn", "not_needed"), ("bank_account", "open"), ("health_insurance", "open")]


def test_a_waiting_step_is_not_opened_twice_and_can_be_closed(resident):
    services.open_step(resident, "bsn")
    bank = services.open_step(resident, "bank_account")
    with pytest.raises(RuleBroken):
        services.open_step(resident, "bank_account")
    services.close_step(bank, note="Had one already")
    assert rows(resident) == [("bsn", "open"), ("bank_account", "done")]


def test_status_opens_the_steps_that_it_needs(resident):
    services.record_legal_event(resident, LegalEvent.Type.STATUS_GRANTED, ago(1), value="refugee")
    assert rows(resident) == [("health_insurance", "open"), ("integration_plan", "open")]


def test_status_opens_nothing_that_was_asked_for_before(resident):
    StepFactory(resident=resident, kind="health_insurance", status="done", closed_on=ago(1))
    services.record_legal_event(resident, LegalEvent.Type.STATUS_GRANTED, ago(1), value="subsidiary")
    assert rows(resident) == [("health_insurance", "done"), ("integration_plan", "open")]


def test_other_events_open_nothing(resident):
    services.record_legal_event(resident, LegalEvent.Type.APPLICATION_LODGED, ago(1))
    assert rows(resident) == []


def test_a_move_starts_the_clock_of_the_municipality_anew(resident):
    StepFactory(resident=resident, kind="bsn", opened_on=ago(40))
    StepFactory(resident=resident, kind="twv", opened_on=ago(40), party="employer")
    services.move_to_centre(resident, CentreFactory(), on=ago(2))
    resident.refresh_from_db()
    with system_scope("test"):
        steps = resident.steps.order_by("id").values_list("kind", "status", "opened_on", "closed_on")
        assert list(steps) == [
            ("bsn", "not_needed", ago(40), ago(2)),
            ("twv", "open", ago(40), None),
            ("bsn", "open", ago(2), None),
        ]


def test_a_return_starts_the_clock_anew_and_leaves_what_is_done(resident):
    StepFactory(resident=resident, kind="bsn", opened_on=ago(90), status="done", closed_on=ago(50))
    StepFactory(resident=resident, kind="document_renewal", opened_on=ago(80), party="authority")
    services.exit_guidance(resident, "other", on=ago(60))
    services.reenter(resident, on=ago(1))
    assert rows(resident) == [
        ("bsn", "done"),
        ("document_renewal", "not_needed"),
        ("document_renewal", "open"),
    ]
    assert resident.steps.get(kind="document_renewal", status="open").opened_on == ago(1)


def test_a_day_of_the_calendar_stays_after_a_return(resident):
    """A document ends, and the month to declare in is over, on the same day whoever left in between."""
    ends_on = ago(-70)
    DocumentFactory(resident=resident, type="W-document", until_on=ends_on)
    services.open_step(resident, "document_renewal", opened_on=ago(20), last_day=ends_on)
    declared = {"subject": "P-1", "month_on": ago(60).replace(day=1), "last_day": ago(-20)}
    services.open_step(resident, "income_declaration", opened_on=ago(20), **declared)
    services.exit_guidance(resident, "other", on=ago(10))
    services.reenter(resident, on=ago(1))
    begun = resident.steps.filter(status="open").values_list("kind", "opened_on", "due_on").order_by("kind")
    assert list(begun) == [
        ("document_renewal", ago(1), ends_on),
        ("income_declaration", ago(1), ago(-20)),
    ]


def test_a_declaration_of_a_month_that_still_runs_gets_another_day_after_a_return(resident):
    usual = usual_day(step_kind("income_declaration", "NL"), ago(1), "NL")
    running = {"subject": "P-1", "month_on": ago(20).replace(day=1), "last_day": usual + timedelta(days=9)}
    services.open_step(resident, "income_declaration", opened_on=ago(20), **running)
    services.exit_guidance(resident, "other", on=ago(10))
    services.reenter(resident, on=ago(1))
    begun = resident.steps.get(kind="income_declaration", status="open")
    assert (begun.opened_on, begun.due_on, begun.month_on) == (ago(1), usual, ago(20).replace(day=1))


def test_a_step_does_not_begin_before_it_was_opened(resident):
    bsn = services.open_step(resident, "bsn", opened_on=ago(30))
    bank = services.open_step(resident, "bank_account", opened_on=ago(5))
    services.close_step(bsn, on=ago(20))  # filled in afterwards
    bank.refresh_from_db()
    assert (bank.status, bank.opened_on) == ("open", ago(5))
    assert StatusChange.objects.get(subject_id=bank.pk, to_status="open").on == ago(5)


def test_a_day_of_the_calendar_that_is_over_makes_way_for_the_usual_one(resident):
    DocumentFactory(resident=resident, type="W-document", until_on=ago(5))
    services.open_step(resident, "document_renewal", opened_on=ago(80), last_day=ago(5))
    services.exit_guidance(resident, "other", on=ago(60))
    services.reenter(resident, on=ago(1))
    renewal = resident.steps.get(kind="document_renewal", status="open")
    assert renewal.due_on == usual_day(step_kind("document_renewal", "NL"), ago(1), "NL")


def test_what_waited_goes_on_waiting_after_a_move(resident):
    services.open_step(resident, "bsn", opened_on=ago(20))
    services.open_step(resident, "bank_account", opened_on=ago(20))
    services.exit_guidance(resident, "other", on=ago(10))
    services.reenter(resident, on=ago(1))
    assert rows(resident) == [("bsn", "not_needed"), ("bank_account", "waits"), ("bsn", "open")]


def test_income_is_declared_by_who_lives_with_the_agency(centre):
    guest = ResidentFactory(centre=centre, reception="municipality")
    services.open_steps_for(guest, "start")
    assert rows(guest) == [("health_insurance", "open")]
