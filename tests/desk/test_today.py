"""The coach's start page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from matching.models import CheckIn, Proposal
from residents.models import Intake, Resident, Step
from tests.desk.people import coach_at, day, member, resident, resident_with_case, signed_in
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.matching import (
    CheckInFactory,
    MatchFactory,
    PlacementFactory,
    ProposalFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import (
    AppointmentFactory,
    ContactFactory,
    DocumentFactory,
    IntakeFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
URL = reverse("desk:today")


def jobs(client) -> dict[str, list[tuple[str, str]]]:
    """The worklist by group, as (sentence without links, address of the form)."""
    response = client.get(URL)
    assert response.status_code == 200
    return {
        group["id"]: [(strip_tags(job.sentence), job.url) for job in group["jobs"]]
        for group in response.context["work"].groups
    }


def test_today_lists_the_work_of_the_coach_worst_first():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    yonas = resident_with_case(centre, coach)
    late = StepFactory(resident=yonas, due_on=day(-4))
    due = StepFactory(resident=yonas, kind="bank_account", party="resident", due_on=day(0))
    soon = StepFactory(resident=yonas, kind="health_insurance", party="resident", due_on=day(6))
    StepFactory(resident=yonas, kind="income_declaration", due_on=day(7))
    StepFactory(resident=yonas, kind="twv", status="done", closed_on=day(-1), due_on=day(-2))

    assert jobs(client) == {
        "late": [("Yonas T.: Citizen service number (BSN) is late", step_url(yonas, late))],
        "now": [("Yonas T.: Bank account is due today", step_url(yonas, due))],
        "week": [("Yonas T.: Health insurance is due", step_url(yonas, soon))],
    }


def step_url(person: Resident, step: Step) -> str:
    return reverse("residents:step", args=[person.code, step.pk])


def test_today_shows_each_other_kind_of_work_with_its_form():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    expiring = resident(centre, coach, first_name="Selam", last_name="Gebre")
    DocumentFactory(resident=expiring, until_on=day(12))
    allowed = resident(centre, coach, first_name="Farhad", last_name="Moradi", work_allowed_from=day(0))
    unfinished = resident(centre, coach, first_name="Rashid", last_name="Noori", status="intake")
    IntakeFactory(resident=unfinished, started_on=day(-9))
    unseen = resident(centre, coach, first_name="Karim", last_name="Saleh", last_contact_on=day(-31))
    working = resident(centre, coach, first_name="Olena", last_name="Petrenko")
    check_in = CheckInFactory(
        placement=StartedPlacementFactory(match=MatchFactory(resident=working)), due_on=day(0)
    )
    planned = PlacementFactory(match=MatchFactory(resident=expiring), planned_start_on=day(-1))
    company = planned.match.company
    proposal = ProposalFactory(resident=allowed, status=Proposal.Status.INVITED, answered_on=day(-1))
    vacancy = proposal.vacancy

    assert jobs(client) == {
        "late": [
            (
                f"Selam G.: did the work at {company} begin?",
                reverse("matching:placement_record", args=[planned.code]),
            )
        ],
        "now": [
            ("Olena P.: talk of week 1", reverse("matching:check_in", args=[check_in.pk])),
            (
                f"{vacancy.company} wants to talk to 1 candidate",
                reverse("matching:vacancy", args=[vacancy.code]),
            ),
            (
                "Selam G.: W-document expires in 12 days",
                reverse("residents:procedure", args=[expiring.code]),
            ),
            ("Farhad M. may work from today", reverse("matching:suiting", args=[allowed.code])),
            (
                "Rashid N.: the intake is not finished",
                reverse("residents:intake", args=[unfinished.code]),
            ),
        ],
        "week": [
            (
                "Karim S.: no contact for 31 days",
                f"{reverse('residents:outreach')}?resident={unseen.code}",
            )
        ],
    }


def test_today_leaves_out_what_is_done_or_of_others():
    centre, elsewhere = CentreFactory(), CentreFactory()
    coach, client = coach_at(centre)
    other = member(Role.COACH, centre)
    for person in (
        resident(centre, other, first_name="Colleague"),
        resident(elsewhere, first_name="Foreign"),
        resident(centre, coach, first_name="Gone", status=Resident.Status.EXITED),
        resident(centre, first_name="Registered", status=Resident.Status.REGISTERED),
    ):
        StepFactory(resident=person, due_on=day(-4))
        DocumentFactory(resident=person, until_on=day(3))
    mine = resident(centre, coach)
    DocumentFactory(resident=mine, until_on=day(3))
    DocumentFactory(resident=mine, until_on=day(300))
    ProposalFactory(
        resident=mine,
        status=Proposal.Status.NO_FIT,
        answered_on=day(-1),
        answer_seen_at="2026-01-01T10:00:00Z",
    )
    IntakeFactory(resident=mine, status=Intake.Status.COMPLETE, completed_on=day(-1))
    CheckInFactory(
        placement=StartedPlacementFactory(match=MatchFactory(resident=mine)),
        status=CheckIn.Status.DONE,
        done_on=day(-1),
    )

    assert jobs(client) == {}


def test_today_shows_who_has_no_coach_to_every_coach_of_the_centre():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    nobody = resident(centre)
    step = StepFactory(resident=nobody, due_on=day(-4))

    assert [url for _sentence, url in jobs(client)["late"]] == [step_url(nobody, step)]


def test_today_is_narrowed_by_the_picked_centre():
    here, there = CentreFactory(), CentreFactory()
    coach, client = coach_at(here, there)
    StepFactory(resident=resident(here, coach, first_name="Here"), due_on=day(-1))
    StepFactory(resident=resident(there, coach, first_name="There"), due_on=day(-1))
    session = client.session
    session["centre"] = here.pk
    session.save()

    assert [sentence for sentence, _url in jobs(client)["late"]] == [
        "Here T.: Citizen service number (BSN) is late"
    ]


def test_today_counts_the_caseload_and_the_month():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    project = ProjectFactory(centres=[centre])
    yonas = resident_with_case(centre, coach)
    StepFactory(resident=yonas, due_on=day(-4), opened_on=day(-30))
    for _again in range(2):
        ContactFactory(resident=yonas, project=project, on=day(0))
    IntakeFactory(resident=yonas, project=project, complete=True, completed_on=day(0))
    StartedPlacementFactory(
        match=MatchFactory(resident=resident_with_case(centre, coach), matched_on=day(0)),
        planned_start_on=day(0),
    )

    context = client.get(URL).context

    assert [place.count for place in context["caseload"]] == [0, 0, 0, 1, 0, 0, 0, 1]
    assert context["caseload"][3].url == reverse("desk:residents") + "?station=number"
    assert [(item["label"], item["value"]) for item in context["figures"]] == [
        ("First contacts", 1),
        ("Intakes", 1),
        ("Persons matched", 1),
        ("Started work", 1),
    ]


def test_today_says_whom_the_coach_meets_this_week_and_in_which_language():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    yonas = resident(centre, coach, first_name="Yonas", last_name="Tekle", language="ti")
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for days in (1, 0, -1, 9):
        AppointmentFactory(resident=yonas, with_user=coach, starts_at=noon + timedelta(days=days))
    AppointmentFactory(resident=yonas, starts_at=noon)  # with a colleague

    agenda = client.get(URL).context["agenda"]

    assert [event["datetime"][:10] for event in agenda] == [day(0).isoformat(), day(1).isoformat()]
    assert (agenda[0]["when"], agenda[0]["title"]) == ("Today, 12:00", "Yonas T.")
    assert agenda[0]["text"] == "Talk, in Tigrinya."


def test_today_of_a_first_day_says_what_to_do():
    _coach, client = coach_at(CentreFactory())

    page = client.get(URL).content.decode()

    assert page.count("Start with a first contact") == 1
    assert page.count("There is nothing that waits for you.") == 1


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_today_is_refused_to_other_roles(role):
    assert signed_in(member(role)).get(URL).status_code == 403


def test_today_cannot_be_posted_to():
    _coach, client = coach_at(CentreFactory())

    assert client.post(URL).status_code == 405


def test_today_makes_as_many_queries_for_three_as_for_one():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    a_busy_resident(centre, coach)
    client.get(URL)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    for _again in range(2):
        a_busy_resident(centre, coach)
    with CaptureQueriesContext(connection) as three:
        client.get(URL)

    assert len(three) == len(one)


def a_busy_resident(centre, coach) -> None:
    person = resident_with_case(centre, coach, work_allowed_from=day(0), last_contact_on=day(-40))
    StepFactory(resident=person, due_on=day(-4))
    IntakeFactory(resident=person)
    ProposalFactory(resident=person, status=Proposal.Status.INVITED, answered_on=day(-1))
    PlacementFactory(match=MatchFactory(resident=person), planned_start_on=day(-1))
    CheckInFactory(placement=StartedPlacementFactory(match=MatchFactory(resident=person)))


def test_wage_that_is_too_low_stands_in_today_until_it_is_mended():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    yonas = resident_with_case(centre, coach)
    work = StartedPlacementFactory(
        match=MatchFactory(resident=yonas), wage_hour=Decimal("5.00"), wage_low_on=day(0)
    )
    StartedPlacementFactory(match=MatchFactory(resident=resident(centre, None)), wage_low_on=None)
    sentence = f"Yonas T.: the wage at {work.match.company} is too low"
    address = reverse("matching:placement_record", args=[work.code]) + "#change"
    assert jobs(client)["now"] == [(sentence, address)]
    overseer = signed_in(member(Role.COORDINATOR, centre))
    assert (sentence, address) in jobs(overseer)["now"]
    line = client.get(URL).context["work"].find(f"wage-{work.code}")
    assert line.fixed_on == day(0)  # nobody puts it off
    assert "€14.71 an hour from 1 January 2026" in line.sub
    work.status, work.ended_on, work.end_reason = "ended", day(0), "other"
    with system_scope("test"):
        work.save()
    assert sentence not in str(jobs(client))
