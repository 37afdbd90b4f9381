"""Administrators of two agencies in two countries, and a text to write."""

from contextlib import contextmanager

import pytest
from django.test import Client

from guides.shipped import Words
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory

WORDS = {
    "nl": Words("Mag het ook ’s nachts?", "Ja, als de bus rijdt."),
    "fr": Words("La nuit aussi ?", "Oui, si le bus roule."),
    "en": Words("At night too?", "Yes, if the bus runs."),
}


def administrator_in(country, name="Ruth de Groot"):
    agency = OrganisationFactory(country=country)
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency, user__name=name).user


@pytest.fixture
def ruth(db):
    """Administers an agency in the Netherlands."""
    return administrator_in("NL")


@pytest.fixture
def lien(db):
    """Administers an agency in Belgium."""
    return administrator_in("BE", "Lien Maes")


@pytest.fixture
def as_user():
    """Return a block in which somebody acts as an administrator."""

    @contextmanager
    def acting(user):
        with open_scope(hat_for(user, Role.ADMINISTRATOR).scope):
            yield

    return acting


@pytest.fixture
def as_ruth(ruth, as_user):
    """The scope of the Dutch administrator, open during the test."""
    with as_user(ruth):
        yield


@pytest.fixture
def browser_of():
    """Return a browser in which the given user is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
