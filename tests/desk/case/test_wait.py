"""The wait in figures: the usual from the desks' own cases, and when a start is realistic."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from desk.case.path import path_of
from desk.case.wait import realistic_start, waited
from desk.queries.case import with_case
from jobdesk.desks.models import Centre
from law.steps import due_on, step_kind
from residents.models import CentreStay, Resident
from residents.queries import durations
from residents.services import assess_resident
from residents.steps.durations import Spell, curve_of
from tests.factories.desks import CentreFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import ResidentFactory, StepFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def ago(days):
    return TODAY() - timedelta(days=days)


def took(*days, running=()):
    return curve_of([Spell(each, True) for each in days] + [Spell(each, False) for each in running])


TEN = tuple(range(10, 110, 10))  # half took 50 days, one in ten over 90


@pytest.fixture
def place(meeting):
    Centre.objects.filter(pk=meeting.centre.pk).update(municipality="Veenmeer")
    return "Veenmeer"


def drawn(resident):
    found = with_case(Resident.objects.all()).get(pk=resident.pk)
    return path_of(found, TODAY())


@pytest.fixture
def late_bsn(meeting, place, as_coach):
    return StepFactory(resident=meeting.resident, opened_on=ago(34), due_on=ago(4))


@pytest.fixture
def placement(meeting, place, as_coach):
    assess_resident(meeting.resident)
    return PlacementFactory(
        match__resident=meeting.resident, planned_start_on=TODAY() + timedelta(days=3), hours=24
    )


class TestWaited:
    def test_figures_of_the_municipality(self, late_bsn):
        found = waited(drawn(late_bsn.resident), {("bsn", "Veenmeer"): took(*TEN)}, TODAY())
        assert found.text == (
            "Waiting for 34 days. Half of the 10 cases in Veenmeer took 50 days or less, one in ten over 90."
        )
        assert (found.days, found.has_ruler) == (34, True)

    def test_figures_of_the_country(self, late_bsn):
        found = waited(drawn(late_bsn.resident), {("bsn", ""): took(*TEN)}, TODAY())
        assert "Half of the 10 cases of all desks took 50 days or less" in found.text

    def test_no_ruler_while_the_slow_cases_run(self, late_bsn):
        found = waited(
            drawn(late_bsn.resident), {("bsn", ""): took(10, 20, *TEN, running=(101, 102, 103))}, TODAY()
        )
        assert (found.text, found.has_ruler) == (
            "Waiting for 34 days. Half of the 15 cases of all desks took 60 days or less.",
            False,
        )

    def test_falls_back_to_the_catalogue_and_says_so(self, late_bsn):
        found = waited(drawn(late_bsn.resident), {("bsn", ""): took(*TEN[:9])}, TODAY())
        assert found.text == (
            "It has waited for 34 days. This usually takes 41 days. "
            "The desks have too few cases of their own yet: this is the usual time of the catalogue."
        )
        assert found.usual is None

    def test_term_of_the_law_needs_no_cases(self, placement):
        StepFactory(resident=placement.resident, kind="twv", subject=placement.code, opened_on=ago(5))
        found = waited(drawn(placement.resident), {}, TODAY())
        assert found.text == "It has waited for 5 days. By law this takes at most 35 days."

    def test_nothing_when_nothing_blocks(self, meeting, as_coach):
        assert waited(drawn(meeting.resident), {}, TODAY()) is None


class TestRealisticStart:
    def test_without_a_planned_placement_there_is_none(self, late_bsn):
        assert realistic_start(drawn(late_bsn.resident), {}, TODAY()) is None

    def test_nothing_left_to_do_leaves_the_plan(self, placement):
        found = realistic_start(drawn(placement.resident), {}, TODAY())
        assert found.on == placement.planned_start_on

    def test_the_longest_chain_counts(self, placement, late_bsn):
        resident = placement.resident
        StepFactory(resident=resident, kind="bank_account", status="waits", due_on=None)
        StepFactory(resident=resident, kind="twv", subject=placement.code, opened_on=ago(30))
        curves = {
            ("bsn", ""): took(*TEN),
            ("bank_account", ""): took(*[6] * 10),
            ("twv", ""): took(*[35] * 10),
        }
        found = realistic_start(drawn(resident), curves, TODAY())
        # BSN: of those over 34 days (40 to 100) half took 70, so 36 to go; then 6 for the bank.
        assert found.on == TODAY() + timedelta(days=42)
        assert found.text.startswith(f"A realistic start: week {found.on.isocalendar().week}, about ")
        assert "catalogue" not in found.text

    def test_a_link_from_the_catalogue_is_said(self, placement):
        StepFactory(resident=placement.resident, kind="twv", subject=placement.code, opened_on=ago(5))
        found = realistic_start(drawn(placement.resident), {}, TODAY())
        assert found.on == max(due_on(step_kind("twv", "NL"), ago(5), "NL"), placement.planned_start_on)
        assert found.text.endswith(
            "Too few cases yet for: Work permit (TWV). There the days of the catalogue count."
        )

    def test_without_a_figure_for_a_link_it_says_which(self, placement):
        StepFactory(resident=placement.resident, opened_on=ago(200), due_on=ago(100))
        found = realistic_start(drawn(placement.resident), {("bsn", ""): took(*TEN)}, TODAY())
        assert (found.on, found.text) == (
            None,
            "A realistic start cannot be given yet. "
            "Not known how long it takes: Citizen service number (BSN).",
        )

    def test_steps_that_work_does_not_need_do_not_count(self, placement):
        StepFactory(resident=placement.resident, kind="diploma_valuation", opened_on=ago(200))
        assert realistic_start(drawn(placement.resident), {}, TODAY()).on == placement.planned_start_on

    def test_not_before_the_right_to_work(self, placement):
        first = TODAY() + timedelta(days=50)
        placement.resident.work_outcome, placement.resident.work_allowed_from = "not_yet", first
        placement.resident.save()
        assert realistic_start(drawn(placement.resident), {}, TODAY()).on == first

    def test_not_without_a_right_to_work(self, placement):
        placement.resident.work_outcome = "not_allowed"
        placement.resident.save()
        assert realistic_start(drawn(placement.resident), {}, TODAY()).on is None


class TestDurations:
    def test_one_query_then_none_and_cases_of_all_desks(
        self, meeting, place, as_coach, django_assert_num_queries
    ):
        for days in (10, 20):
            StepFactory(resident=meeting.resident, opened_on=ago(60), status="done", closed_on=ago(60 - days))
        StepFactory(resident=meeting.resident, opened_on=ago(30))
        stranger = ResidentFactory(centre__municipality="Elsewhere")
        StepFactory(resident=stranger, opened_on=ago(9), status="not_needed", closed_on=ago(5))
        StepFactory(resident=stranger, opened_on=ago(800), status="done", closed_on=ago(1))
        StepFactory(resident=stranger, kind="bank_account", status="waits", due_on=None)
        with django_assert_num_queries(1):
            found = durations("NL", TODAY())
        with django_assert_num_queries(0):
            assert durations("NL", TODAY()) == found
        assert found == {
            ("bsn", "Veenmeer"): took(10, 20, running=[30]),
            ("bsn", "Elsewhere"): took(running=[4]),
            ("bsn", ""): took(10, 20, running=[30, 4]),
        }
        assert durations("BE", TODAY()) == {}

    def test_case_counts_where_the_person_lived_when_it_was_opened(self, meeting, place, as_coach):
        moved = ResidentFactory(centre=meeting.centre)
        old = CentreFactory(municipality="Elsewhere")
        CentreStay.objects.create(resident=moved, centre=old, from_on=ago(90), until_on=ago(31))
        CentreStay.objects.create(resident=moved, centre=meeting.centre, from_on=ago(30))
        StepFactory(resident=moved, opened_on=ago(60), status="not_needed", closed_on=ago(30))
        StepFactory(resident=moved, opened_on=ago(30), status="done", closed_on=ago(10))
        found = durations("NL", TODAY())
        assert found["bsn", "Elsewhere"] == took(running=[30])
        assert found["bsn", "Veenmeer"] == took(20)


def test_resident_and_placement_show_the_wait(meeting, place, client_of, late_bsn, placement):
    for number, days in enumerate(TEN):
        other = ResidentFactory(centre=meeting.centre, first_name=f"N{number}")
        StepFactory(resident=other, opened_on=ago(200), status="done", closed_on=ago(200 - days))
    client = client_of(meeting.coach)
    for url in (
        reverse("desk:resident", args=[meeting.resident.code]),
        reverse("desk:placement", args=[placement.code]),
    ):
        response = client.get(url)
        page = response.content.decode()
        # Eleven cases: the one that waits counts too.
        assert "Half of the 11 cases in Veenmeer took" in page
        assert 'aria-label="34 days so far; half took' in page
        assert response.context["realistic"].text in page


def test_placement_lists_what_it_waits_for_and_after_what(meeting, client_of, placement):
    resident = meeting.resident
    StepFactory(resident=resident, opened_on=ago(3), due_on=TODAY() + timedelta(days=20))
    StepFactory(resident=resident, kind="bank_account", status="waits", due_on=None)
    StepFactory(resident=resident, kind="diploma_valuation")
    StepFactory(resident=resident, kind="twv", subject="P-OTHER")
    response = client_of(meeting.coach).get(reverse("desk:placement", args=[placement.code]))
    assert {step.kind for step in response.context["steps"]} == {"bsn", "bank_account"}
    page = response.content.decode()
    assert "The start waits for: Citizen service number (BSN)." in page
    assert "after: Citizen service number (BSN)" in page
