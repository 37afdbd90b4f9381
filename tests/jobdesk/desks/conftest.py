"""A Dutch and a Belgian agency, a partner of both, and who administers them."""

import pytest

from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory, RegionFactory

Kind = Organisation.Kind


@pytest.fixture
def agency(db):
    return OrganisationFactory(name="COA")


@pytest.fixture
def centre(agency):
    return CentreFactory(name="AZC Almere", organisation=agency, region=RegionFactory(name="Flevoland"))


@pytest.fixture
def foreign(db):
    """A centre of another agency, in another country."""
    return CentreFactory(name="Bilzerbos", country="BE")


@pytest.fixture
def partner(db):
    return OrganisationFactory(name="Werkpunt", kind=Kind.PARTNER)


@pytest.fixture
def fund(db):
    return OrganisationFactory(name="Fonds", kind=Kind.FUNDER)


@pytest.fixture
def project(partner, fund, centre, foreign):
    """A project at centres of two agencies."""
    return ProjectFactory(
        code="GRENS", name="Grensland", organisation=partner, centres=[centre, foreign], funders=[fund]
    )


@pytest.fixture
def administrator(agency):
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user


@pytest.fixture
def desk_client(client, administrator):
    """The browser of the administrator."""
    client.force_login(administrator)
    return client
