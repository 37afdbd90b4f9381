"""Companies and vacancies."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from employers.models import Company, Sector, Vacancy
from jobdesk.desks.models import Organisation
from tests.factories.scoped import ScopedFactory


class CompanyFactory(ScopedFactory):
    """A Dutch company that signed the charter a month ago."""

    class Meta:
        model = Company

    organisation = factory.SubFactory(
        "tests.factories.desks.OrganisationFactory",
        kind=Organisation.Kind.EMPLOYER,
        country="NL",
        name=factory.Sequence(lambda n: f"Hotel De Linde {n}"),
    )
    sector = Sector.HOSPITALITY
    municipality = "Almere"
    postcode = "1315 RA"
    charter_signed_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class VacancyFactory(ScopedFactory):
    """An open vacancy that starts in three weeks."""

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
    language = "Dutch A1"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=21))
    submitted_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
