"""A desk to test from: one coach and one coordinator in a centre, and a foreign centre they do not see."""

import pytest
from django.test import Client

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import CentreStayFactory, ResidentFactory


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def elsewhere(db):
    return CentreFactory()


@pytest.fixture
def project(centre):
    return ProjectFactory(centres=[centre])


@pytest.fixture
def coach(centre):
    return MembershipFactory(centres=[centre]).user


@pytest.fixture
def coordinator(centre):
    return MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user


@pytest.fixture
def employer(db):
    return MembershipFactory(role=Role.EMPLOYER).user


@pytest.fixture
def resident(centre):
    resident = ResidentFactory(centre=centre)
    CentreStayFactory(resident=resident)
    return resident


@pytest.fixture
def stranger(elsewhere):
    """A resident of a centre that nobody here serves."""
    return ResidentFactory(centre=elsewhere)


@pytest.fixture
def desk(coach, project):
    """The scope of the coach, open during the test; the project runs in the coach's centre."""
    with open_scope(hat_for(coach, Role.COACH).scope) as scope:
        yield scope


@pytest.fixture
def client_of():
    """A browser in which the given user is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
