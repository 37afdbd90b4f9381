"""Proposals, matches, placements and check-ins: states, trail, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.rules import add_working_days
from matching import services
from matching.models import CheckIn, Match, Placement, Proposal
from matching.services import MatchDetails
from matching.tasks import lapse_unanswered_proposals
from residents.models import Consent, Document, Step
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import (
    MatchFactory,
    ProposalFactory,
    QuestionFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import DocumentFactory, StepFactory
from tests.meeting import protected_resident, ready_resident

TODAY = timezone.localdate


def statuses(row) -> list[tuple[str, str]]:
    """The changes of status of a row, oldest first."""
    changes = StatusChange.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    return list(changes.order_by("id").values_list("from_status", "to_status"))


def details(meeting, **changes) -> MatchDetails:
    agreed = {
        "project": meeting.project,
        "matched_on": TODAY(),
        "kind": Placement.Kind.PAID_JOB,
        "hours": 24,
        "wage_hour": meeting.vacancy.wage_hour,
        "planned_start_on": TODAY(),
    }
    return MatchDetails(**(agreed | changes))


def invited(meeting, resident=None) -> Proposal:
    return ProposalFactory(
        resident=resident or meeting.resident,
        vacancy=meeting.vacancy,
        status=Proposal.Status.INVITED,
        proposed_on=TODAY() - timedelta(days=5),
    )


@pytest.fixture
def placement(meeting, as_coach) -> Placement:
    return services.record_match(invited(meeting), details(meeting))


class TestProposals:
    def test_propose_gives_ten_working_days_and_a_trail(self, meeting, as_coach):
        proposal = services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]

        assert proposal.status == Proposal.Status.PROPOSED
        assert proposal.proposed_by == meeting.coach
        assert proposal.remind_on == add_working_days(TODAY(), 5, "NL")
        assert proposal.answer_due_on == add_working_days(TODAY(), 10, "NL")
        assert statuses(proposal) == [("", "suggested"), ("suggested", "proposed")]
        entry = AuditEntry.objects.get(action="proposal.made")
        assert (entry.actor, entry.resident_id) == (meeting.coach, meeting.resident.pk)

    @pytest.mark.parametrize("status", ["draft", "submitted", "returned", "closed"])
    def test_propose_for_a_vacancy_that_is_not_open_is_refused(self, meeting, as_coach, status):
        vacancy = VacancyFactory(company=meeting.company, status=status)
        with pytest.raises(RuleBroken):
            services.propose_now([meeting.resident], vacancy, agreed=True)[0]

    @pytest.mark.parametrize(
        "consent",
        [
            lambda: {"until_on": TODAY() - timedelta(days=1)},
            lambda: {"withdrawn_on": TODAY()},
            lambda: {"purpose": "photo"},
        ],
    )
    def test_propose_without_consent_is_refused(self, meeting, as_coach, consent):
        Consent.objects.filter(resident=meeting.resident).update(**consent())
        with pytest.raises(RuleBroken):
            services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]

    def test_propose_outside_guidance_is_refused(self, meeting, as_coach):
        meeting.resident.status = "exited"
        meeting.resident.save()
        with pytest.raises(RuleBroken):
            services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]

    @pytest.mark.parametrize("status", ["proposed", "invited", "matched", "no_fit"])
    def test_propose_twice_is_refused(self, meeting, as_coach, status):
        ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
        with pytest.raises(RuleBroken):
            services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]

    @pytest.mark.parametrize("status", ["lapsed", "withdrawn"])
    def test_propose_again_after_silence_is_possible(self, meeting, as_coach, status):
        ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
        services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]
        assert meeting.resident.proposals.count() == 2

    def test_propose_across_the_border_is_refused(self, meeting):
        with system_scope("test"):
            vacancy = VacancyFactory(company__organisation__country="BE")
            with pytest.raises(RuleBroken):
                services.propose_now([meeting.resident], vacancy, agreed=True)[0]

    def test_employer_says_no_with_a_coded_reason(self, meeting):
        proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
            services.decline_candidate(proposal, reason="hours", note="Only at night.")
        assert (proposal.status, proposal.answered_on) == ("no_fit", TODAY())
        assert (proposal.answer_reason, proposal.answer_note, proposal.answer_sentence) == (
            "hours",
            "Only at night.",
            "hours",
        )
        assert StatusChange.objects.get().actor == meeting.employer

    @pytest.mark.parametrize(("reason", "note"), [("", ""), ("other", " "), ("gibberish", "")])
    def test_no_without_a_reason_is_refused(self, meeting, as_coach, reason, note):
        proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        with pytest.raises(RuleBroken):
            services.decline_candidate(proposal, reason=reason, note=note)

    def test_second_answer_is_refused_even_from_a_stale_row(self, meeting, as_coach):
        proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        stale = Proposal.objects.get(pk=proposal.pk)
        services.decline_candidate(proposal, reason="travel")
        with pytest.raises(RuleBroken):
            services.decline_candidate(stale, reason="hours")
        proposal.refresh_from_db()
        assert proposal.answer_reason == "travel"

    def test_unanswered_lapse_the_day_after_and_only_once(self, meeting, as_coach):
        late = ProposalFactory(vacancy=meeting.vacancy, answer_due_on=TODAY() - timedelta(days=1))
        due_today = ProposalFactory(vacancy=meeting.vacancy, answer_due_on=TODAY())
        assert (lapse_unanswered_proposals(), lapse_unanswered_proposals()) == (1, 0)
        with system_scope("test"):
            late.refresh_from_db()
            due_today.refresh_from_db()
        assert (late.status, due_today.status) == ("lapsed", "proposed")
        assert statuses(late) == [("proposed", "lapsed")]
        assert StatusChange.objects.get(subject_id=late.pk).job == "lapse unanswered proposals"

    def test_closing_a_vacancy_frees_who_waits(self, meeting):
        waiting = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
            services.close_vacancy(meeting.vacancy, "elsewhere")
            waiting.refresh_from_db()
        assert (meeting.vacancy.status, waiting.status) == ("closed", "lapsed")
        assert (
            StatusChange.objects.get(subject_type="matching.proposal", subject_id=waiting.pk).reason
            == "closed"
        )

    @pytest.mark.parametrize("why", ["no_need", "company"])
    def test_who_waits_for_the_desk_or_is_invited_is_withdrawn(self, meeting, why):
        asks = ProposalFactory(vacancy=meeting.vacancy)
        QuestionFactory(proposal=asks)
        talks = ProposalFactory(vacancy=meeting.vacancy, status="invited")
        waits = ProposalFactory(vacancy=meeting.vacancy)
        with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
            services.close_vacancy(meeting.vacancy, why)
        with system_scope("test"):
            for each in (asks, talks, waits):
                each.refresh_from_db()
        assert (asks.status, talks.status) == ("withdrawn", "withdrawn")
        assert waits.status == ("withdrawn" if why == "company" else "lapsed")


class TestMatches:
    def test_match_makes_a_planned_placement_and_opens_the_steps(self, meeting, as_coach):
        proposal = invited(meeting)
        placement = services.record_match(proposal, details(meeting))

        assert (proposal.status, placement.status, placement.started_on) == ("matched", "planned", None)
        assert placement.match.matched_on == TODAY()
        steps = Step.objects.values_list("kind", "party", "subject", "status").order_by("kind")
        assert list(steps) == [
            ("bank_account", "resident", placement.code, "waits"),
            ("bsn", "municipality", placement.code, "open"),
            ("identity_copy", "employer", placement.code, "open"),
            ("start_confirmation", "employer", placement.code, "open"),
            ("twv", "employer", placement.code, "open"),
        ]
        assert AuditEntry.objects.get(action="match.recorded").actor == meeting.coach

    def test_match_under_temporary_protection_opens_the_notification(self, meeting, as_coach):
        resident = protected_resident(meeting.centre, meeting.project)
        placement = services.record_match(invited(meeting, resident), details(meeting))
        kinds = Step.objects.filter(resident=resident).values_list("kind", flat=True).order_by("kind")
        assert list(kinds) == [
            "bank_account",
            "bsn",
            "identity_copy",
            "notification",
            "start_confirmation",
        ]
        assert placement.work_kind == "employee"

    def test_match_opens_no_step_that_was_done(self, meeting, as_coach):
        StepFactory(resident=meeting.resident, kind="bsn", status="done", closed_on=TODAY())
        services.record_match(invited(meeting), details(meeting))
        kinds = Step.objects.filter(status="open").values_list("kind", flat=True).order_by("kind")
        assert list(kinds) == ["bank_account", "identity_copy", "start_confirmation", "twv"]

    def test_match_with_a_permit_of_another_employer_still_needs_one(self, meeting, as_coach):
        DocumentFactory(resident=meeting.resident, type="TWV", employer="E999999")
        services.record_match(invited(meeting), details(meeting))
        assert Step.objects.filter(kind="twv", status="open").count() == 1

    def test_volunteering_opens_no_steps_to_be_paid(self, meeting, as_coach):
        services.record_match(
            invited(meeting), details(meeting, kind=Placement.Kind.VOLUNTEERING, wage_hour=None)
        )
        assert set(Step.objects.values_list("kind", flat=True)) == {
            "volunteer_declaration",
            "start_confirmation",
        }

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"matched_on": TODAY() + timedelta(days=1)}, "matched_on"),
            ({"matched_on": TODAY() - timedelta(days=30)}, "matched_on"),
            ({"planned_start_on": TODAY() - timedelta(days=1)}, "planned_start_on"),
            ({"planned_end_on": TODAY() - timedelta(days=1)}, "planned_end_on"),
            ({"wage_hour": None}, "wage_hour"),
        ],
    )
    def test_impossible_details_are_refused(self, meeting, as_coach, changes, field):
        with pytest.raises(RuleBroken) as refused:
            services.record_match(invited(meeting), details(meeting, **changes))
        assert refused.value.field == field
        assert Match.objects.count() == 0

    def test_match_of_who_was_not_invited_is_refused(self, meeting, as_coach):
        proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        with pytest.raises(RuleBroken):
            services.record_match(proposal, details(meeting))

    def test_match_beyond_the_places_is_refused(self, meeting, as_coach):
        meeting.vacancy.places = 1
        with system_scope("test"):
            meeting.vacancy.save()
        second = invited(meeting, ready_resident(meeting.centre, meeting.project))
        services.record_match(invited(meeting), details(meeting))
        with pytest.raises(RuleBroken):
            services.record_match(second, details(meeting))

    def test_match_beyond_the_places_is_refused_when_another_desk_took_them(self, meeting, as_coach):
        with system_scope("test"):
            meeting.vacancy.places = 1
            meeting.vacancy.save()
        elsewhere = CentreFactory()
        MatchFactory(
            resident=ready_resident(elsewhere, ProjectFactory(centres=[elsewhere])),
            vacancy=meeting.vacancy,
            company=meeting.company,
        )
        with pytest.raises(RuleBroken, match="All places of this vacancy are taken"):
            services.record_match(invited(meeting), details(meeting))

    @pytest.mark.parametrize("days", [1, 30])
    def test_match_after_the_project_is_refused(self, meeting, as_coach, days):
        meeting.project.ends_on = TODAY() - timedelta(days=days)
        meeting.project.save()
        with pytest.raises(RuleBroken, match="does not run on the day of the match") as refused:
            services.record_match(invited(meeting), details(meeting))
        assert refused.value.field == "project"

    def test_match_on_the_last_day_of_the_project_is_recorded(self, meeting, as_coach):
        meeting.project.ends_on = TODAY()
        meeting.project.save()
        assert services.record_match(invited(meeting), details(meeting)).status == "planned"

    def test_match_that_falls_through_cancels_the_placement_and_its_permit(self, meeting, placement):
        match = placement.match
        services.match_fell_through(match, "The resident chose a course.")
        placement.refresh_from_db()
        match.proposal.refresh_from_db()
        assert (match.status, placement.status, match.proposal.status) == (
            "fallen_through",
            "cancelled",
            "withdrawn",
        )
        assert dict(Step.objects.values_list("kind", "status")) == {
            "bank_account": "waits",
            "bsn": "open",
            "identity_copy": "not_needed",
            "start_confirmation": "not_needed",
            "twv": "not_needed",
        }
        assert statuses(match) == [("", "standing"), ("standing", "fallen_through")]

    def test_match_recorded_in_error_leaves_an_invited_candidate(self, meeting, placement):
        match, proposal = placement.match, placement.match.proposal
        services.void_match(match, "Wrong person.")
        proposal.refresh_from_db()
        assert (match.status, proposal.status) == ("recorded_in_error", "invited")
        again = services.record_match(proposal, details(meeting))
        assert again.status == "planned"

    def test_match_of_who_started_cannot_be_undone(self, meeting, as_coach):
        started = StartedPlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
        with pytest.raises(RuleBroken):
            services.void_match(started.match, "Wrong person.")


class TestPlacements:
    def test_start_without_a_permit_is_refused_and_says_why(self, placement):
        with pytest.raises(RuleBroken) as refused:
            services.start_placement(placement, TODAY())
        assert refused.value.field == "started_on"
        assert "TWV" in refused.value.message
        placement.refresh_from_db()
        assert (placement.status, placement.started_on) == ("planned", None)
        assert CheckIn.objects.count() == 0

    def test_start_with_the_permit_of_another_employer_is_refused(self, meeting, placement):
        DocumentFactory(resident=meeting.resident, type="TWV", employer="E999999")
        with pytest.raises(RuleBroken):
            services.start_placement(placement, TODAY())

    def test_permit_closes_the_step_and_the_start_plans_the_check_ins(self, meeting, placement):
        services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))
        assert Step.objects.get(kind="twv").status == "done"
        assert Document.objects.get(type="TWV").employer == meeting.company.employer_code

        services.start_placement(placement, TODAY())
        assert (placement.status, placement.started_on) == ("started", TODAY())
        planned = CheckIn.objects.values_list("week", "due_on").order_by("week")
        assert list(planned) == [(week, TODAY() + timedelta(weeks=week)) for week in (1, 4, 13, 26, 52)]
        assert statuses(placement) == [("", "planned"), ("planned", "started")]

    def test_start_before_the_permit_is_refused(self, placement):
        placement.match.matched_on = TODAY() - timedelta(days=3)
        placement.match.save()
        services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))
        with pytest.raises(RuleBroken):
            services.start_placement(placement, TODAY() - timedelta(days=1))

    def test_start_needs_two_working_days_after_the_notification(self, meeting, as_coach):
        resident = protected_resident(meeting.centre, meeting.project)
        early = TODAY() - timedelta(days=10)
        proposal = invited(meeting, resident)
        proposal.proposed_on = early
        proposal.save()
        placement = services.record_match(
            proposal, details(meeting, matched_on=early, planned_start_on=early)
        )
        services.record_notification(placement, early)
        assert Step.objects.get(resident=resident, kind="notification").status == "done"
        with pytest.raises(RuleBroken):
            services.start_placement(placement, add_working_days(early, 1, "NL"))
        services.start_placement(placement, add_working_days(early, 2, "NL"))
        assert placement.status == "started"

    @pytest.mark.parametrize("days", [1, -1])
    def test_start_in_the_future_or_before_the_match_is_refused(self, placement, days):
        with pytest.raises(RuleBroken) as refused:
            services.start_placement(placement, TODAY() + timedelta(days=days))
        assert refused.value.field == "started_on"

    def test_end_drops_later_check_ins(self, meeting, as_coach):
        placement = StartedPlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
        for week in (1, 4):
            CheckIn.objects.create(
                placement=placement,
                resident=meeting.resident,
                week=week,
                due_on=placement.started_on + timedelta(weeks=week),
            )
        services.end_placement(placement, TODAY(), "contract_end")
        assert (placement.status, placement.ended_on, placement.end_reason) == (
            "ended",
            TODAY(),
            "contract_end",
        )
        assert list(CheckIn.objects.values_list("week", flat=True)) == [1]
        assert AuditEntry.objects.get(action="placement.ended").changes["weeks_dropped"] == [4]

    def test_end_keeps_the_talk_that_is_due_on_the_last_day(self, meeting, as_coach):
        placement = StartedPlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
        for week, due_on in ((1, TODAY()), (4, TODAY() + timedelta(days=1))):
            CheckIn.objects.create(placement=placement, resident=meeting.resident, week=week, due_on=due_on)
        services.end_placement(placement, TODAY(), "contract_end")
        assert list(CheckIn.objects.values_list("week", flat=True)) == [1]

    @pytest.mark.parametrize(("days", "reason"), [(1, "other"), (-30, "other"), (0, "")])
    def test_impossible_end_is_refused(self, meeting, as_coach, days, reason):
        placement = StartedPlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
        with pytest.raises(RuleBroken):
            services.end_placement(placement, TODAY() + timedelta(days=days), reason)


class TestCheckIns:
    @pytest.fixture
    def check_in(self, meeting, as_coach) -> CheckIn:
        placement = StartedPlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
        return CheckIn.objects.create(
            placement=placement, resident=meeting.resident, week=1, due_on=TODAY() - timedelta(days=3)
        )

    def test_answers_are_kept_and_the_note_stays_out_of_the_trail(self, check_in):
        answers = {"still_working": "yes", "paid_as_agreed": "no", "note": "Pay is late."}
        services.record_check_in(check_in, TODAY(), reached=True, answers=answers)
        assert (check_in.status, check_in.done_on, check_in.paid_as_agreed, check_in.note) == (
            "done",
            TODAY(),
            "no",
            "Pay is late.",
        )
        entry = AuditEntry.objects.get(action="check_in.recorded")
        assert entry.changes == {
            "still_working": "yes",
            "paid_as_agreed": "no",
            "hours_as_agreed": "",
            "feels_safe": "",
        }

    def test_not_reached_can_be_done_later(self, check_in):
        services.record_check_in(check_in, TODAY(), reached=False, answers={})
        assert check_in.status == "missed"
        services.record_check_in(check_in, TODAY(), reached=True, answers={"still_working": "yes"})
        assert statuses(check_in) == [("planned", "missed"), ("missed", "done")]

    @pytest.mark.parametrize(("days", "answers"), [(1, {"still_working": "yes"}), (0, {})])
    def test_future_day_or_no_answer_is_refused(self, check_in, days, answers):
        with pytest.raises(RuleBroken):
            services.record_check_in(check_in, TODAY() + timedelta(days=days), reached=True, answers=answers)
