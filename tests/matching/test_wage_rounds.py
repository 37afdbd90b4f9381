"""A minimum wage that becomes known: what is below it is held or told, and nothing gets through meanwhile."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from employers.services import submit_vacancy, update_vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.models import Job
from jobdesk.jobs.running import run
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching import services
from matching.models import Placement, Proposal
from matching.services import MatchDetails, retest_wages, wage_rounds
from matching.tasks import retest_wages_today
from residents.models import LawValue
from residents.services.law import approve_law_value
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import VacancyFactory
from tests.factories.law import LawValueFactory
from tests.factories.matching import PlacementFactory, ProposalFactory, StartedPlacementFactory

TODAY = timezone.localdate
FLOOR, LOW, ENOUGH = Decimal("15.50"), Decimal("15.40"), Decimal("15.50")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def enter_floor(amount: Decimal = FLOOR, from_on: date | None = None, name: str = "nl.minimum_wage.hour.21"):
    """A minimum that is in force, as two administrators leave it."""
    return LawValueFactory(
        name=name,
        value=str(amount),
        from_on=from_on or date(2026, 7, 1),
        status=LawValue.Status.APPROVED,
        decided_by=MembershipFactory(role=Role.ADMINISTRATOR).user,
        decided_at=timezone.now(),
    )


def retest(country: str = "NL", **options):
    with system_scope("test of the wages"):
        return retest_wages(country, **options)


@pytest.fixture
def work(meeting) -> Placement:
    """Somebody at work for less than the floor that is still to come."""
    return StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        match__matched_on=TODAY() - timedelta(days=20),
        wage_hour=LOW,
    )


def fresh(row):
    with system_scope("test"):
        row.refresh_from_db()
    return row


def last_reason(row) -> str:
    changes = StatusChange.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    return changes.latest("pk").reason


@pytest.mark.parametrize("status", ["open", "submitted"])
def test_vacancy_below_a_new_minimum_is_held_and_goes_on_once_the_wage_is_raised(meeting, status):
    vacancy = VacancyFactory(company=meeting.company, status=status, wage_hour=LOW)
    enter_floor()
    assert (retest().held, retest().held) == (1, 0)  # a second round finds nothing more to do
    held = fresh(vacancy)
    assert (held.status, held.held_from, held.held_on) == ("held", status, TODAY())
    assert last_reason(held) == "The wage is below the legal minimum."
    with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
        with pytest.raises(RuleBroken, match=r"€15\.50 an hour from 1 July 2026"):
            update_vacancy(held, wage_hour=Decimal("15.49"))
        assert fresh(vacancy).wage_hour == LOW
        update_vacancy(held, description="Still the same work.")
        assert held.status == "held"
        update_vacancy(held, wage_hour=ENOUGH)
    resumed = fresh(vacancy)
    assert (resumed.status, resumed.held_on, resumed.held_from) == (status, None, "")


@pytest.mark.parametrize("status", ["submitted", "held"])
@pytest.mark.parametrize("wage", [None, Decimal("5.00")])
def test_vacancy_that_was_handed_in_does_not_get_a_wage_that_is_not_allowed(meeting, status, wage):
    held = {"held_on": TODAY(), "held_from": "open"} if status == "held" else {}
    vacancy = VacancyFactory(company=meeting.company, status=status, wage_hour=LOW, **held)
    enter_floor()
    with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope), pytest.raises(RuleBroken) as refused:
        update_vacancy(vacancy, wage_hour=wage)
    assert (refused.value.field, fresh(vacancy).status, vacancy.wage_hour) == ("wage_hour", status, LOW)


@pytest.mark.parametrize("status", ["draft", "returned", "closed"])
def test_vacancy_that_nobody_decides_on_is_left_alone(meeting, status):
    vacancy = VacancyFactory(company=meeting.company, status=status, wage_hour=LOW)
    enter_floor()
    assert retest().held == 0
    assert fresh(vacancy).status == status


def test_minimum_of_another_country_holds_nobody(meeting):
    VacancyFactory(company=meeting.company, wage_hour=LOW)
    enter_floor(name="be.minimum_wage.hour")
    assert retest("BE").held == retest().held == 0


def test_wages_of_all_desks_are_tested_in_batches(meeting):
    VacancyFactory.create_batch(5, company=meeting.company, wage_hour=LOW)
    enter_floor()
    assert retest(size=2).held == 5


def test_vacancy_goes_on_when_a_minimum_is_corrected(meeting):
    vacancy = VacancyFactory(company=meeting.company, wage_hour=LOW)
    enter_floor()
    retest()
    enter_floor(Decimal("15.30"), date(2026, 7, 2))
    assert retest().resumed == 1
    assert fresh(vacancy).status == "open"


def test_minimum_that_begins_later_holds_on_its_day(meeting):
    soon = TODAY() + timedelta(days=30)
    later = VacancyFactory(company=meeting.company, wage_hour=LOW, starts_on=soon + timedelta(days=5))
    now = VacancyFactory(company=meeting.company, wage_hour=LOW, starts_on=TODAY())
    enter_floor(from_on=soon)
    retest()
    assert (fresh(later).status, fresh(now).status) == ("held", "open")


def test_nobody_can_be_proposed_for_less_also_before_the_round_has_come(meeting, as_coach):
    meeting.vacancy.wage_hour = LOW
    with system_scope("test"):
        meeting.vacancy.save()
    enter_floor()
    with pytest.raises(RuleBroken, match="below the legal minimum"):
        services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]
    retest()
    with pytest.raises(RuleBroken, match="not open"):
        services.propose_now([meeting.resident], meeting.vacancy, agreed=True)[0]


@pytest.mark.parametrize("wage", ["5.00", "14.70"])
def test_nothing_below_the_last_known_minimum_passes(meeting, wage):
    """The shipped minimum ends on 30 June 2026: what is above it passes, what is below does not."""
    vacancy = VacancyFactory(company=meeting.company, status="draft", wage_hour=Decimal(wage))
    with (
        open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope),
        pytest.raises(RuleBroken, match=r"last known legal minimum: €14\.71") as refused,
    ):
        submit_vacancy(vacancy)
    assert (refused.value.field, fresh(vacancy).status) == ("wage_hour", "draft")


def test_match_below_the_last_known_minimum_is_refused(meeting, as_coach):
    proposal = ProposalFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, status=Proposal.Status.INVITED
    )
    agreed = MatchDetails(
        project=meeting.project,
        matched_on=TODAY(),
        kind=Placement.Kind.PAID_JOB,
        hours=24,
        planned_start_on=TODAY(),
        wage_hour=Decimal("5.00"),
    )
    with pytest.raises(RuleBroken, match="last known legal minimum") as refused:
        services.record_match(proposal, agreed)
    assert refused.value.field == "wage_hour"


def test_work_below_a_new_minimum_is_told_once_and_goes_when_a_wage_is_recorded(meeting, work, as_coach):
    enter_floor()
    assert (retest().low, retest().low) == (1, 0)
    assert fresh(work).wage_low_on == TODAY()
    with pytest.raises(RuleBroken, match="below the legal minimum"):
        services.change_placement(work, 30, work.planned_start_on)
    services.change_placement(work, work.hours, work.planned_start_on, wage_hour=ENOUGH)
    assert (fresh(work).wage_hour, work.wage_low_on) == (ENOUGH, None)
    told = AuditEntry.objects.filter(action__startswith="placement.wage").order_by("pk")
    assert [(each.action, each.changes["wage_low_on"]) for each in told] == [
        ("placement.wage_low", [None, TODAY().isoformat()]),
        ("placement.wage_enough", [TODAY().isoformat(), None]),
    ]


def test_planned_work_below_the_minimum_does_not_start(meeting, as_coach):
    planned = PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        wage_hour=LOW,
        planned_start_on=TODAY(),
    )
    services.record_work_permit(planned, TODAY(), TODAY() + timedelta(days=90))
    enter_floor()
    with pytest.raises(RuleBroken, match="below the legal minimum"):
        services.start_placement(planned, TODAY())


def test_minimum_of_an_age_counts_for_who_has_it(meeting, work):
    with system_scope("test"):
        meeting.resident.birth_date = TODAY() - timedelta(days=18 * 366)
        meeting.resident.save()
    enter_floor()
    enter_floor(Decimal("8.00"), name="nl.minimum_wage.hour.18")
    assert retest().low == 0
    enter_floor(LOW + 1, date(2026, 7, 2), name="nl.minimum_wage.hour.18")
    assert retest().low == 1


def test_unpaid_work_is_not_tested(meeting, work):
    with system_scope("test"):
        Placement.objects.update(kind="volunteering", wage_hour=None)
    enter_floor()
    assert retest().low == 0


def test_approval_of_a_minimum_asks_for_a_round_and_of_another_rule_does_not(meeting, monkeypatch):
    said = []
    monkeypatch.setattr(wage_rounds, "say_how_far", lambda *far: said.append(far))
    VacancyFactory(company=meeting.company, wage_hour=LOW)
    second = MembershipFactory(role=Role.ADMINISTRATOR).user
    with open_scope(hat_for(second, Role.ADMINISTRATOR).scope):
        approve_law_value(LawValueFactory())
        assert not Job.objects.filter(kind="wage-round").exists()
        approve_law_value(
            LawValueFactory(name="nl.minimum_wage.hour.19", value="8.90", from_on=date(2026, 7, 1))
        )
        approve_law_value(
            LawValueFactory(name="nl.minimum_wage.hour.21", value=str(FLOOR), from_on=date(2026, 7, 1))
        )
    job = Job.objects.get(kind="wage-round")  # one for both
    assert job.arguments == ["NL"]
    run(job.pk)
    job.refresh_from_db()
    assert (job.status, said) == ("done", [(2, 2)])
    assert fresh(meeting.vacancy).status == "open"  # 16.20
    assert StatusChange.objects.filter(to_status="held").get().job == "test of the wages"


@pytest.mark.django_db
def test_every_night_each_country_with_a_minimum_is_tested(django_capture_on_commit_callbacks):
    retest_wages_today()
    assert sorted(Job.objects.filter(kind="wage-round").values_list("arguments", flat=True)) == [
        ["BE"],
        ["NL"],
    ]


# ── The screens ────────────────────────────────────────────────────────────────────────────────────────────


def test_employer_reads_why_and_raises_the_wage(meeting, client_of):
    vacancy = VacancyFactory(company=meeting.company, wage_hour=LOW)
    enter_floor()
    retest()
    client = client_of(meeting.employer)
    start = client.get(reverse("matching:vacancies")).content.decode()
    assert "On hold: the wage is below the legal minimum." in start
    page = client.get(reverse("matching:vacancy", args=[vacancy.code])).content.decode()
    assert "The wage is below the legal minimum: €15.50 an hour from 1 July 2026" in page
    address = reverse("employers:vacancy_edit", args=[vacancy.code])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"occupation": "", "places": "2"}
    unchanged = client.post(address, typed | {"wage_hour": "15,40"}, follow=True)
    assert "stays on hold until the wage is raised" in unchanged.content.decode()
    assert client.post(address, typed | {"wage_hour": "15,49"}).status_code == 200
    response = client.post(address, typed | {"wage_hour": "15,50"}, follow=True)
    assert "the vacancy is open again" in response.content.decode()
    assert fresh(vacancy).status == "open"


def test_desk_sees_that_a_vacancy_is_held(meeting, client_of):
    vacancy = VacancyFactory(company=meeting.company, wage_hour=LOW)
    enter_floor()
    retest()
    client = client_of(meeting.coach)
    page = client.get(reverse("matching:vacancy", args=[vacancy.code])).content.decode()
    assert "the wage is too low" in page
    assert reverse("matching:propose", args=[vacancy.code]) not in page
    listed = client.get(reverse("matching:vacancies"), {"status": "held"})
    assert [each.code for each in listed.context["page"].rows] == [vacancy.code]


def test_page_of_the_work_says_what_to_do_and_takes_the_new_wage(meeting, work, client_of):
    enter_floor()
    retest()
    client = client_of(meeting.coach)
    page = client.get(reverse("desk:placement", args=[work.code])).content.decode()
    assert "The wage is too low" in page
    address = reverse("matching:placement_record", args=[work.code])
    assert client.get(address).context["choices"][0][0].name == "change"
    typed = {
        "action": "change",
        "hours": "24",
        "wage_hour": "15,45",
        "planned_start_on": work.planned_start_on.isoformat(),
    }
    refused = client.post(address, typed)
    assert list(refused.context["failed"].errors) == ["wage_hour"]
    assert 'value="15,45"' in refused.content.decode()
    assert client.post(address, typed | {"wage_hour": "15,60"}).status_code == 302
    assert (fresh(work).wage_hour, work.wage_low_on) == (Decimal("15.60"), None)
