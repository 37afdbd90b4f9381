"""Programmes: a language course, then an internship, then a contract; a run that began two weeks ago."""

from datetime import timedelta

import factory
from django.utils import timezone

from matching.models import Enrolment, EnrolmentOutcome, Programme, ProgrammeRun, ProgrammeStep
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import ResidentFactory
from tests.factories.scoped import ScopedFactory

STEPS = (
    ("language", "Dutch for the kitchen", 12, "resident"),
    ("internship", "Four weeks in a kitchen", 4, "employer"),
    ("contract", "A contract", 26, "employer"),
)


def days_ago(days: int):
    return timezone.localdate() - timedelta(days=days)


class ProgrammeFactory(ScopedFactory):
    """A three-part trajectory with its steps. ``steps=()``: without."""

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    kind = Programme.Kind.THREE_PART
    title = "Into the kitchen"
    centre = factory.SubFactory(CentreFactory)
    project = factory.SubFactory(ProjectFactory)
    seats = 2

    @factory.post_generation
    def steps(self, create, extracted, **kwargs):
        for at, (kind, title, weeks, party) in enumerate(STEPS if extracted is None else extracted, start=1):
            ProgrammeStepFactory(
                programme=self, position=at, kind=kind, title=title, weeks=weeks, party=party
            )


class BareProgrammeFactory(ProgrammeFactory):
    """A programme without steps, so that nothing rests on it."""

    @factory.post_generation
    def steps(self, create, extracted, **kwargs):
        """None."""


class ProgrammeStepFactory(ScopedFactory):
    """The first step: a language course."""

    class Meta:
        model = ProgrammeStep

    programme = factory.SubFactory(ProgrammeFactory, steps=())
    position = 1
    kind = ProgrammeStep.Kind.LANGUAGE
    title = "Dutch for the kitchen"
    weeks = 12
    party = "resident"


class ProgrammeRunFactory(ScopedFactory):
    """A run that began two weeks ago and goes on for half a year, with two places."""

    class Meta:
        model = ProgrammeRun

    programme = factory.SubFactory(ProgrammeFactory)
    starts_on = factory.LazyFunction(lambda: days_ago(14))
    ends_on = factory.LazyFunction(lambda: days_ago(-180))
    seats = 2


class EnrolmentFactory(ScopedFactory):
    """Somebody who takes part since the first day. ``completed=True``: and completed it yesterday."""

    class Meta:
        model = Enrolment

    class Params:
        completed = factory.Trait(
            status=Enrolment.Status.COMPLETED, ended_on=factory.LazyFunction(lambda: days_ago(1))
        )
        stopped = factory.Trait(
            status=Enrolment.Status.STOPPED,
            stop_reason=Enrolment.Stop.HEALTH,
            ended_on=factory.LazyFunction(lambda: days_ago(1)),
        )
        waiting = factory.Trait(status=Enrolment.Status.WAITING, enrolled_on=None)

    run = factory.SubFactory(ProgrammeRunFactory)
    resident = factory.SubFactory(ResidentFactory)
    status = Enrolment.Status.ENROLLED
    asked_on = factory.LazyFunction(lambda: days_ago(14))
    enrolled_on = factory.LazyFunction(lambda: days_ago(14))
    since_on = factory.SelfAttribute("asked_on")


class EnrolmentOutcomeFactory(ScopedFactory):
    """At work three months later, as was told today."""

    class Meta:
        model = EnrolmentOutcome

    enrolment = factory.SubFactory(EnrolmentFactory, completed=True)
    months = 3
    outcome = "work"
    told_on = factory.LazyFunction(timezone.localdate)
