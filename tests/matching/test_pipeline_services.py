"""A proposal before the company knows of it: suggested, asked, agreed, introduced, taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching import services
from matching.models import Proposal
from matching.services.proposal_nights import lapse_stalled, withdraw_from_closed
from residents.models import Consent
from tests.factories.matching import DeskProposalFactory, InterviewFactory, ProposalFactory
from tests.factories.residents import ConsentFactory
from tests.meeting import ready_resident

TODAY = timezone.localdate


@pytest.fixture
def suggested(meeting, as_coach) -> Proposal:
    return services.suggest_resident(meeting.resident, meeting.vacancy, reason="Worked in a hotel.")


def changes(proposal: Proposal) -> list[str]:
    rows = StatusChange.objects.filter(subject_type="matching.proposal", subject_id=proposal.pk)
    return list(rows.order_by("pk").values_list("to_status", flat=True))


def as_employer(meeting):
    return open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope)


def companys(meeting) -> list[str]:
    """The statuses of what the company finds."""
    with as_employer(meeting):
        return [each.status for each in Proposal.objects.all()]


class TestTheWay:
    def test_every_stage_is_logged_and_waits_since_its_day(self, meeting, suggested):
        services.ask_resident(suggested)
        services.record_agreement(suggested)
        services.introduce(suggested)
        assert changes(suggested) == ["suggested", "asked", "agreed", "proposed"]
        assert (suggested.since_on, suggested.proposed_on) == (TODAY(), TODAY())
        assert suggested.suggestion_reason == "Worked in a hotel."
        assert suggested.agreement.purpose == Consent.Purpose.VACANCY
        assert suggested.agreement.recipient == f"{meeting.company}: {meeting.vacancy.title}"

    @pytest.mark.parametrize("status", Proposal.AT_DESK)
    def test_company_finds_nothing_before_the_introduction(self, meeting, status):
        DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
        assert companys(meeting) == []

    @pytest.mark.parametrize("status", ["declined", "withdrawn", "lapsed"])
    def test_company_never_finds_what_ended_before(self, meeting, status):
        DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
        assert companys(meeting) == []

    def test_nobody_is_introduced_without_a_yes(self, suggested):
        services.ask_resident(suggested)
        with pytest.raises(RuleBroken, match="Ask the resident first"):
            services.introduce(suggested)

    def test_a_yes_that_was_withdrawn_does_not_count(self, meeting, suggested):
        services.record_agreement(suggested)
        Consent.objects.filter(pk=suggested.agreement_id).update(withdrawn_on=TODAY())
        suggested.refresh_from_db()
        with pytest.raises(RuleBroken, match="no longer agrees"):
            services.introduce(suggested)

    def test_second_suggestion_is_refused(self, meeting, suggested):
        with pytest.raises(RuleBroken, match="proposed for this vacancy already"):
            services.suggest_resident(meeting.resident, meeting.vacancy)

    def test_asking_again_begins_the_days_anew(self, meeting, as_coach):
        asked = DeskProposalFactory(
            resident=meeting.resident, vacancy=meeting.vacancy, due_on=TODAY() - timedelta(days=3)
        )
        services.ask_again(asked)
        assert asked.due_on > TODAY()
        assert changes(asked) == []

    def test_offer_is_a_stage_of_its_own(self, meeting, as_coach):
        talk = InterviewFactory(
            proposal__resident=meeting.resident,
            proposal__vacancy=meeting.vacancy,
            status="agreed",
            starts_at=timezone.now() - timedelta(hours=2),
            ends_at=timezone.now() - timedelta(hours=1),
        )
        with as_employer(meeting):
            services.say_will_hire(talk.proposal)
        assert talk.proposal.status == Proposal.Status.OFFERED


class TestInOneAct:
    def test_agreement_and_introduction_together(self, meeting, as_coach):
        other = ready_resident(meeting.centre, meeting.project)
        proposals = services.propose_now([meeting.resident, other], meeting.vacancy, agreed=True)
        assert [each.status for each in proposals] == ["proposed", "proposed"]
        assert all(each.agreement.holds_on(TODAY()) for each in proposals)
        assert companys(meeting) == ["proposed", "proposed"]

    def test_without_their_agreement_nothing_happens(self, meeting, as_coach):
        with pytest.raises(RuleBroken, match="Ask the resident first"):
            services.propose_now([meeting.resident], meeting.vacancy, agreed=False)
        assert not Proposal.objects.exists()

    def test_one_who_cannot_be_keeps_all_back_and_is_named(self, meeting, as_coach):
        silent = ready_resident(meeting.centre, meeting.project, first_name="Silent", last_name="One")
        Consent.objects.filter(resident=silent).update(withdrawn_on=TODAY())
        with pytest.raises(RuleBroken, match=r"^Silent O"):
            services.propose_now([meeting.resident, silent], meeting.vacancy, agreed=True)
        assert not Proposal.objects.exists()

    def test_somebody_who_was_asked_goes_on_as_the_same_proposal(self, meeting, as_coach):
        asked = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        (proposal,) = services.propose_now([meeting.resident], meeting.vacancy, agreed=True)
        assert proposal == asked

    def test_somebody_who_was_asked_is_asked_again_when_it_is_undone(self, meeting, as_coach):
        asked = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        services.propose_now([meeting.resident], meeting.vacancy, agreed=True)
        (taken,) = services.take_back_introductions([asked])
        assert (taken.status, taken.agreement) == ("asked", None)
        assert not Consent.objects.filter(purpose="vacancy", withdrawn_on=None).exists()


class TestTakenBack:
    def test_introduction_goes_back_to_the_agreement(self, meeting, suggested):
        services.record_agreement(suggested)
        services.introduce(suggested)
        (taken,) = services.take_back_introductions([suggested])
        assert (taken.status, taken.proposed_on) == ("agreed", None)
        assert taken.agreement.holds_on(TODAY())
        assert companys(meeting) == []

    def test_one_act_is_undone_with_its_agreement(self, meeting, as_coach):
        proposals = services.propose_now([meeting.resident], meeting.vacancy, agreed=True)
        (taken,) = services.take_back_introductions(proposals)
        assert (taken.status, taken.end_reason) == ("withdrawn", "mistake")
        assert not Consent.objects.get(pk=taken.agreement_id).holds_on(TODAY())
        assert companys(meeting) == []
        services.suggest_resident(meeting.resident, meeting.vacancy)

    def test_what_the_company_looked_at_stays(self, meeting, as_coach, client_of):
        other = ready_resident(meeting.centre, meeting.project)
        seen = services.propose_now([meeting.resident], meeting.vacancy, agreed=True)
        client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/")
        unseen = services.propose_now([other], meeting.vacancy, agreed=True)
        assert services.take_back_introductions([*seen, *unseen]) == unseen
        with pytest.raises(RuleBroken, match="looked already"):
            services.take_back_introductions(seen)


class TestTheEnd:
    def test_resident_declines_with_a_coded_reason(self, meeting, suggested):
        services.record_agreement(suggested)
        services.record_decline(suggested, "too_far", "No bus before seven.")
        assert (suggested.status, suggested.end_reason) == ("declined", "too_far")
        assert not Consent.objects.get(pk=suggested.agreement_id).holds_on(TODAY())
        last = StatusChange.objects.filter(subject_type="matching.proposal").first()
        assert last.reason == "too_far"

    @pytest.mark.parametrize("reason", ["", "mistake", "whatever"])
    def test_decline_needs_a_reason_of_the_resident(self, suggested, reason):
        with pytest.raises(RuleBroken) as refused:
            services.record_decline(suggested, reason)
        assert refused.value.field == "reason"

    def test_health_is_noted_with_consent_only(self, meeting, suggested):
        with pytest.raises(RuleBroken, match="health"):
            services.record_decline(suggested, "health")
        ConsentFactory(resident=meeting.resident, purpose="health")
        services.record_decline(suggested, "health")
        assert suggested.status == "declined"

    def test_company_reads_withdrawn_and_no_reason_of_the_resident(self, meeting, as_coach, client_of):
        proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        services.record_decline(proposal, "trust", "Heard bad things.")
        for address in (f"/vacancies/{meeting.vacancy.code}/", f"/proposals/{proposal.code}/answer/"):
            page = client_of(meeting.employer).get(address).content.decode()
            assert "Withdrawn" in page
            assert "does not want" not in page
            assert "trust" not in page.lower()

    def test_decline_does_not_count_as_an_answer_of_the_company(self, meeting, as_coach):
        from matching.employer_side.answering import answering_of

        ProposalFactory(
            resident=meeting.resident,
            vacancy=meeting.vacancy,
            status="declined",
            answer_due_on=TODAY() - timedelta(days=1),
        )
        assert answering_of(meeting.company, TODAY()).rate.of == 0

    @pytest.mark.parametrize(("status", "days"), [("suggested", 21), ("asked", 14), ("agreed", 21)])
    def test_what_stands_still_lapses_and_only_then(self, meeting, as_coach, status, days):
        proposal = DeskProposalFactory(
            resident=meeting.resident,
            vacancy=meeting.vacancy,
            status=status,
            due_on=TODAY() - timedelta(days=days),
        )
        assert lapse_stalled() == 0
        assert lapse_stalled(TODAY() + timedelta(days=1)) == 1
        proposal.refresh_from_db()
        assert (proposal.status, companys(meeting)) == ("lapsed", [])

    def test_talk_of_which_nothing_came_lapses(self, meeting, as_coach):
        InterviewFactory(
            proposal__resident=meeting.resident,
            proposal__vacancy=meeting.vacancy,
            due_on=TODAY() - timedelta(days=29),
        )
        assert lapse_stalled() == 1

    def test_vacancy_that_is_over_ends_what_was_not_introduced(self, meeting, as_coach):
        asked = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
        assert withdraw_from_closed() == 0
        with system_scope("test"):
            meeting.vacancy.status = "expired"
            meeting.vacancy.save()
        assert withdraw_from_closed() == 1
        asked.refresh_from_db()
        assert (asked.status, asked.end_reason) == ("withdrawn", "closed")
