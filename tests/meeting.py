"""A desk and an employer that meet: one vacancy, one resident who may be proposed, and strangers to both."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.models import LegalEvent
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.residents import (
    DocumentFactory,
    IntakeFactory,
    LanguageSkillFactory,
    LegalEventFactory,
    ResidentFactory,
)


def ready_resident(centre, project, **fields):
    """An applicant past the waiting time, in guidance, who agreed to be shown: needs a TWV to start."""
    resident = ResidentFactory(centre=centre, **fields)
    LegalEventFactory(resident=resident)
    DocumentFactory(resident=resident)
    LanguageSkillFactory(resident=resident)
    IntakeFactory(
        resident=resident,
        project=project,
        complete=True,
        share_consent=True,
        occupation="Hotel cleaning",
        experience_years=6,
        availability=0b111,
        travel_minutes=30,
        hours=24,
    )
    return resident


def protected_resident(centre, project, **fields):
    """Somebody under temporary protection: the employer notifies, no permit."""
    resident = ready_resident(centre, project, **fields)
    LegalEventFactory(resident=resident, type=LegalEvent.Type.STATUS_GRANTED, value="temporary_protection")
    DocumentFactory(resident=resident, type="O-document")
    return resident


@pytest.fixture
def meeting(db):
    """Coach, coordinator and employer around one open vacancy; ``other_…`` belong to strangers."""
    centre = CentreFactory()
    project = ProjectFactory(centres=[centre])
    company = CompanyFactory()
    other_centre = CentreFactory(country="BE")
    other_company = CompanyFactory(organisation=OrganisationFactory(kind="employer", country="BE"))
    return SimpleNamespace(
        centre=centre,
        project=project,
        company=company,
        vacancy=VacancyFactory(company=company),
        resident=ready_resident(centre, project),
        coach=MembershipFactory(centres=[centre]).user,
        coordinator=MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user,
        employer=MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user,
        other_coach=MembershipFactory(centres=[other_centre]).user,
        other_coordinator=MembershipFactory(role=Role.COORDINATOR, centres=[other_centre]).user,
        other_employer=MembershipFactory(role=Role.EMPLOYER, organisation=other_company.organisation).user,
    )


@pytest.fixture
def as_coach(meeting):
    """The scope of the coach, open during the test."""
    with open_scope(hat_for(meeting.coach, Role.COACH).scope) as scope:
        yield scope


@pytest.fixture
def client_of():
    """A browser in which the given user is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
