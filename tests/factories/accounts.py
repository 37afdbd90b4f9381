"""Users who can sign in, and what they are in an organisation."""

from datetime import timedelta

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from jobdesk.accounts.granting import needs_second_administrator
from jobdesk.accounts.models import AccessRequest, Invitation, Membership, User
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from tests.factories.desks import OrganisationFactory

PASSWORD = "a-long-password-1"

KIND_OF_ROLE = {
    Role.EMPLOYER: Organisation.Kind.EMPLOYER,
    Role.FUNDER: Organisation.Kind.FUNDER,
    Role.PARTNER: Organisation.Kind.PARTNER,
}


class UserFactory(DjangoModelFactory):
    """A user with a verified address and the password ``PASSWORD``, who reads English."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user-{n}@example.org")
    name = factory.Sequence(lambda n: f"Marieke Bos{n}")
    language = "en"

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        return model_class.objects.create_user(*args, password=password, **kwargs)

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class MembershipFactory(DjangoModelFactory):
    """A coach in an agency, unless ``role`` says otherwise. Give ``centres=[…]``."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    role = Role.COACH
    organisation = factory.SubFactory(
        OrganisationFactory,
        kind=factory.LazyAttribute(
            lambda each: KIND_OF_ROLE.get(each.factory_parent.role, Organisation.Kind.AGENCY)
        ),
    )

    @factory.post_generation
    def centres(self, create, extracted, **kwargs):
        if create and extracted:
            self.centres.set(extracted)


class InvitationFactory(DjangoModelFactory):
    """An open invitation to be a coach. Give ``centres=[…]``."""

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"invited-{n}@example.org")
    name = "Samira Haddad"
    language = "en"
    role = Role.COACH
    organisation = factory.SubFactory(OrganisationFactory)
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    @factory.post_generation
    def centres(self, create, extracted, **kwargs):
        if create and extracted:
            self.centres.set(extracted)

    @factory.post_generation
    def agreed(self, create, extracted, **kwargs):
        """Two administrators agreed where two must; ``agreed=False``: only one did."""
        if create and extracted is not False and needs_second_administrator(self.role, self.organisation):
            AccessRequestFactory(
                agency=self.organisation,
                email=self.email,
                role=self.role,
                status=AccessRequest.Status.APPROVED,
                asked_by=self.invited_by,
                decided_by=UserFactory(),
                decided_at=timezone.now(),
                invitation=self,
            )


class AccessRequestFactory(DjangoModelFactory):
    """A request for a coach that waits in an agency. Give ``centres=[…]``."""

    class Meta:
        model = AccessRequest
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"asked-{n}@example.org")
    name = "Samira Haddad"
    language = "en"
    role = Role.COACH
    agency = factory.SubFactory(OrganisationFactory)
    organisation = factory.SelfAttribute("agency")
    asked_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))

    @factory.post_generation
    def centres(self, create, extracted, **kwargs):
        if create and extracted:
            self.centres.set(extracted)
