"""When coaches are at a desk, and which two work together."""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from residents.models import CoachAbsence, CoachDay, CoachPair
from tests.factories.accounts import UserFactory
from tests.factories.desks import CentreFactory
from tests.factories.scoped import ScopedFactory


class CoachDayFactory(ScopedFactory):
    """A Monday morning at a desk, since a month."""

    class Meta:
        model = CoachDay

    user = factory.SubFactory(UserFactory)
    centre = factory.SubFactory(CentreFactory)
    weekday = 0
    begins_at = time(9)
    ends_at = time(12, 30)
    from_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class CoachAbsenceFactory(DjangoModelFactory):
    """Away today and tomorrow."""

    class Meta:
        model = CoachAbsence

    user = factory.SubFactory(UserFactory)
    from_on = factory.LazyFunction(timezone.localdate)
    until_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))


class CoachPairFactory(ScopedFactory):
    """Two coaches of a desk."""

    class Meta:
        model = CoachPair

    centre = factory.SubFactory(CentreFactory)
    first = factory.SubFactory(UserFactory)
    second = factory.SubFactory(UserFactory)
