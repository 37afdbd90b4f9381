"""The page of one resident."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from desk.case.history import ACTIONS, trail
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange, record_status
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from residents.models import Resident, TrainingMember
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
    CentreStayFactory,
    ContactFactory,
    DuoFactory,
    GoalFactory,
    IntakeFactory,
    LanguageSkillFactory,
    MentorFactory,
    PlanReviewFactory,
    StepFactory,
    TrainingGroupFactory,
)

pytestmark = pytest.mark.django_db
TABS = ("overview", "steps", "contacts", "intake", "matches", "documents", "history")


def url(person: Resident) -> str:
    return reverse("desk:resident", args=[person.code])


def whole_case(centre, coach) -> Resident:
    """Make somebody with something in every part of the page."""
    person = resident_with_case(centre, coach)
    project = ProjectFactory(centres=[centre])
    CentreStayFactory(resident=person)
    LanguageSkillFactory(resident=person)
    ContactFactory(resident=person, project=project, coach=coach, note="Wants to cook.")
    IntakeFactory(resident=person, project=project, coach=coach, complete=True, occupation="Cook")
    proposal = ProposalFactory(resident=person, status=Proposal.Status.MATCHED, answered_on=day(-8))
    match = MatchFactory(resident=person, vacancy=proposal.vacancy, proposal=proposal)
    placement = PlacementFactory(match=match)
    StepFactory(resident=person, opened_on=day(-50), due_on=day(-9))
    StepFactory(resident=person, kind="twv", party="employer", subject=placement.code)
    return person


@pytest.mark.parametrize("tab", TABS)
def test_resident_page_shows_each_tab(tab):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = whole_case(centre, coach)

    response = client.get(url(person), {"tab": tab})

    assert response.status_code == 200
    assert [each["url"] for each in response.context["tabs"] if each["is_current"]] == [f"?tab={tab}"]


def test_resident_page_says_whether_they_may_work_and_what_blocks():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = whole_case(centre, coach)

    context = client.get(url(person)).context

    assert context["banner"].kind == "go"
    assert context["path"].wait.title == "BSN blocks the start. It is up to: municipality of Almere."
    assert [job.kind for job in context["jobs"]] == ["stop", "wait", ""]


def test_resident_page_says_that_the_intake_is_not_finished():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach, status=Resident.Status.INTAKE)
    IntakeFactory(resident=person)

    page = client.get(url(person))

    assert page.content.decode().count("The intake is not finished: 1 of") == 1
    assert page.context["jobs"][0].url == reverse("residents:intake", args=[person.code])


def test_resident_page_without_facts_says_that_it_is_incomplete():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident(centre, coach, work_outcome="incomplete", work_allowed_from=None)

    context = client.get(url(person)).context

    assert context["banner"].kind == "open"
    assert context["jobs"][0].url == reverse("residents:procedure", args=[person.code])


def test_resident_at_work_sees_the_talk_that_is_due():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach)
    check_in = CheckInFactory(placement=StartedPlacementFactory(match=MatchFactory(resident=person)))
    IntakeFactory(resident=person, complete=True)

    context = client.get(url(person)).context

    assert [job.url for job in context["jobs"]] == [reverse("matching:check_in", args=[check_in.pk])]
    assert context["path"].wait is None


def test_time_line_tells_the_case_newest_first():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = whole_case(centre, coach)

    page = client.get(url(person), {"tab": "history"})
    events, company = page.context["events"], page.context["placement"].match.company

    assert [event.title for event in events][:4] == [
        f"Proposed to {company}.",
        "Intake complete, guidance opened.",
        "Match.",
        "Intake begun.",
    ]
    assert [event.on for event in events] == sorted((event.on for event in events), reverse=True)
    assert [event.text for event in events if event.title == "Contact: At the desk."] == [
        "Wants an intake. Wants to cook."
    ]


def test_looking_is_kept_once_a_day_for_each_person():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach)
    colleague = member(Role.COACH, centre)

    client.get(url(person))
    client.get(url(person))
    signed_in(colleague).get(url(person))

    looks = AuditEntry.objects.filter(action="resident.viewed", resident_id=person.pk)
    assert sorted(look.actor_id for look in looks) == sorted([coach.pk, colleague.pk])


def test_history_tells_who_changed_or_looked():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach)
    with system_scope("nightly"):
        record_status(person, "contacted", "intake", reason="Wants to begin")

    shown = client.get(url(person), {"tab": "history"}).context["trail"]

    assert [(row["title"], row["text"], row["by"]) for row in shown] == [
        ("Looked at the case.", "", coach.name),
        ("Resident: from “Contacted” to “Intake under way”.", "Wants to begin", "Jobdesk, by itself"),
    ]


def test_history_names_the_coded_reasons():
    with system_scope("test"):
        person, placement = resident(CentreFactory()), StartedPlacementFactory()
        record_status(person, "guidance", "exited", reason="moved_away")
        record_status(placement, "started", "ended", reason="other_employer")
        record_status(placement.match, "standing", "fell_through", reason="other_employer")  # was typed

    reasons = {row["text"] for row in trail([], StatusChange.objects.exclude(reason=""))}

    assert reasons == {"Moved out of reception", "Goes on with another employer", "other_employer"}


def test_resident_of_another_centre_is_not_found():
    _coach, client = coach_at(CentreFactory())
    foreign = resident(CentreFactory())

    assert client.get(url(foreign)).status_code == 404
    assert AuditEntry.objects.filter(action="resident.viewed").count() == 0


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_resident_is_refused_to_other_roles(role):
    person = resident(CentreFactory())

    assert signed_in(member(role)).get(url(person)).status_code == 403


def test_resident_page_cannot_be_posted_to():
    centre = CentreFactory()
    coach, client = coach_at(centre)

    assert client.post(url(resident(centre, coach))).status_code == 405


# Actions that are not about one resident, so that they stand in nobody's history.
ELSEWHERE = (
    "access.",
    "job.",
    "journey.",
    "admin.",
    "calendar.",
    "charter.",
    "client.",
    "coach.",
    "colleagues.",
    "company.",
    "company_concern.",
    "digest.",
    "guide.",
    "import.",
    "law_value.",
    "line.",
    "list",
    "members.",
    "measure.",
    "mentor.",
    "organisation.",
    "project.",
    "rankings.",
    "reassessment.",
    "reminders.",
    "report.",
    "vacancy.",
)
OF_A_GROUP = {
    "fair.accepted",
    "programme.changed",
    "programme.made",
    "programme.printed",
    "programme.run_planned",
    "fair.companies_invited",
    "fair.meetings_proposed",
    "fair.planned",
    "fair.printed",
    "fair.reopened",
    "fair.table_added",
    "fair.table_removed",
    "session.changed",
    "session.list_printed",
    "session.planned",
    "training.made",
    "training.session_planned",
}


def test_every_action_on_a_case_has_words_in_the_history():
    folders = [Path(settings.BASE_DIR) / name for name in ("jobdesk", *settings.ROOMS)]
    code = "".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))
    recorded = set(re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', code))
    of_a_case = {name for name in recorded - OF_A_GROUP if not name.startswith(ELSEWHERE)}
    assert of_a_case - set(ACTIONS) == set()


def test_history_tells_of_stays_plans_consents_duos_and_groups():
    centre = CentreFactory(name="AZC Lindenhout")
    coach, client = coach_at(centre)
    person = whole_case(centre, coach)
    GoalFactory(resident=person, status="reached", closed_on=day(0))
    PlanReviewFactory(resident=person, due_on=day(-1), done_on=day(-1), note="Goes well")
    DuoFactory(resident=person, mentor=MentorFactory(centre=centre, name="Truus Mulder"))
    with system_scope("test"):
        TrainingMember.objects.create(group=TrainingGroupFactory(centre=centre), resident=person)
    titles = {event.title for event in client.get(url(person), {"tab": "history"}).context["events"]}
    assert titles >= {
        "Came to live in AZC Lindenhout.",
        "Set a goal: Paid job.",
        "Reached a goal: Paid job.",
        "Looked at the plan together.",
        "Began a duo with Truus Mulder.",
        "Joined the training group Hairdressers.",
    }
