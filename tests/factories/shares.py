"""Cases that are shared with a partner."""

from datetime import timedelta

import factory
from django.utils import timezone

from desk.models import CaseShare, ShareNote
from jobdesk.trail.scoping import system_scope
from tests.factories.accounts import UserFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.residents import ConsentFactory, ResidentFactory
from tests.factories.scoped import ScopedFactory


class CaseShareFactory(ScopedFactory):
    """Everything of a case, shared with a partner of its country for two months; give ``steps=[…]``."""

    class Meta:
        model = CaseShare

    resident = factory.SubFactory(ResidentFactory)
    organisation = factory.SubFactory(
        OrganisationFactory, kind="partner", country=factory.SelfAttribute("..resident.centre.country")
    )
    parts = ",".join(CaseShare.Part.values)
    purpose = "Language lessons beside the work."
    until_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
    shared_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=5))
    consent = factory.LazyAttribute(
        lambda share: ConsentFactory(
            resident=share.resident,
            purpose="partner",
            recipient=share.organisation.name,
            given_on=share.shared_on,
            until_on=share.until_on,
        )
    )

    @factory.post_generation
    def steps(self, create, extracted, **kwargs):
        if create and extracted:
            with system_scope("test data"):
                self.steps.set(extracted)


class ShareNoteFactory(ScopedFactory):
    """A report that nobody has read."""

    class Meta:
        model = ShareNote

    share = factory.SubFactory(CaseShareFactory)
    author = factory.SubFactory(UserFactory)
    text = "She came to every lesson."
