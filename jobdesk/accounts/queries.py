"""Whom an administrator looks after."""

from django.db.models import Prefetch, Q, QuerySet

from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import who_may


def own_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations in which ``user`` has a role that manages members."""
    may_manage = who_may("members.manage", "memberships")
    return Organisation.objects.filter(may_manage, memberships__user=user).distinct()


def organisations_administered_by(user: User) -> QuerySet[Organisation]:
    """The organisations whose members ``user`` manages.

    Their own, and for an administrator of a reception agency also the partners, funders, municipalities and
    employers of the same country: those have nobody else to let them in. Never another agency.
    """
    own = own_organisations(user)
    countries = own.filter(kind=Organisation.Kind.AGENCY).values("country")
    guests = Q(country__in=countries) & ~Q(kind=Organisation.Kind.AGENCY)
    return Organisation.objects.filter(Q(pk__in=own.values("pk")) | guests)


def centres_granted_by(user: User) -> QuerySet[Centre]:
    """The centres that ``user`` may open to a coach or coordinator: those of the agencies they administer."""
    agencies = own_organisations(user).filter(kind=Organisation.Kind.AGENCY)
    return Centre.objects.filter(organisation__in=agencies)


def members_managed_by(
    user: User, *, search: str = "", role: str = "", organisation: str = ""
) -> QuerySet[User]:
    """The users with a role in an organisation that ``user`` administers, each with ``managed_memberships``.

    ``search`` is part of a name or an address, ``organisation`` the key of one of those organisations.
    """
    memberships = Membership.objects.filter(organisation__in=organisations_administered_by(user))
    chosen = memberships
    if role:
        chosen = chosen.filter(role=role)
    if organisation:
        chosen = chosen.filter(organisation=organisation)
    users = User.objects.filter(pk__in=chosen.values("user"))
    if search:
        users = users.filter(Q(name__icontains=search) | Q(email__icontains=search))
    shown = memberships.select_related("organisation").prefetch_related("centres").order_by("role", "pk")
    return users.prefetch_related(Prefetch("memberships", shown, to_attr="managed_memberships")).order_by(
        "name", "pk"
    )


def unanswered_invitations(user: User) -> QuerySet[Invitation]:
    """The invitations to what ``user`` administers, neither accepted nor withdrawn; expired ones too."""
    return (
        Invitation.objects.filter(
            organisation__in=organisations_administered_by(user), accepted_at=None, withdrawn_at=None
        )
        .select_related("organisation", "invited_by")
        .order_by("expires_at", "pk")
    )
