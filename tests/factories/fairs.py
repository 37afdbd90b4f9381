"""Job fairs: tomorrow at one, with vacancies and guests."""

from datetime import timedelta

import factory
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from residents.models import Consent
from tests.factories.employers import VacancyFactory
from tests.factories.residents import ConsentFactory, GroupSessionFactory
from tests.factories.scoped import ScopedFactory


def tomorrow_at_one():
    day = timezone.localtime() + timedelta(days=1)
    return day.replace(hour=13, minute=0, second=0, microsecond=0)


class FairFactory(ScopedFactory):
    """A job fair of two hours, with conversations of ten minutes."""

    class Meta:
        model = Fair

    session = factory.SubFactory(
        GroupSessionFactory,
        kind="job_fair",
        title="Job fair",
        starts_at=factory.LazyFunction(tomorrow_at_one),
        minutes=120,
    )


class FairTableFactory(ScopedFactory):
    """An open vacancy with two conversations."""

    class Meta:
        model = FairTable

    fair = factory.SubFactory(FairFactory)
    vacancy = factory.SubFactory(VacancyFactory)
    seats = 2


class FairGuestFactory(ScopedFactory):
    """Somebody who is invited; ``comes=True``: and comes, with their consent."""

    class Meta:
        model = FairGuest

    class Params:
        comes = factory.Trait(
            status="comes",
            consent=factory.SubFactory(
                ConsentFactory, resident=factory.SelfAttribute("..resident"), purpose=Consent.Purpose.MEETING
            ),
        )

    fair = factory.SubFactory(FairFactory)
    resident = factory.SubFactory("tests.factories.residents.ResidentFactory")

    @factory.lazy_attribute
    def number(self):
        """The next one of the fair."""
        with system_scope("test data"):
            return self.fair.guests.count() + 1


class FairMeetingFactory(ScopedFactory):
    """A conversation in the first round."""

    class Meta:
        model = FairMeeting

    table = factory.SubFactory(FairTableFactory)
    guest = factory.SubFactory(FairGuestFactory, comes=True)
    round = 0
