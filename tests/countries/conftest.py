"""A desk in Zembla, on a site that has the Netherlands and Belgium too."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone

from employers.models import Company, Vacancy
from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from law import registry, steps
from matching.models import Placement
from matching.profiles import build_profiles
from residents.models import LegalEvent, Resident, WorkExperience
from residents.services import assess_resident
from tests.countries.foreign import assert_own, text_of_page
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import (
    CentreStayFactory,
    DocumentFactory,
    IntakeFactory,
    LanguageSkillFactory,
    LegalEventFactory,
    ResidentFactory,
)

INSTALLED = tuple(site.COUNTRIES)
ZEMBLA = "tests.countries.zembla"
LANGUAGES = ("en", "nl", "fr")


@pytest.fixture
def zembla(settings):
    """Zembla beside the countries of the site."""
    settings.COUNTRIES = [*INSTALLED, ZEMBLA]
    registry.install(settings.COUNTRIES)
    steps.check_catalogues()
    yield registry.country("ZZ")
    registry.install(INSTALLED)


def day(offset: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=offset)


@dataclass
class Desk:
    """One centre with the people who work there, hire from there and pay for it."""

    centre: Centre
    project: Project
    company: Company
    vacancy: Vacancy
    coach: User
    coordinator: User
    employer: User
    funder: User

    def client(self, user: User, language: str = "en") -> Client:
        """Return a browser in which the user, who reads this language, is signed in."""
        User.objects.filter(pk=user.pk).update(language=language)
        user.refresh_from_db()
        client = Client()
        client.force_login(user)
        return client

    def page(self, user: User, url: str, language: str = "en") -> str:
        """Return what the user reads at an address; no word of another country stands there."""
        response = self.client(user, language).get(url)
        assert response.status_code == 200, (url, response.status_code)
        text = text_of_page(response.content.decode())
        assert_own(text)
        return text

    def resident(self, **fields) -> Resident:
        """Make a guest of the Shelter Office of whom nothing is known of the procedure."""
        fields = {"first_name": "Kinbote", "coach": self.coach, "reception": "Shelter"} | fields
        person = ResidentFactory(centre=self.centre, **fields)
        CentreStayFactory(resident=person)
        return person

    def settled(self, interview: int = -100, **fields) -> Resident:
        """Make a guest with an interview so many days from today and a grey pass, ready to be proposed."""
        person = self.resident(**fields)
        LegalEventFactory(resident=person, on=day(-200))
        LegalEventFactory(resident=person, type="reception_interview", on=day(interview))
        DocumentFactory(resident=person, type="grey-pass", from_on=day(-150), until_on=day(200))
        LanguageSkillFactory(resident=person, language="en")
        IntakeFactory(
            resident=person,
            project=self.project,
            complete=True,
            share_consent=True,
            occupation="Hotel cleaning",
            experience_years=6,
            availability=WORKING_DAYS_BY_DAY,
            travel_minutes=30,
            hours=24,
        )
        cleaning = Occupation.objects.get(code="room-attendant")
        with system_scope("test"):
            WorkExperience.objects.create(resident=person, occupation=cleaning, years=6)
            assess_resident(person)
        person.refresh_from_db()
        build_profiles([person.pk])
        return person

    def placed(self, person: Resident, **fields) -> Placement:
        """Make a planned paid job of a person at the company."""
        return PlacementFactory(
            match__resident=person,
            match__vacancy=self.vacancy,
            match__project=self.project,
            **{"planned_start_on": day(5)} | fields,
        )

    def registered(self, person: Resident) -> None:
        """The company has registered this worker at the Labour Board."""
        LegalEventFactory(
            resident=person,
            type=LegalEvent.Type.EMPLOYER_NOTIFIED,
            on=day(-9),
            employer=self.company.employer_code,
        )


@pytest.fixture
def desk(zembla, db) -> Desk:
    """The desk of Onhava."""
    place = {"municipality": "Onhava", "postcode": "ON 12"}
    centre = CentreFactory(country="ZZ", name="House of Onhava", **place)
    centre.organisation.name = "Shelter Office"
    centre.organisation.save()
    payer = OrganisationFactory(name="Fund for Guests", kind="funder", country="ZZ")
    project = ProjectFactory(
        name="Work for guests", organisation=centre.organisation, centres=[centre], funders=[payer]
    )
    company = CompanyFactory(
        organisation=OrganisationFactory(name="Glass Works", kind="employer", country="ZZ"), **place
    )
    return Desk(
        centre=centre,
        project=project,
        company=company,
        vacancy=VacancyFactory(
            company=company,
            municipality="Onhava",
            wage_hour=Decimal("11.00"),
            occupation=Occupation.objects.get(code="room-attendant"),
        ),
        coach=MembershipFactory(centres=[centre]).user,
        coordinator=MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user,
        employer=MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user,
        funder=MembershipFactory(role=Role.FUNDER, organisation=payer).user,
    )
