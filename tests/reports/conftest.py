"""A small project with people in every state, a funder and a coordinator, and a stranger to both."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from reports.indicators import RETENTION_WEEKS
from reports.models import Report
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory, ProjectTargetFactory
from tests.factories.matching import MatchFactory, PlacementFactory
from tests.factories.residents import (
    CentreStayFactory,
    ContactFactory,
    DocumentFactory,
    IntakeFactory,
    LegalEventFactory,
    ResidentFactory,
    StepFactory,
)

FROM, DAY, TO = date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 31)
PERIOD = {"from_on": "2023-01-01", "to_on": "2023-12-31"}
NO_RETENTION = {
    f"{part}_{weeks}": 0 for weeks in RETENTION_WEEKS for part in ("due", "kept", "left", "unsure")
}
FIGURES = {
    "residents": 13,
    "work_allowed": 12,
    "outreach": 13,
    "intakes": 12,
    "guidance": 12,
    "matched": 10,
    "started": 5,
    "waiting_for_number_or_permit": 5,
    "matched_other": 0,
    "at_work": 5,
    "positions": 10,
    "intake_to_match_rate": 0.8333,
    "guidance_to_work_rate": 0.4167,
    "period_match_ratio": 0.8333,
    # Five started on one day, and nothing is known of any of them since.
    "overridden_starts": 0,
    **NO_RETENTION,
    "due_13": 5,
    "unsure_13": 5,
    "due_26": 5,
    "unsure_26": 5,
}


@dataclass
class Desk:
    """A project with its people, and who looks at it."""

    project: Project
    centre: Centre
    coordinator: User
    funder: User
    stranger: User  # a funder of another project

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client


@pytest.fixture
def desk(db) -> Desk:
    """12 of 13 people with an intake, 10 matched, 5 at work in 10 positions, 5 waiting for a BSN."""
    centre = CentreFactory(name="Lindenhout", municipality="Almere")
    funder = OrganisationFactory(name="Ministry of Work", kind="funder")
    stranger = OrganisationFactory(name="Another fund", kind="funder")
    project = ProjectFactory(
        code="LINDE", name="Linde at work", starts_on=FROM, ends_on=TO, centres=[centre], funders=[funder]
    )
    ProjectFactory(code="OTHER", starts_on=FROM, ends_on=TO, centres=[CentreFactory()], funders=[stranger])
    ProjectTargetFactory(project=project, figure="matched", value=8)
    for number in range(13):
        make_person(project, centre, number)
    return Desk(
        project=project,
        centre=centre,
        coordinator=MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user,
        funder=MembershipFactory(role=Role.FUNDER, organisation=funder).user,
        stranger=MembershipFactory(role=Role.FUNDER, organisation=stranger).user,
    )


def make_person(project: Project, centre: Centre, number: int) -> None:
    """Person 0 to 4 are at work, 5 to 9 wait, 10 and 11 have an intake, of 12 the procedure is not known."""
    person = ResidentFactory(centre=centre)
    CentreStayFactory(resident=person, from_on=date(2022, 6, 1))
    ContactFactory(resident=person, project=project, on=DAY)
    if number == 12:
        return
    LegalEventFactory(resident=person, on=date(2022, 1, 1))
    DocumentFactory(resident=person, from_on=date(2022, 1, 1), until_on=date(2024, 12, 31))
    IntakeFactory(
        resident=person,
        project=project,
        status="complete",
        started_on=DAY,
        completed_on=DAY,
        education="isced_3",
    )
    if number >= 10:
        return
    match = MatchFactory(resident=person, project=project, matched_on=DAY)
    if number >= 5:
        StepFactory(resident=person, opened_on=DAY, due_on=date(2023, 8, 1))
        return
    for sector in ("logistics", "cleaning"):
        PlacementFactory(
            match=match, sector=sector, status="started", planned_start_on=DAY, started_on=date(2023, 7, 1)
        )


@pytest.fixture
def ready_report(desk, django_capture_on_commit_callbacks) -> Report:
    """A report of the whole year in English, built as the task builds it."""
    from reports.services import request_report

    with django_capture_on_commit_callbacks(execute=True), system_scope("test"):
        report = request_report(desk.project, from_on=FROM, to_on=TO, language="en")
    with system_scope("test"):
        report.refresh_from_db()
    return report
