"""Every write to users, memberships and invitations."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.accounts.queries import centres_granted_by, organisations_administered_by
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.desks.models import Centre, Organisation
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import ROLES
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import DESK, Scope, current_scope, open_scope


@transaction.atomic
def invite_member(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    centres: Iterable[Centre],
    language: str,
    site: str,
) -> Invitation:
    """Invite somebody to a role: saves the invitation, records it, and e-mails the link after the commit.

    ``site`` is the address of the site, without a slash at the end. Raises RuleBroken when the actor does not
    administer the organisation or the centres, the role does not exist there, a coach or coordinator gets no
    centre, or the person has or was offered this role already.
    """
    centres = list(centres)
    _check_grant(acting_user(), role, organisation, centres)
    return offer_role(
        email=email,
        name=name,
        role=role,
        organisation=organisation,
        centres=centres,
        language=language,
        site=site,
    )


@transaction.atomic
def offer_role(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    centres: list[Centre],
    duties: dict[str, bool] | None = None,
    language: str,
    site: str,
) -> Invitation:
    """Save, record and send an invitation that the actor was found to be allowed to make.

    Without ``duties`` it offers all that the role has. Raises RuleBroken when the person has or was offered
    this role already.
    """
    email = email.strip().lower()
    if Membership.objects.filter(user__email=email, organisation=organisation, role=role).exists():
        raise RuleBroken(_("This person has this role in this organisation already."), "email")
    if _unanswered(email, organisation, role).exists():
        raise RuleBroken(_("This person was invited already. Send that invitation again."), "email")
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        organisation=organisation,
        duties=duties,
        language=language,
        invited_by=acting_user(),
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    invitation.centres.set(centres)
    offered: dict[str, object] = {
        "role": role,
        "organisation": organisation.pk,
        "centres": [centre.code for centre in centres],
    }
    if invitation.duties:
        offered["duties"] = sorted(invitation.duties)
    record("members.invited", invitation, offered)
    enqueue("invitation", invitation.pk, site)
    return invitation


def _unanswered(email: str, organisation: Organisation, role: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        email=email, organisation=organisation, role=role, accepted_at=None, withdrawn_at=None
    )


def _check_grant(actor: User, role: str, organisation: Organisation, centres: list[Centre]) -> None:
    if not organisations_administered_by(actor).filter(pk=organisation.pk).exists():
        raise RuleBroken(_("You do not manage the members of this organisation."), "organisation")
    granted_role = ROLES.get(role)
    if granted_role is None or organisation.kind not in granted_role.works_for:
        raise RuleBroken(_("This role does not exist in this kind of organisation."), "role")
    works_at_desk = granted_role.reader == DESK
    if works_at_desk and not centres:
        raise RuleBroken(_("Choose at least one centre for a coach or a coordinator."), "centres")
    if centres and not works_at_desk:
        raise RuleBroken(_("Only coaches and coordinators work in centres. Choose none."), "centres")
    granted = set(centres_granted_by(actor).values_list("pk", flat=True))
    if not granted.issuperset(centre.pk for centre in centres):
        raise RuleBroken(_("You can only choose centres of your own agency."), "centres")


@transaction.atomic
def resend_invitation(invitation: Invitation, *, site: str) -> None:
    """Give an unanswered invitation its full time again, record it, e-mail a new link after the commit."""
    invitation = _locked(invitation)
    _check_unanswered(invitation)
    invitation.expires_at = timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["expires_at"])
    record("members.invited_again", invitation)
    enqueue("invitation", invitation.pk, site)


@transaction.atomic
def withdraw_invitation(invitation: Invitation) -> None:
    """Close an unanswered invitation, so that its link no longer works, and record it."""
    invitation = _locked(invitation)
    _check_unanswered(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("members.invitation_withdrawn", invitation)


@transaction.atomic
def accept_as_newcomer(invitation: Invitation, *, name: str, password: str) -> User:
    """Make the user of an invitation: account, verified address, membership; close the invitation; record it.

    An account that was closed opens again, with the new name and password and nothing but this role:
    whoever holds the link reads the mailbox. Raises RuleBroken when the invitation is no longer open or an
    open account has the address.
    """
    invitation = _open(invitation)
    user = User.objects.filter(email=invitation.email).first()
    if user and user.is_active:
        raise RuleBroken(_("There is an account with this e-mail address. Log in to accept the invitation."))
    if user:
        user.memberships.all().delete()
    else:
        user = User(email=invitation.email)
    user.name, user.language = name, invitation.language
    user.is_active, user.is_staff, user.is_superuser = True, False, False
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    with open_scope(Scope(reader="nobody", actor=user)):
        record("members.account_made", user)
        _take_up(invitation, user)
    return user


@transaction.atomic
def accept_as_user(invitation: Invitation) -> Membership:
    """Give the actor the role of an invitation to their address, close the invitation, record it.

    Raises RuleBroken when it is no longer open or is meant for somebody else.
    """
    invitation = _open(invitation)
    user = current_scope().actor
    if user is None or user.email != invitation.email:
        raise RuleBroken(_("This invitation is for another e-mail address."))
    return _take_up(invitation, user)


def _take_up(invitation: Invitation, user: User) -> Membership:
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        defaults={"duties": invitation.duties},
    )
    if not is_new and invitation.duties:
        membership.duties |= invitation.duties
        membership.save(update_fields=["duties"])
    membership.centres.add(*invitation.centres.all())
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("members.invitation_accepted", invitation, {"user": user.pk, "membership": membership.pk})
    return membership


@transaction.atomic
def deactivate_member(user: User) -> None:
    """End every role of ``user`` in the organisations the actor administers, and record it.

    Without any role left the account is closed: the user is logged out at the next request. Raises RuleBroken
    for the actor's own account.
    """
    actor = acting_user()
    if user == actor:
        raise RuleBroken(_("You cannot end your own roles. Ask another administrator."))
    ended = user.memberships.filter(organisation__in=organisations_administered_by(actor))
    record(
        "members.deactivated",
        user,
        {
            "roles": [
                {
                    "role": each.role,
                    "organisation": each.organisation_id,
                    "centres": [centre.code for centre in each.centres.all()],
                }
                for each in ended.prefetch_related("centres").order_by("pk")
            ]
        },
    )
    ended.delete()
    close_without_roles(user)


def close_without_roles(user: User) -> None:
    """Close the account of somebody who has no role left: they are logged out at the next request."""
    if not user.memberships.exists() and not user.is_staff:
        user.is_active = False
        user.save(update_fields=["is_active"])


@transaction.atomic
def change_profile(user: User, *, name: str, phone: str, language: str) -> None:
    """Save what a user says about themselves, and record which of it changed."""
    new = {"name": name, "phone": phone, "language": language}
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(user, field, new[field])
    user.save(update_fields=changed)
    # The fields only: the trail of the accounts keeps no names or numbers.
    record("members.profile_changed", user, {"fields": changed})


def _locked(invitation: Invitation) -> Invitation:
    # Two people can press at once, and one person twice.
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _check_unanswered(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise RuleBroken(_("This invitation was accepted already."))
    if invitation.withdrawn_at:
        raise RuleBroken(_("This invitation was withdrawn."))


def _open(invitation: Invitation) -> Invitation:
    invitation = _locked(invitation)
    _check_unanswered(invitation)
    if not invitation.is_open:
        raise RuleBroken(_("This invitation has expired. Ask for a new one."))
    return invitation
