"""Organisations, regions, centres and projects. ``OrganisationFactory(country="BE")`` makes a Belgian one."""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from jobdesk.desks.models import Centre, Organisation, Project, ProjectTarget, Region


class OrganisationFactory(DjangoModelFactory):
    """A Dutch reception agency, unless told otherwise."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Organisation.Kind.AGENCY
    country = "NL"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Region {n}")
    country = "NL"


class CentreFactory(DjangoModelFactory):
    """A centre near Almere, or near Hasselt with ``country="BE"``; agency and region follow the country."""

    class Meta:
        model = Centre

    class Params:
        is_belgian = factory.LazyAttribute(lambda centre: centre.country == "BE")

    code = factory.Sequence(lambda n: f"centre-{n}")
    name = factory.Sequence(lambda n: f"Centre {n}")
    country = "NL"
    organisation = factory.SubFactory(OrganisationFactory, country=factory.SelfAttribute("..country"))
    region = factory.SubFactory(RegionFactory, country=factory.SelfAttribute("..country"))
    municipality = factory.LazyAttribute(lambda centre: "Hasselt" if centre.is_belgian else "Almere")
    postcode = factory.LazyAttribute(lambda centre: "3500" if centre.is_belgian else "1315 AA")
    latitude = factory.LazyAttribute(lambda centre: Decimal("50.93069" if centre.is_belgian else "52.37025"))
    longitude = factory.LazyAttribute(lambda centre: Decimal("5.33248" if centre.is_belgian else "5.21413"))
    capacity = 400


class ProjectFactory(DjangoModelFactory):
    """A project that runs this year and the next. Give ``centres=[…]`` and ``funders=[…]``."""

    class Meta:
        model = Project
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"P{n}")
    name = factory.Sequence(lambda n: f"Project {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(timezone.localdate().year + 1, 12, 31))

    @factory.post_generation
    def centres(self, create, extracted, **kwargs):
        if create and extracted:
            self.centres.set(extracted)

    @factory.post_generation
    def funders(self, create, extracted, **kwargs):
        if create and extracted:
            self.funders.set(extracted)


class ProjectTargetFactory(DjangoModelFactory):
    class Meta:
        model = ProjectTarget

    project = factory.SubFactory(ProjectFactory)
    figure = "matched"
    value = Decimal("50")
