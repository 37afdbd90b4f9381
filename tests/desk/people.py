"""A desk for the tests of the screens: a coach signed in at one centre, and people with a case."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail.access import Role
from residents.models import Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory


def day(offset: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=offset)


def member(role: str, *centres: Centre) -> User:
    """Make a user with this role in the centres."""
    return MembershipFactory(role=role, centres=list(centres)).user


def signed_in(user: User) -> Client:
    """Return a client in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def coach_at(*centres: Centre) -> tuple[User, Client]:
    """Make a coach and sign them in."""
    user = member(Role.COACH, *centres)
    return user, signed_in(user)


def resident(centre: Centre, coach: User | None = None, **fields) -> Resident:
    """Make a resident who can be searched and has long been allowed to work with a permit."""
    fields = {
        "first_name": "Yonas",
        "work_outcome": "needs_permit",
        "work_allowed_from": day(-100),
        "last_contact_on": day(-3),
    } | fields
    return ResidentFactory(centre=centre, coach=coach, **fields)


def resident_with_case(centre: Centre, coach: User | None = None, **fields) -> Resident:
    """Make a resident with an application of 300 days ago and a valid W-document."""
    person = resident(centre, coach, **fields)
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person)
    return person
