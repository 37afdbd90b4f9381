"""Companies and vacancies."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from employers.charter import charter_on
from employers.models import CharterSignature, Client, Company, JoinRequest, Sector, Vacancy, VacancyChange
from jobdesk.desks.models import Organisation
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from tests.factories.accounts import UserFactory
from tests.factories.scoped import ScopedFactory


class CompanyFactory(ScopedFactory):
    """An approved Dutch company that signed the charter a month ago. ``signed=False``: it did not."""

    class Meta:
        model = Company
        skip_postgeneration_save = True

    organisation = factory.SubFactory(
        "tests.factories.desks.OrganisationFactory",
        kind=Organisation.Kind.EMPLOYER,
        country="NL",
        name=factory.Sequence(lambda n: f"Hotel De Linde {n}"),
    )
    sector = Sector.HOSPITALITY
    municipality = "Almere"
    postcode = "1315 RA"
    status = Company.Status.APPROVED

    @factory.post_generation
    def signed(self, create, extracted, **kwargs):
        if create and extracted is not False:
            CharterSignatureFactory(company=self)


class CharterSignatureFactory(ScopedFactory):
    """The charter in force, signed a month ago."""

    class Meta:
        model = CharterSignature

    company = factory.SubFactory(CompanyFactory)
    version = factory.LazyFunction(lambda: charter_on(timezone.localdate()).version)
    signed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))


class JoinRequestFactory(ScopedFactory):
    """Somebody asked today to join a company."""

    class Meta:
        model = JoinRequest

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)


class VacancyFactory(ScopedFactory):
    """An open vacancy that starts in three weeks; opened six days ago."""

    class Meta:
        model = Vacancy

    company = factory.SubFactory(CompanyFactory)
    status = Vacancy.Status.OPEN
    title = "Room attendant"
    description = "Cleaning rooms in a team of six. You learn the work on the job."
    sector = Sector.HOSPITALITY
    municipality = "Almere"
    places = 2
    hours = 24
    wage_hour = Decimal("16.20")
    working_times = "6.30 to 14.30"
    shifts = WORKING_DAYS_BY_DAY
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))
    submitted_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
    published_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=6))
    expires_on = factory.LazyAttribute(lambda row: row.published_on + timedelta(days=Vacancy.OPEN_DAYS))


class VacancyChangeFactory(ScopedFactory):
    """A change of the title and the hours of an open vacancy that waits since yesterday."""

    class Meta:
        model = VacancyChange

    vacancy = factory.SubFactory(VacancyFactory)
    values = factory.LazyFunction(lambda: {"title": "Head of the room attendants", "hours": 32})
    was = factory.LazyAttribute(lambda row: {"title": row.vacancy.title, "hours": row.vacancy.hours})
    proposed_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))


class ClientFactory(ScopedFactory):
    """Where people of an agency work."""

    class Meta:
        model = Client

    company = factory.SubFactory(CompanyFactory, is_agency=True)
    name = factory.Sequence(lambda n: f"Distripark {n}")
    municipality = "Almere"
