"""The first day worked: what stands in its way, who may record it all the same, and what that leaves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, MissingActor
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.steps import codes
from matching import services
from matching.models import CheckIn, Concern, Placement, StartOverride, StartRequest
from matching.right_to_work import decision_for_placement
from matching.services import MatchDetails, PastWork, record_past_work
from residents.models import Step
from residents.services import close_step
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import PlacementFactory, ProposalFactory, StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory, StepFactory
from tests.meeting import protected_resident

TODAY = timezone.localdate


class Belgium:
    """A desk in Belgium with somebody who may do any work, hired from today on."""

    def __init__(self):
        self.centre = CentreFactory(country="BE")
        self.project = ProjectFactory(centres=[self.centre], starts_on=TODAY() - timedelta(days=400))
        self.company = CompanyFactory(organisation__country="BE")
        self.coach = MembershipFactory(centres=[self.centre]).user
        self.coordinator = MembershipFactory(role=Role.COORDINATOR, centres=[self.centre]).user
        self.employer = MembershipFactory(role=Role.EMPLOYER, organisation=self.company.organisation).user
        granted = TODAY() - timedelta(days=200)
        self.resident = ResidentFactory(centre=self.centre, coach=self.coach)
        LegalEventFactory(resident=self.resident, type="status_granted", value="refugee", on=granted)
        DocumentFactory(
            resident=self.resident,
            type="residence-permit",
            from_on=granted,
            until_on=granted + timedelta(days=1800),
            mention="unlimited",
        )
        with system_scope("test"):
            StepFactory(resident=self.resident, kind="national_number", status="done", closed_on=TODAY())

    def details(self, **changes) -> MatchDetails:
        agreed = {
            "project": self.project,
            "matched_on": TODAY(),
            "kind": Placement.Kind.PAID_JOB,
            "hours": 24,
            "wage_hour": Decimal("15.60"),
            "planned_start_on": TODAY(),
        }
        return MatchDetails(**(agreed | changes))

    def hired(self) -> Placement:
        vacancy = VacancyFactory(company=self.company)
        proposal = ProposalFactory(resident=self.resident, vacancy=vacancy, status="invited")
        return services.record_match(proposal, self.details())


@pytest.fixture
def belgium(db):
    return Belgium()


def worn(user, role):
    return open_scope(hat_for(user, role).scope)


def codes_of(placement, on=None) -> list[str]:
    return [each.code for each in services.hindrances_to(placement, on or TODAY())]


@pytest.fixture
def planned(meeting):
    """Work for which the law asks a permit that nobody has."""
    return PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        match__matched_on=TODAY() - timedelta(days=3),
        planned_start_on=TODAY(),
        wage_hour=Decimal("16.00"),
    )


@pytest.fixture
def as_coordinator(meeting):
    with worn(meeting.coordinator, Role.COORDINATOR) as scope:
        yield scope


class TestHindrances:
    def test_belgian_start_waits_for_the_dimona(self, belgium):
        with worn(belgium.coach, Role.COACH):
            placement = belgium.hired()
            assert codes_of(placement) == ["step:dimona"]
            with pytest.raises(RuleBroken, match="Dimona"):
                services.start_placement(placement, TODAY())
            placement.refresh_from_db()
            assert (placement.status, placement.check_ins.count()) == ("planned", 0)

            close_step(placement.resident.steps.get(kind="dimona"))
            services.start_placement(placement, TODAY())
        assert placement.status == "started"

    def test_a_step_that_waits_for_another_holds_up_too(self, belgium):
        with worn(belgium.coach, Role.COACH):
            StepFactory(resident=belgium.resident, kind="national_number", status="open")
            placement = belgium.hired()
            found = services.hindrances_to(placement, TODAY())
        assert [(each.code, each.step.status) for each in found] == [("step:dimona", "waits")]
        assert "something else comes first" in found[0].to_do

    def test_number_account_and_what_comes_with_the_first_day_do_not_hold_up(self, belgium):
        with worn(belgium.coach, Role.COACH):
            placement = belgium.hired()
            close_step(placement.resident.steps.get(kind="dimona"))
            open_kinds = set(placement.resident.steps.under_way().values_list("kind", flat=True))
            assert {"bank_account", "start_confirmation"} <= open_kinds
            assert codes_of(placement) == []

    def test_the_dimona_of_another_job_does_not_hold_up(self, belgium):
        with worn(belgium.coach, Role.COACH):
            placement = belgium.hired()
            close_step(placement.resident.steps.get(kind="dimona"))
            StepFactory(resident=belgium.resident, kind="dimona", party="employer", subject="P-222222")
            assert codes_of(placement) == []

    def test_all_that_is_in_the_way_is_said_at_once(self, planned, as_coordinator):
        planned.wage_hour = Decimal("3.00")
        planned.save()
        StepFactory(resident=planned.resident, kind="dimona", party="employer", subject=planned.code)
        found = services.hindrances_to(planned, TODAY())
        assert [each.code for each in found] == ["needs_permit", "step:dimona", "wage"]
        with pytest.raises(RuleBroken) as refused:
            services.start_placement(planned, TODAY())
        assert all(each.why in refused.value.message for each in found)
        assert all(each.title and each.why and each.to_do and each.turn for each in found)

    def test_whose_turn_it_is_comes_from_the_step(self, planned, as_coordinator):
        step = StepFactory(resident=planned.resident, kind="twv", party="authority", subject=planned.code)
        (found,) = services.hindrances_to(planned, TODAY())
        assert (found.code, found.step, found.turn) == ("needs_permit", step, "Authority")

    def test_a_stale_step_holds_nothing_up_where_the_law_allows_the_work(self, meeting, as_coordinator):
        LegalEventFactory(resident=meeting.resident, type="status_granted", value="refugee")
        DocumentFactory(resident=meeting.resident, type="residence-permit")
        placement = PlacementFactory(match__resident=meeting.resident, wage_hour=Decimal("16.00"))
        StepFactory(resident=meeting.resident, kind="twv", party="employer", subject=placement.code)
        assert codes_of(placement) == []

    def test_what_the_law_forbids_and_what_nobody_knows_are_named_by_the_outcome(
        self, planned, as_coordinator
    ):
        planned.resident.birth_date = None
        planned.resident.save()
        assert codes_of(planned) == ["incomplete"]
        LegalEventFactory(resident=planned.resident, type="dublin_transfer_notified")
        assert codes_of(planned) == ["not_allowed"]

    def test_the_work_before_comes_first(self, meeting, as_coordinator):
        before = StartedPlacementFactory(match__resident=meeting.resident)
        after = PlacementFactory(match__resident=meeting.resident, follows=before)
        assert codes_of(after)[0] == "work_before"

    def test_every_code_has_a_name(self):
        kept = ["not_allowed", "not_yet", "incomplete", "needs_permit", "needs_notification"]
        kept += ["permit_outdated", "wage", "work_before"]
        kept += [f"step:{kind}" for kind in codes(lambda kind: kind.before_start)]
        names = [services.hindrance_name(code, "BE") for code in kept]
        assert len(set(names)) > len(names) / 2
        assert all(names)
        assert services.hindrance_name("step:dimona", "BE") == "Not done: Dimona declaration"


class TestElsewhere:
    def test_confirmation_of_the_company_does_not_start_the_work_before_the_dimona(self, belgium):
        with worn(belgium.coach, Role.COACH):
            placement = belgium.hired()
        with worn(belgium.employer, Role.EMPLOYER):
            own = Placement.objects.select_related("resident__centre", "match").get(pk=placement.pk)
            with system_scope("test"):
                step = Step.objects.get(kind="start_confirmation", subject=placement.code)
            filing = services.send_paper(own, step, TODAY())
        with worn(belgium.coach, Role.COACH):
            with pytest.raises(RuleBroken, match="Dimona"):
                services.complete_paper(filing, started_on=TODAY())
            filing.refresh_from_db()
            placement.refresh_from_db()
            assert (filing.status, placement.status) == ("sent", "planned")
            close_step(placement.resident.steps.get(kind="dimona"))
            services.complete_paper(filing, started_on=TODAY())
            placement.refresh_from_db()
        assert placement.status == "started"

    def test_work_filled_in_afterwards_asks_for_no_dimona_any_more(self, belgium):
        begun = TODAY() - timedelta(days=60)
        work = PastWork(job_title="Kitchen porter", sector="catering_hotels", started_on=begun)
        with worn(belgium.coordinator, Role.COORDINATOR):
            placement = record_past_work(
                belgium.resident,
                belgium.company,
                belgium.details(matched_on=begun, planned_start_on=begun),
                work,
            )
            dimona = placement.resident.steps.get(kind="dimona")
            assert (placement.status, dimona.status, dimona.note) == (
                "started",
                "not_needed",
                "Filled in afterwards.",
            )
            assert StartOverride.objects.count() == 0


@pytest.mark.usefixtures("as_coordinator")
class TestOverride:
    WHY = {"reason": "said", "words": "Called UWV on Monday, reference 12."}

    def test_it_keeps_what_stood_in_the_way_and_changes_no_decision(self, planned, meeting):
        step = StepFactory(resident=planned.resident, kind="twv", party="employer", subject=planned.code)
        before = decision_for_placement(planned, TODAY())
        kept = services.override_start(planned, TODAY(), **self.WHY)
        assert (kept.hindrances, kept.reason, kept.by, kept.started_on) == (
            ["needs_permit"],
            "said",
            meeting.coordinator,
            TODAY(),
        )
        assert (planned.status, planned.started_on, CheckIn.objects.count()) == ("started", TODAY(), 5)
        assert decision_for_placement(planned, TODAY()) == before
        step.refresh_from_db()
        assert step.status == "open"
        entry = AuditEntry.objects.get(action="placement.start_overridden")
        assert entry.changes == {
            "on": TODAY().isoformat(),
            "hindrances": ["needs_permit"],
            "reason": "said",
        }

    def test_a_right_to_work_that_is_not_in_order_opens_a_concern_due_today(self, planned):
        services.override_start(planned, TODAY(), **self.WHY)
        concern = Concern.objects.get()
        assert (concern.kind, concern.source, concern.due_on) == ("other", "coach", TODAY())
        assert "There was no work permit" in concern.entries.get().text

    def test_what_the_law_forbids_is_recorded_as_a_fact_and_stays_forbidden(self, planned):
        LegalEventFactory(resident=planned.resident, type="dublin_transfer_notified")
        kept = services.override_start(planned, TODAY(), reason="was_at_work", words="Seen at the hotel.")
        assert kept.hindrances[0] == "not_allowed"
        assert decision_for_placement(planned, TODAY()).outcome == "not_allowed"
        assert Concern.objects.filter(kind="other").count() == 1

    def test_a_wage_below_the_minimum_opens_the_concern_about_pay(self, meeting, planned):
        protected = protected_resident(meeting.centre, meeting.project)
        placement = PlacementFactory(
            match__resident=protected, match__vacancy=meeting.vacancy, wage_hour=Decimal("3.00")
        )
        services.record_notification(placement, TODAY() - timedelta(days=6))
        assert codes_of(placement) == ["wage"]
        services.override_start(placement, TODAY(), **self.WHY)
        assert Concern.objects.values_list("kind", flat=True).get() == "pay"

    def test_an_open_step_alone_opens_no_concern_and_stays_due(self, planned):
        LegalEventFactory(resident=planned.resident, type="status_granted", value="refugee")
        DocumentFactory(resident=planned.resident, type="residence-permit")
        step = StepFactory(resident=planned.resident, kind="dimona", party="employer", subject=planned.code)
        services.override_start(planned, TODAY(), **self.WHY)
        step.refresh_from_db()
        assert (step.status, Concern.objects.count()) == ("open", 0)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"started_on": timedelta(days=1)}, "started_on"),
            ({"started_on": timedelta(days=-4)}, "started_on"),
            ({"reason": ""}, "reason"),
            ({"reason": "because"}, "reason"),
            ({"words": "  "}, "words"),
        ],
    )
    def test_an_impossible_day_no_reason_and_no_words_are_refused(self, planned, changes, field):
        typed = self.WHY | {"started_on": timedelta()} | changes
        typed["started_on"] = TODAY() + typed["started_on"]
        with pytest.raises(RuleBroken) as refused:
            services.override_start(planned, **typed)
        assert refused.value.field == field
        planned.refresh_from_db()
        assert (planned.status, StartOverride.objects.count()) == ("planned", 0)

    def test_without_anything_in_the_way_there_is_nothing_to_override(self, planned):
        services.record_work_permit(planned, TODAY(), TODAY() + timedelta(days=90))
        with pytest.raises(RuleBroken, match="in the usual way"):
            services.override_start(planned, TODAY(), **self.WHY)

    def test_work_that_has_no_last_day_cannot_be_passed_over(self, meeting):
        before = StartedPlacementFactory(match__resident=meeting.resident)
        after = PlacementFactory(match__resident=meeting.resident, follows=before)
        for act in (
            lambda: services.override_start(after, TODAY(), **self.WHY),
            lambda: services.ask_for_override(after, TODAY()),
        ):
            with pytest.raises(RuleBroken, match="last day with the employer before"):
                act()

    def test_it_is_never_changed(self, planned):
        kept = services.override_start(planned, TODAY(), **self.WHY)
        kept.words = "Something else"
        with pytest.raises(TypeError):
            kept.save()


def test_a_job_answers_for_no_override(planned):
    with system_scope("a job"), pytest.raises(MissingActor):
        services.override_start(planned, TODAY(), "said", "Called UWV.")


class TestAsking:
    def test_asking_once_and_the_recorded_start_is_the_answer(self, meeting, planned):
        with worn(meeting.coach, Role.COACH):
            asked = services.ask_for_override(planned, TODAY(), " He is there since this morning. ")
            assert (asked.status, asked.asked_by, asked.words) == (
                "asked",
                meeting.coach,
                "He is there since this morning.",
            )
            with pytest.raises(RuleBroken, match="asked already"):
                services.ask_for_override(planned, TODAY())
        with worn(meeting.coordinator, Role.COORDINATOR):
            services.override_start(planned, TODAY(), "filed", "Sent on Friday.")
            asked.refresh_from_db()
            assert (asked.status, asked.answered_by, asked.answered_on) == (
                "recorded",
                meeting.coordinator,
                TODAY(),
            )

    def test_a_start_in_the_usual_way_answers_too(self, meeting, planned):
        with worn(meeting.coach, Role.COACH):
            asked = services.ask_for_override(planned, TODAY())
            services.record_work_permit(planned, TODAY(), TODAY() + timedelta(days=90))
            services.start_placement(planned, TODAY())
            asked.refresh_from_db()
            assert (asked.status, StartOverride.objects.count()) == ("recorded", 0)

    def test_no_needs_words_and_comes_once(self, meeting, planned):
        with worn(meeting.coach, Role.COACH):
            asked = services.ask_for_override(planned, TODAY())
        with worn(meeting.coordinator, Role.COORDINATOR):
            with pytest.raises(RuleBroken) as refused:
                services.decline_override(asked, " ")
            assert refused.value.field == "answer"
            services.decline_override(asked, "Wait for UWV.")
            with pytest.raises(RuleBroken, match="answered already"):
                services.decline_override(asked, "Wait.")
        with worn(meeting.coach, Role.COACH):
            asked.refresh_from_db()
            assert (asked.status, asked.answer) == ("declined", "Wait for UWV.")
            assert services.ask_for_override(planned, TODAY()).status == StartRequest.Status.ASKED

    def test_nothing_to_ask_when_nothing_is_in_the_way_or_it_has_begun(self, meeting, planned):
        with worn(meeting.coach, Role.COACH):
            services.record_work_permit(planned, TODAY(), TODAY() + timedelta(days=90))
            with pytest.raises(RuleBroken, match="in the usual way"):
                services.ask_for_override(planned, TODAY())
            services.start_placement(planned, TODAY())
            with pytest.raises(RuleBroken, match="has begun"):
                services.ask_for_override(planned, TODAY())
