from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.desks.models import Project
from jobdesk.trail.access import Role
from reports.overview import period_of
from residents.queries import durations
from residents.steps.durations import usual
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import (
    CentreStayFactory,
    DocumentFactory,
    IntakeFactory,
    ResidentFactory,
    StepFactory,
)
from tests.reports.conftest import DAY, FIGURES, FROM, TO, make_person

URL = reverse("reports:overview")
TODAY = timezone.localdate()


def context(desk, **choices):
    return desk.client(desk.coordinator).get(URL, choices).context


def test_the_funnel_has_the_figures_of_the_report(desk, ready_report):
    funnel = [(step["label"], step["value"], step["target"]) for step in context(desk)["funnel"]]
    assert funnel == [
        ("First talk", FIGURES["outreach"], None),
        ("Intake", FIGURES["intakes"], None),
        ("Match", FIGURES["matched"], 8),
        ("Worked at least one day", FIGURES["started"], None),
    ]


def test_each_centre_has_its_own_figures_and_some_centres_are_not_mine(desk):
    second, foreign = CentreFactory(name="Noorderhof"), CentreFactory(name="Havenkwartier")
    desk.project.centres.add(second, foreign)
    desk.coordinator.memberships.get().centres.add(second)
    make_person(desk.project, second, 0)
    make_person(desk.project, foreign, 0)
    seen = context(desk)
    assert [(row.centre.name, row.values) for row in seen["by_centre"]] == [
        ("Lindenhout", (13, 13, 12, 10, 5)),
        ("Noorderhof", (1, 1, 1, 1, 1)),
    ]
    assert [step["value"] for step in seen["funnel"]] == [14, 13, 11, 6]
    assert seen["other_centres"] == 1
    one = context(desk, centre=second.code)
    assert [step["value"] for step in one["funnel"]] == [1, 1, 1, 1]


def test_steps_are_grouped_by_kind_and_municipality(desk):
    for took in range(10, 20):
        StepFactory(
            resident=ResidentFactory(centre=desk.centre),
            status="done",
            opened_on=TODAY - timedelta(days=took + 5),
            closed_on=TODAY - timedelta(days=5),
        )
    StepFactory(resident=ResidentFactory(centre=CentreFactory(municipality="Veenmeer")))
    rows = context(desk)["bottlenecks"]
    assert [(row.kind, row.municipality, row.waiting, row.late) for row in rows] == [("bsn", "Almere", 5, 5)]
    assert rows[0].wait == usual(durations("NL", TODAY), "bsn", "Almere")
    assert (rows[0].wait.place, rows[0].wait.number) == ("Almere", 10)


def test_with_few_cases_in_a_place_a_step_shows_those_of_all_desks_and_else_none(desk):
    StepFactory(resident=ResidentFactory(centre=desk.centre), kind="bank_account")
    for took in range(10, 20):
        StepFactory(
            resident=ResidentFactory(centre=CentreFactory(municipality="Veenmeer")),
            status="done",
            opened_on=TODAY - timedelta(days=took + 5),
            closed_on=TODAY - timedelta(days=5),
        )
    response = desk.client(desk.coordinator).get(URL)
    waits = {row.kind: row.wait for row in response.context["bottlenecks"]}
    assert (waits["bsn"].place, waits["bsn"].number) == ("", 10)
    assert waits["bank_account"] is None
    assert "all desks" in response.content.decode()
    assert "Too few cases yet to say" in response.content.decode()


def test_documents_that_expire_link_to_the_resident(desk):
    person, renewed, foreign = (
        ResidentFactory(centre=desk.centre),
        ResidentFactory(centre=desk.centre),
        ResidentFactory(centre=CentreFactory()),
    )
    for each in (person, renewed, foreign):
        DocumentFactory(resident=each, until_on=TODAY + timedelta(days=12))
    DocumentFactory(resident=renewed, until_on=TODAY + timedelta(days=300))
    response = desk.client(desk.coordinator).get(URL)
    assert [(document.resident, left) for document, left in response.context["expiring"]] == [(person, 12)]
    page = response.content.decode()
    assert reverse("desk:resident", args=[person.code]) in page
    assert foreign.code not in page


def test_what_is_missing_is_counted(desk):
    person = ResidentFactory(
        centre=desk.centre, birth_date=None, reference_number="", reference_missing="not_yet"
    )
    IntakeFactory(
        resident=person,
        project=desk.project,
        status="complete",
        started_on=DAY,
        completed_on=DAY,
        share_consent=True,
    )
    found = {gap["label"]: (gap["complete"], gap["missing"]) for gap in context(desk)["gaps"]}
    assert found == {
        "Date of birth": ("93%", 1),
        "Agency's number": ("93%", 1),
        "Highest education": ("86%", 2),
        "Consent to be shown to employers": ("7%", 13),
    }


def test_periods_end_today_or_with_the_project():
    finished = Project(starts_on=FROM, ends_on=TO)
    assert (period_of(finished, "").from_on, period_of(finished, "").to_on) == (FROM, TO)
    assert period_of(finished, "year").from_on == FROM
    running = Project(starts_on=TODAY - timedelta(days=1000), ends_on=TODAY + timedelta(days=10))
    assert period_of(running, "").to_on == TODAY
    assert period_of(running, "year").from_on == TODAY.replace(month=1, day=1)
    assert period_of(running, "months").from_on == TODAY - timedelta(days=364)


def test_the_running_project_shows_first_and_another_can_be_chosen(desk):
    running = ProjectFactory(centres=[desk.centre])
    assert context(desk)["project"] == running
    assert context(desk, project="LINDE")["project"] == desk.project


def test_more_people_take_no_more_queries(desk):
    client = desk.client(desk.coordinator)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(URL)
        return len(seen)

    DocumentFactory(resident=ResidentFactory(centre=desk.centre), until_on=TODAY)
    queries()  # the first of a day asks how long steps take
    before = queries()
    for _number in range(3):
        person = ResidentFactory(centre=desk.centre)
        CentreStayFactory(resident=person)
        DocumentFactory(resident=person, until_on=TODAY)
        StepFactory(resident=person, kind="twv")
    assert queries() == before


@pytest.mark.parametrize("role", [Role.COACH, Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_other_roles_may_not(desk, role):
    user = MembershipFactory(role=role, centres=[desk.centre] if role == Role.COACH else []).user
    assert desk.client(user).get(URL).status_code == 403


def test_other_methods_are_refused(desk):
    assert desk.client(desk.coordinator).post(URL).status_code == 405


def test_a_coordinator_without_projects_is_told(db, client):
    client.force_login(MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user)
    assert "No project yet" in client.get(URL).content.decode()
