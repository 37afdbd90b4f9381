"""Values of the law that administrators added."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from residents.models import LawValue, Reassessment
from tests.factories.accounts import UserFactory


class LawValueFactory(DjangoModelFactory):
    """A proposal for the Dutch waiting time. ``approved=True``: two people made it count."""

    class Meta:
        model = LawValue

    class Params:
        approved = factory.Trait(
            status=LawValue.Status.APPROVED,
            decided_by=factory.SubFactory(UserFactory),
            decided_at=factory.LazyFunction(timezone.now),
        )

    name = "nl.work.waiting_months"
    value = 4
    from_on = date(2027, 1, 1)
    source = "Staatsblad 2026, 500"
    source_url = "https://zoek.example.nl/stb-2026-500.html"
    confidence = LawValue.Confidence.OFFICIAL
    proposed_by = factory.SubFactory(UserFactory)


class ReassessmentFactory(DjangoModelFactory):
    """A round for a release that nobody has begun."""

    class Meta:
        model = Reassessment

    cause = Reassessment.Cause.RELEASE
    digest = factory.Sequence(lambda n: f"digest-{n}")
    on = factory.LazyFunction(timezone.localdate)
