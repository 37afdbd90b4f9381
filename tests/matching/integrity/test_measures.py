"""A measure about a company: two people agree, it holds everywhere, and two people end it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from employers import services as employers
from employers.models import Vacancy
from employers.public.openings import openings_of_all, public_page
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching import services
from matching.integrity.grounds import people_by_topic, topics_to_tell
from matching.integrity.standing import is_barred
from matching.models import Measure, MeasureTalk, Proposal
from matching.profiles.ranking import ranking_for_resident
from matching.services import integrity
from matching.services.proposal_nights import lapse_unanswered
from matching.services.vacancies import approve_vacancy
from matching.suggestions.finding import suggestions_for
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import (
    ConcernFactory,
    DeskProposalFactory,
    MatchFactory,
    MeasureFactory,
    ProposalFactory,
    StartedPlacementFactory,
)
from tests.meeting import ready_resident

TODAY = timezone.localdate


def propose(pair, company, kind="warning", **changes) -> Measure:
    said = {"grounds": ["pay"], "text": "Wages come late, month after month."} | changes
    with pair.of(pair.first):
        return integrity.propose_measure(company, kind, **said)


def agree(pair, measure) -> Measure:
    with pair.of(pair.second):
        measure = Measure.objects.get(pk=measure.pk)
        integrity.agree_measure(measure)
    return measure


def letters(*names) -> int:
    return sum(job.arguments[0] in names for job in Job.objects.filter(kind="company_letter"))


# ── Two people ─────────────────────────────────────────────────────────────────────────────────────────────


def test_measure_is_proposed_by_one_and_agreed_by_another(meeting, pair):
    measure = propose(pair, meeting.company)
    assert (measure.status, letters("measure")) == ("proposed", 0)
    measure = agree(pair, measure)
    assert (measure.status, measure.proposed_by, measure.decided_by) == ("in_force", pair.first, pair.second)
    assert letters("measure") == 1
    trail = AuditEntry.objects.filter(subject_type="matching.measure", subject_id=measure.pk)
    assert list(trail.values_list("action", flat=True)) == ["measure.proposed"]
    moves = StatusChange.objects.filter(subject_type="matching.measure", subject_id=measure.pk)
    assert [each.to_status for each in moves] == ["in_force", "proposed"]


def test_who_proposed_it_does_not_agree_to_it(meeting, pair):
    measure = propose(pair, meeting.company)
    with pair.of(pair.first), pytest.raises(RuleBroken, match="Another coordinator decides"):
        integrity.agree_measure(measure)


def test_who_reads_the_mail_of_who_proposed_it_does_not_agree_to_it(meeting, pair):
    measure = propose(pair, meeting.company)
    EmailAddress.objects.create(user=pair.second, email=pair.first.email.replace("@", "+b@"), verified=True)
    with pair.of(pair.second), pytest.raises(RuleBroken, match="Another coordinator decides"):
        integrity.agree_measure(measure)


def test_who_brought_the_company_in_neither_proposes_nor_agrees(meeting, pair):
    measure = propose(pair, meeting.company)
    with system_scope("test"):
        meeting.company.brought_in_by = pair.second
        meeting.company.save()
    with pair.of(pair.second):
        with pytest.raises(RuleBroken, match="brought this company in"):
            integrity.agree_measure(measure)
        with pytest.raises(RuleBroken, match="brought this company in"):
            integrity.propose_measure(meeting.company, "ban", grounds=["pay"], text="x")


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("", {}, "kind"),
        ("warning", {"grounds": []}, "grounds"),
        ("warning", {"grounds": ["love"]}, "grounds"),
        ("warning", {"text": " "}, "text"),
        ("pause", {}, "until_on"),
        ("pause", {"until_on": TODAY()}, "until_on"),
        ("ban", {"until_on": TODAY() + timedelta(days=9)}, "until_on"),
        ("ban", {"is_urgent": True}, "is_urgent"),
    ],
)
def test_what_is_not_whole_is_not_proposed(meeting, pair, kind, changes, field):
    with pytest.raises(RuleBroken) as error:
        propose(pair, meeting.company, kind, **changes)
    assert error.value.field == field


def test_one_measure_waits_at_a_time(meeting, pair):
    propose(pair, meeting.company)
    with pytest.raises(RuleBroken, match="waits for a decision"):
        propose(pair, meeting.company, "ban")


def test_measure_that_is_not_agreed_to_says_why_and_holds_nothing(meeting, pair):
    measure = propose(pair, meeting.company, "pause", until_on=TODAY() + timedelta(days=30), is_urgent=True)
    assert is_barred(meeting.company, TODAY())
    with pair.of(pair.second):
        integrity.refuse_measure(measure, "Paid yesterday, I saw the slips.")
    assert not is_barred(meeting.company, TODAY())
    assert (measure.status, letters("measure", "measure_ended")) == ("refused", 0)


def test_measure_takes_the_place_of_the_one_before(meeting, pair):
    warning = agree(pair, propose(pair, meeting.company))
    ban = agree(pair, propose(pair, meeting.company, "ban"))
    with system_scope("test"):
        warning.refresh_from_db()
    assert (warning.status, ban.status) == ("ended", "in_force")


def test_end_is_asked_by_one_and_agreed_by_another(meeting, pair):
    measure = agree(pair, propose(pair, meeting.company, "ban"))
    with pair.of(pair.second):
        integrity.ask_to_end(measure, "New owner, everything was paid.")
        with pytest.raises(RuleBroken, match="Another coordinator decides"):
            integrity.agree_end(measure)
    with pair.of(pair.first):
        measure = Measure.objects.get(pk=measure.pk)
        integrity.agree_end(measure)
    assert (measure.status, measure.ended_on) == ("ended", TODAY())
    assert letters("measure_ended") == 1
    assert not is_barred(meeting.company, TODAY())


def test_end_that_is_not_agreed_to_leaves_the_measure(meeting, pair):
    measure = agree(pair, propose(pair, meeting.company, "ban"))
    with pair.of(pair.first):
        integrity.ask_to_end(Measure.objects.get(pk=measure.pk), "I think it is enough.")
    with pair.of(pair.second):
        measure = Measure.objects.get(pk=measure.pk)
        integrity.refuse_end(measure)
    assert (measure.status, measure.end_asked_by, measure.end_text) == ("in_force", None, "")
    assert is_barred(meeting.company, TODAY())


# ── What holds ─────────────────────────────────────────────────────────────────────────────────────────────


def test_warning_is_read_where_somebody_is_proposed_and_stops_nothing(meeting, pair, client_of):
    agree(pair, propose(pair, meeting.company))
    coach = client_of(meeting.coach)
    for url in (
        f"/employers/{meeting.company.pk}/",
        f"/vacancies/{meeting.vacancy.code}/",
        f"/vacancies/{meeting.vacancy.code}/propose/",
    ):
        assert coach.get(url).context["notice"].title.startswith("A warning since")
    with pair.of(meeting.coach, Role.COACH):
        services.suggest_resident(meeting.resident, meeting.vacancy)


@pytest.fixture(params=["pause", "urgent", "ban"])
def barred(request, meeting, pair) -> str:
    """The company under a pause, an urgent pause that waits, or a ban while its vacancy is open."""
    until = TODAY() + timedelta(days=30)
    if request.param == "urgent":
        propose(pair, meeting.company, "pause", until_on=until, is_urgent=True)
    else:
        MeasureFactory(
            company=meeting.company, kind=request.param, until_on=until if request.param == "pause" else None
        )
    return request.param


def test_nobody_is_proposed_asked_or_matched(meeting, pair, barred):
    agreed = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="agreed")
    other = ready_resident(meeting.centre, meeting.project)
    with pair.of(meeting.coach, Role.COACH):
        agreed = Proposal.objects.get(pk=agreed.pk)
        for act in (
            lambda: services.suggest_resident(other, meeting.vacancy),
            lambda: services.propose_now([other], meeting.vacancy, agreed=True),
            lambda: services.introduce(agreed),
        ):
            with pytest.raises(RuleBroken, match="on this company"):
                act()
        submitted = VacancyFactory(company=meeting.company, status="submitted")
        with pytest.raises(RuleBroken, match="on this company"):
            approve_vacancy(submitted)


def test_no_match_is_recorded(meeting, pair, barred):
    from matching.services import MatchDetails, record_match

    invited = ProposalFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, status=Proposal.Status.INVITED
    )
    details = MatchDetails(
        project=meeting.project,
        matched_on=TODAY(),
        kind="paid_job",
        hours=24,
        planned_start_on=TODAY() + timedelta(days=20),
        wage_hour=meeting.vacancy.wage_hour,
    )
    with pair.of(meeting.coach, Role.COACH), pytest.raises(RuleBroken, match="on this company"):
        record_match(Proposal.objects.get(pk=invited.pk), details)


def test_no_ranking_and_no_night_leads_there(meeting, pair, barred):
    with system_scope("test"):
        assert meeting.vacancy not in [
            vacancy for vacancy, _judged in ranking_for_resident(meeting.resident, TODAY())
        ]
        assert [each for each in suggestions_for("NL", TODAY()) if each.vacancy == meeting.vacancy.pk] == []


def test_public_sees_nothing_of_what_the_company_knows(meeting, pair, barred):
    """While nobody agreed to an urgent pause, not even a public page changes: the company would see it."""
    with system_scope("test"):
        meeting.vacancy.is_public = True
        meeting.vacancy.save()
        is_shown = barred == "urgent"
        assert openings_of_all().filter(pk=meeting.vacancy.pk).exists() is is_shown
        assert bool(public_page(meeting.vacancy)) is is_shown


def test_proposals_stand_still_and_their_days_run_on(meeting, pair, barred):
    waiting = ProposalFactory(
        resident=meeting.resident,
        vacancy=meeting.vacancy,
        remind_on=TODAY() - timedelta(days=3),
        answer_due_on=TODAY() - timedelta(days=1),
    )
    with system_scope("test"):
        assert lapse_unanswered(TODAY()) == 0
        waiting.refresh_from_db()
        assert waiting.status == "proposed"


def test_pause_ends_by_its_day_and_gives_the_days_back(meeting, pair):
    begun = TODAY() - timedelta(days=28)
    measure = MeasureFactory(
        company=meeting.company,
        kind="pause",
        proposed_on=begun,
        decided_on=begun,
        until_on=TODAY() - timedelta(days=1),
    )
    waiting = ProposalFactory(
        resident=meeting.resident,
        vacancy=meeting.vacancy,
        remind_on=begun + timedelta(days=2),
        answer_due_on=begun + timedelta(days=7),
    )
    with system_scope("test"):
        assert integrity.end_due_measures(TODAY()) == 1
        assert integrity.end_due_measures(TODAY()) == 0
        waiting.refresh_from_db()
        measure.refresh_from_db()
        assert (measure.status, waiting.status) == ("ended", "proposed")
        assert waiting.answer_due_on >= TODAY() + timedelta(days=5)
        assert lapse_unanswered(TODAY()) == 0
    assert letters("measure_ended") == 1


def test_urgent_pause_holds_five_working_days_and_then_waits_without_holding(meeting, pair):
    measure = propose(pair, meeting.company, "pause", until_on=TODAY() + timedelta(days=60), is_urgent=True)
    last = measure.urgent_until_on
    assert is_barred(meeting.company, last)
    assert not is_barred(meeting.company, last + timedelta(days=1))
    assert last - TODAY() >= timedelta(days=5)
    with system_scope("test"):
        assert integrity.end_due_measures(last + timedelta(days=1)) == 1
        measure.refresh_from_db()
    assert (measure.status, measure.urgent_until_on) == ("proposed", None)


def test_ban_closes_the_vacancies_and_what_was_proposed_for_them(meeting, pair):
    waiting = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    agree(pair, propose(pair, meeting.company, "ban"))
    with system_scope("test"):
        meeting.vacancy.refresh_from_db()
        waiting.refresh_from_db()
    assert (meeting.vacancy.status, meeting.vacancy.closed_for) == ("closed", Vacancy.CloseReason.DESK)
    assert waiting.status == "withdrawn"


def test_company_hands_nothing_in_and_renews_nothing(meeting, pair):
    MeasureFactory(company=meeting.company, kind="ban")
    draft = VacancyFactory(company=meeting.company, status="draft", submitted_on=None)
    with pair.of(meeting.employer, Role.EMPLOYER):
        with pytest.raises(RuleBroken, match="does not work with your company now"):
            employers.submit_vacancy(draft)
        with pytest.raises(RuleBroken, match="does not work with your company now"):
            employers.renew_vacancy(meeting.vacancy)


def test_company_that_was_closed_is_not_approved_under_a_ban(meeting, pair):
    MeasureFactory(company=meeting.company, kind="ban")
    with system_scope("test"):
        meeting.company.status, meeting.company.register_number = "registered", "99990412"
        meeting.company.save()
    with pair.of(pair.second), pytest.raises(RuleBroken, match="a ban on this company"):
        employers.approve_company(meeting.company)


# ── Whom it touches ────────────────────────────────────────────────────────────────────────────────────────


def test_coaches_of_whom_it_touches_are_to_talk_with_them(meeting, pair):
    at_work = StartedPlacementFactory(match__company=meeting.company, match__vacancy=meeting.vacancy).resident
    matched = MatchFactory(
        resident=ready_resident(meeting.centre, meeting.project),
        company=meeting.company,
        vacancy=meeting.vacancy,
        project=meeting.project,
    ).resident
    proposed = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy).resident
    ready_resident(meeting.centre, meeting.project)
    agree(pair, propose(pair, meeting.company, "pause", until_on=TODAY() + timedelta(days=30)))
    with system_scope("test"):
        talks = MeasureTalk.objects.all()
        assert {each.resident_id for each in talks} == {at_work.pk, matched.pk, proposed.pk}
        assert all(each.due_on > TODAY() for each in talks)


def test_warning_asks_for_no_talk(meeting, pair):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    agree(pair, propose(pair, meeting.company))
    with system_scope("test"):
        assert not MeasureTalk.objects.exists()


# ── What it rests on ───────────────────────────────────────────────────────────────────────────────────────


def concern_of(meeting, **fields):
    placement = StartedPlacementFactory(match__company=meeting.company, match__vacancy=meeting.vacancy)
    return ConcernFactory(placement=placement, **fields)


def test_ground_is_named_from_three_different_residents_on(meeting):
    first = concern_of(meeting)
    ConcernFactory(placement=first.placement, kind="hours")
    concern_of(meeting)
    concern_of(meeting, status="closed", outcome="unfounded", closed_on=TODAY())
    concern_of(meeting, kind="left")
    assert people_by_topic(meeting.company) == {"pay": 2, "hours": 1}
    assert topics_to_tell(meeting.company, ["pay", "hours"]) == []
    concern_of(meeting)
    assert topics_to_tell(meeting.company, ["pay", "hours", "other"]) == ["pay"]


def test_one_resident_who_says_it_three_times_is_one(meeting):
    first = concern_of(meeting, status="closed", outcome="paid", closed_on=TODAY())
    for _time in range(3):
        ConcernFactory(placement=first.placement, status="closed", outcome="paid", closed_on=TODAY())
    assert people_by_topic(meeting.company) == {"pay": 1}


def test_partner_of_another_agency_is_no_coordinator(meeting, pair, client_of):
    outsider = MembershipFactory(role=Role.PARTNER).user
    assert client_of(outsider).get(f"/employers/{meeting.company.pk}/integrity/").status_code == 403
