"""One employer with a company, and another who must not see it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.employers import CompanyFactory


@pytest.fixture
def house(db):
    """A company, its employer, a stranger, a coach and a coordinator."""
    company, other = CompanyFactory(signed=False), CompanyFactory()
    centre = CentreFactory()
    return SimpleNamespace(
        company=company,
        employer=MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user,
        stranger=MembershipFactory(role=Role.EMPLOYER, organisation=other.organisation).user,
        coach=MembershipFactory(centres=[centre]).user,
    )


@pytest.fixture
def as_employer(house):
    """The scope of the employer, open during the test."""
    with open_scope(hat_for(house.employer, Role.EMPLOYER).scope) as scope:
        yield scope


@pytest.fixture
def client_of():
    """A browser in which the given user is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
