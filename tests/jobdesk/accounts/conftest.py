"""People around an agency in the Netherlands, for the tests of accounts."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from tests.factories.accounts import PASSWORD, MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory


@pytest.fixture
def client(django_capture_on_commit_callbacks):
    """A browser after whose requests the jobs are done that were asked for in them."""

    class Browser(Client):
        def request(self, **request):
            with django_capture_on_commit_callbacks(execute=True):
                return super().request(**request)

    return Browser()


@pytest.fixture
def agency():
    return OrganisationFactory(name="COA")


@pytest.fixture
def hotel():
    return OrganisationFactory(name="Hotel Zeezicht", kind=Organisation.Kind.EMPLOYER)


@pytest.fixture
def centre(agency):
    return CentreFactory(name="AZC Almere", organisation=agency)


@pytest.fixture
def administrator(agency):
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user


@pytest.fixture
def second(agency):
    """Another administrator of the same agency."""
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user


@pytest.fixture
def coach(agency, centre):
    return MembershipFactory(organisation=agency, centres=[centre]).user


@pytest.fixture
def log_in(client):
    """Log a user in through the page, as a browser does."""

    def post(user, password=PASSWORD):
        return client.post("/account/login/", {"login": user.email, "password": password})

    return post


@pytest.fixture
def code_now():
    """The code that an app with this secret shows now."""

    def code(secret):
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    return code


@pytest.fixture
def turn_on_second_step(client, code_now):
    """Turn the second step on for the user who is logged in; returns the secret."""

    def turn_on():
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        form = client.get("/account/2fa/totp/activate/").context["form"]
        client.post("/account/2fa/totp/activate/", {"code": code_now(form.secret)})
        return form.secret

    return turn_on
