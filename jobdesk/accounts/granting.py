"""What it takes to give somebody a role: the checks, and the invitation by which they take it up."""

from collections.abc import Iterable, Sequence

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.accounts.queries import (
    centres_granted_by,
    organisations_administered_by,
    organisations_offered_by,
)
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.desks.models import Centre, Organisation
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import ROLES, is_of_role, record_of
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken


def needs_second_administrator(role: str, organisation: Organisation | None) -> bool:
    """Say whether a role is given by two administrators: one that sees residents, or that gives such roles.

    For whom it is does not count: an address does not tell who reads it. Without an ``organisation`` somebody
    is to register a company. Raises KeyError for no role.
    """
    is_at_agency = organisation is not None and organisation.kind == Organisation.Kind.AGENCY
    gives_them = is_of_role(role, "members.manage") and is_at_agency
    return gives_them or record_of(role).sees_residents


def check_grant(actor: User, role: str, organisation: Organisation, centres: Sequence[Centre]) -> None:
    """Raise RuleBroken when ``actor`` cannot give this role in this organisation and these centres."""
    if not organisations_offered_by(actor).filter(pk=organisation.pk).exists():
        raise RuleBroken(_("You do not manage the members of this organisation."), "organisation")
    granted_role = ROLES.get(role)
    if granted_role is None or organisation.kind not in granted_role.works_for:
        raise RuleBroken(_("This role does not exist in this kind of organisation."), "role")
    if granted_role.has_centres and not centres:
        raise RuleBroken(_("Choose at least one centre for a coach or a coordinator."), "centres")
    if centres and not granted_role.has_centres:
        raise RuleBroken(_("Only coaches and coordinators work in centres. Choose none."), "centres")
    granted = set(centres_granted_by(actor).values_list("pk", flat=True))
    if not granted.issuperset(centre.pk for centre in centres):
        raise RuleBroken(_("You can only choose centres of your own agency."), "centres")
    if centres:
        return
    if not organisations_administered_by(actor).filter(pk=organisation.pk).exists():
        raise RuleBroken(_("You can only invite coaches and coordinators to this organisation."), "role")


def held_by(email: str, role: str, organisation: Organisation) -> QuerySet[Membership]:
    """The role of the person with this address in an organisation, if they have it."""
    return Membership.objects.filter(user__email=email, organisation=organisation, role=role)


def offered_to(email: str, role: str, organisation: Organisation | None) -> QuerySet[Invitation]:
    """The invitations of this address to a role that wait for an answer, expired ones too."""
    return Invitation.objects.filter(
        email=email, organisation=organisation, role=role, accepted_at=None, withdrawn_at=None
    )


def refuse_twice(held: QuerySet[Membership], waiting: QuerySet[Invitation]) -> None:
    """Raise RuleBroken when somebody has or was offered the role that is about to be offered."""
    if held.exists():
        raise RuleBroken(_("This person has this role in this organisation already."), "email")
    if waiting.exists():
        raise RuleBroken(_("This person was invited already. Send that invitation again."), "email")


def issue_invitation(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation | None,
    centres: Iterable[Centre],
    language: str,
    invited_by: User | None,
    site: str,
    duties: dict[str, bool] | None = None,
) -> Invitation:
    """Save an invitation, record it, and have its link e-mailed after the commit. Checks nothing.

    Without ``duties`` it offers all that the role has.
    """
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        organisation=organisation,
        duties=duties,
        language=language,
        invited_by=invited_by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    centres = list(centres)
    invitation.centres.set(centres)
    offered: dict[str, object] = {
        "role": role,
        "organisation": organisation.pk if organisation else None,
        "centres": [centre.code for centre in centres],
    }
    if invitation.duties:
        offered["duties"] = sorted(invitation.duties)
    record("members.invited", invitation, offered)
    enqueue("invitation", invitation.pk, site)
    return invitation


def reads_mail_of(user: User, email: str) -> bool:
    """Say whether ``email`` is an address of ``user``: of the account, another, or one with a tag."""
    theirs = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return _mailbox(email) in {_mailbox(each) for each in theirs}


def _mailbox(email: str) -> str:
    """The mailbox behind an address: r.degroot+coach@example.org is read by r.degroot@example.org."""
    local, _at, host = email.strip().casefold().rpartition("@")
    return f"{local.split('+')[0]}@{host}"
