"""Whom an administrator looks after, and who decides with them.

A role with centres belongs to the agencies of those centres and to nobody else, whatever organisation its
holder works for: a partner may serve two agencies. See docs/adr/0006-four-eyes.md.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from jobdesk.accounts.models import AccessRequest, Invitation, Membership, User
from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import who_may


def own_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations in which ``user`` has a role that manages members."""
    may_manage = who_may("members.manage", "memberships")
    return Organisation.objects.filter(may_manage, memberships__user=user).distinct()


def own_agencies(user: User) -> QuerySet[Organisation]:
    """The reception agencies among them."""
    return own_organisations(user).filter(kind=Organisation.Kind.AGENCY)


def countries_administered_by(user: User) -> frozenset[str]:
    """The countries of the agencies that ``user`` administers."""
    return frozenset(own_agencies(user).order_by().values_list("country", flat=True))


def organisations_administered_by(user: User) -> QuerySet[Organisation]:
    """The organisations whose members ``user`` manages, as far as their roles open no centres.

    Their own, and for an administrator of a reception agency also the partners, funders, municipalities and
    employers of the same country: those have nobody else to let them in. Never another agency.
    """
    own = own_organisations(user)
    guests = Q(country__in=own_agencies(user).values("country")) & ~Q(kind=Organisation.Kind.AGENCY)
    return Organisation.objects.filter(Q(pk__in=own.values("pk")) | guests)


def organisations_offered_by(user: User) -> QuerySet[Organisation]:
    """The organisations to which ``user`` may invite; of another country those that work at their centres."""
    at_their_centres = Q(projects_run__centres__in=centres_of(user)) & ~Q(kind=Organisation.Kind.AGENCY)
    offered = Q(pk__in=organisations_administered_by(user).values("pk")) | at_their_centres
    return Organisation.objects.filter(offered, closed_on=None).distinct()


def centres_of(user: User) -> QuerySet[Centre]:
    """The centres of the agencies that ``user`` administers, closed ones too."""
    return Centre.objects.filter(organisation__in=own_agencies(user))


def centres_granted_by(user: User) -> QuerySet[Centre]:
    """The centres that ``user`` may have opened to a coach or coordinator."""
    return centres_of(user).filter(closed_on=None)


def memberships_managed_by(user: User) -> QuerySet[Membership]:
    """The roles that ``user`` looks after: at their centres, or without any where they administer."""
    return Membership.objects.filter(_is_theirs(Membership, user))


def invitations_managed_by(user: User) -> QuerySet[Invitation]:
    """The invitations to such roles, and those of employers without a company that ``user`` sent."""
    sent = Q(organisation=None, invited_by=user)
    return Invitation.objects.filter(_is_theirs(Invitation, user) | sent)


def _is_theirs(model: type[models.Model], user: User) -> Q:
    links = model.centres.through.objects.filter(**{model._meta.model_name: OuterRef("pk")})
    at_their_centres = Exists(links.filter(centre__in=centres_of(user)))
    return Q(at_their_centres) | (Q(organisation__in=organisations_administered_by(user)) & ~Q(Exists(links)))


def members_managed_by(
    user: User, *, search: str = "", role: str = "", organisation: str = ""
) -> QuerySet[User]:
    """The users with a role that ``user`` looks after, each with these as ``managed_memberships``.

    Each of those names the centres that are theirs as ``managed_centres``. ``search`` is part of a name or an
    address, ``organisation`` the key of an organisation.
    """
    memberships = memberships_managed_by(user)
    chosen = memberships
    if role:
        chosen = chosen.filter(role=role)
    if organisation:
        chosen = chosen.filter(organisation=organisation)
    users = User.objects.filter(pk__in=chosen.values("user"))
    if search:
        users = users.filter(Q(name__icontains=search) | Q(email__icontains=search))
    shown = with_managed_centres(memberships.select_related("organisation"), user).order_by("role", "pk")
    return users.prefetch_related(Prefetch("memberships", shown, to_attr="managed_memberships")).order_by(
        "name", "pk"
    )


def with_managed_centres(memberships: QuerySet[Membership], user: User) -> QuerySet[Membership]:
    """These roles, each with those of its centres that ``user`` looks after, as ``managed_centres``."""
    return memberships.prefetch_related(Prefetch("centres", centres_of(user), to_attr="managed_centres"))


def organisations_of_members(user: User) -> QuerySet[Organisation]:
    """The organisations of the roles that ``user`` looks after."""
    return Organisation.objects.filter(pk__in=memberships_managed_by(user).values("organisation"))


def unanswered_invitations(user: User) -> QuerySet[Invitation]:
    """The invitations that ``user`` looks after, neither accepted nor withdrawn; expired ones too."""
    return (
        invitations_managed_by(user)
        .filter(accepted_at=None, withdrawn_at=None)
        .select_related("organisation", "invited_by")
        .order_by("expires_at", "pk")
    )


def access_requests_for(user: User) -> QuerySet[AccessRequest]:
    """The requests, of any state, that the administrators of ``user``'s agencies decide on."""
    return AccessRequest.objects.filter(agency__in=own_agencies(user)).select_related(
        "agency", "organisation", "asked_by", "decided_by"
    )


def administrators_of(organisation: Organisation) -> QuerySet[User]:
    """The active users who manage the members of an organisation, by name."""
    found = User.objects.filter(
        who_may("members.manage", "memberships"), is_active=True, memberships__organisation=organisation
    )
    return found.distinct().order_by("name", "pk")


def agencies_of_one(user: User) -> list[Organisation]:
    """The agencies of which ``user`` is the only administrator."""
    return [agency for agency in own_agencies(user) if list(administrators_of(agency)) == [user]]
