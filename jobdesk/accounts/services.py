"""Every write to users, memberships and invitations."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.access_requests import ask_for_access
from jobdesk.accounts.granting import (
    check_grant,
    held_by,
    issue_invitation,
    needs_second_administrator,
    offered_to,
    refuse_twice,
)
from jobdesk.accounts.models import AccessRequest, Invitation, Membership, User
from jobdesk.accounts.queries import (
    centres_of,
    invitations_managed_by,
    memberships_managed_by,
    own_agencies,
    own_organisations,
)
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.desks.models import Centre, Organisation
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import ROLES, duties_of, duties_of_who_joins, is_of_role
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import Scope, current_scope, open_scope


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
) -> Invitation | AccessRequest:
    """Invite somebody to a role: saves the invitation, records it, and e-mails the link after the commit.

    A role that two administrators give is asked of a second one instead, and the request is returned; whoever
    has it gets more centres by it. ``site`` is the address of the site, without a slash at the end. Raises
    RuleBroken when the actor does not administer the organisation or the centres, the role does not exist
    there, a coach or coordinator gets no centre, nobody can approve it, or the person has or was offered this
    role already.
    """
    actor = acting_user()
    email, centres = email.strip().lower(), list(centres)
    check_grant(actor, role, organisation, centres)
    held = held_by(email, role, organisation)
    if centres:
        held = memberships_managed_by(actor).filter(pk__in=held.values("pk"))
    waiting = offered_to(email, role, organisation)
    refuse_twice(held, waiting.filter(pk__in=invitations_managed_by(actor).values("pk")))
    asked: dict[str, Any] = {
        "email": email,
        "name": name,
        "role": role,
        "organisation": organisation,
        "centres": centres,
        "language": language,
        "site": site,
    }
    if needs_second_administrator(role, organisation):
        return ask_for_access(**asked)
    return issue_invitation(**asked, invited_by=actor)


@transaction.atomic
def invite_employer(*, email: str, name: str, language: str, site: str) -> Invitation:
    """Invite somebody to register an employer that is not known here yet; the company is made when they do.

    Saves the invitation, records it, and e-mails the link after the commit. Raises RuleBroken when the person
    was invited already, or has a role in an organisation.
    """
    email, role = email.strip().lower(), _role_of_company()
    if User.objects.filter(email=email).exclude(memberships=None).exists():
        raise RuleBroken(_("This person has a role in Jobdesk already."), "email")
    refuse_twice(Membership.objects.none(), offered_to(email, role, None))
    return issue_invitation(
        email=email,
        name=name,
        role=role,
        organisation=None,
        centres=[],
        language=language,
        invited_by=acting_user(),
        site=site,
    )


@transaction.atomic
def invite_to_company(
    organisation: Organisation, *, email: str, name: str, language: str, site: str
) -> Invitation:
    """Invite somebody to act for a company in which nobody manages the others, with every duty.

    Saves the invitation, records it, and e-mails the link after the commit. Checks nothing.
    """
    return issue_invitation(
        email=email.strip().lower(),
        name=name,
        role=_role_of_company(),
        organisation=organisation,
        centres=[],
        language=language,
        invited_by=acting_user(),
        site=site,
    )


@transaction.atomic
def found_organisation(user: User, organisation: Organisation) -> Membership:
    """Give who registers a company the role of those who act for it, with every duty; record it once."""
    return _let_in(user, organisation, duties_of(_role_of_company()))


@transaction.atomic
def join_organisation(user: User, organisation: Organisation) -> Membership:
    """Give a user the role of those who act for a company, as somebody who joins it; record it once.

    Colleagues give more duties. Somebody who has the role keeps the duties that they have.
    """
    return _let_in(user, organisation, duties_of_who_joins(_role_of_company()))


def _let_in(user: User, organisation: Organisation, duties: Iterable[str]) -> Membership:
    role, given = _role_of_company(), dict.fromkeys(duties, True)
    membership, is_new = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, defaults={"duties": given}
    )
    if is_new:
        joined = {"user": user.pk, "role": role, "organisation": organisation.pk, "centres": []}
        record("members.joined", membership, joined | {"duties": sorted(given)})
    return membership


def _role_of_company() -> str:
    """The role of those who act for a company: they sign its charter."""
    return next(role for role in ROLES if is_of_role(role, "charter.sign"))


def drop_unproven(email: str) -> None:
    """Delete an account with this address that nobody has shown to be theirs: it keeps nobody from it."""
    User.objects.unproven().filter(email=email).delete()


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
    drop_unproven(invitation.email)
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
def accept_as_user(invitation: Invitation) -> None:
    """Give the actor the role of an invitation to their address, close the invitation, record it.

    Raises RuleBroken when it is no longer open or is meant for somebody else.
    """
    invitation = _open(invitation)
    user = current_scope().actor
    if user is None or user.email != invitation.email:
        raise RuleBroken(_("This invitation is for another e-mail address."))
    _take_up(invitation, user)


def _take_up(invitation: Invitation, user: User) -> None:
    """Give the role; who was invited without an organisation gets it by registering their company."""
    if AccessRequest.objects.filter(invitation=invitation, decided_by=user).exists():
        raise RuleBroken(_("You approved this role for somebody else. It cannot become yours."))
    taken = {"user": user.pk}
    if invitation.organisation:
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
        taken["membership"] = membership.pk
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("members.invitation_accepted", invitation, taken)


@transaction.atomic
def deactivate_member(user: User) -> None:
    """End every role of ``user`` that the actor looks after, and record it.

    A role that also has centres of another agency only loses those of the actor's. Without any role left the
    account is closed: the user is logged out at the next request. Raises RuleBroken for the actor's own
    account.
    """
    actor = acting_user()
    if user == actor:
        raise RuleBroken(_("You cannot end your own roles. Ask another administrator."))
    theirs = set(centres_of(actor))
    ended = []
    for membership in memberships_managed_by(actor).filter(user=user).select_for_update(of=("self",)):
        lost = [centre for centre in membership.centres.all() if centre in theirs]
        ended.append(
            {
                "role": membership.role,
                "organisation": membership.organisation_id,
                "centres": [centre.code for centre in lost],
            }
        )
        membership.centres.remove(*lost)
        if not membership.centres.exists():
            membership.delete()
    record("members.deactivated", user, {"roles": ended, "acting_for": _acting_for(actor)})
    close_without_roles(user)


def close_without_roles(user: User) -> None:
    """Close the account of somebody who has no role left: they are logged out at the next request."""
    if not user.memberships.exists() and not user.is_staff:
        user.is_active = False
        user.save(update_fields=["is_active"])


@transaction.atomic
def change_centres(membership: Membership, centres: Iterable[Centre], *, site: str) -> AccessRequest | None:
    """Change in which of the actor's centres somebody has a role; centres of other agencies stay.

    What is taken away is gone at once, and recorded. What is added is asked of a second administrator; that
    request is returned. Raises RuleBroken when no centre of the actor's would be left, and as
    ``ask_for_access`` does.
    """
    actor = acting_user()
    hold(membership)
    theirs, chosen = set(centres_of(actor)), set(centres)
    has = {centre for centre in membership.centres.all() if centre in theirs}
    if not chosen:
        raise RuleBroken(_("To take all centres away, end the access in the list of members."), "centres")
    lost, added = has - chosen, sorted(chosen - has, key=lambda centre: centre.name)
    if lost:
        membership.centres.remove(*lost)
        record(
            "members.centres_taken_away",
            membership.user,
            {
                "role": membership.role,
                "organisation": membership.organisation_id,
                "centres": sorted(centre.code for centre in lost),
                "acting_for": _acting_for(actor),
            },
        )
    if not added:
        return None
    return ask_for_access(
        email=membership.user.email,
        name=membership.user.name,
        language=membership.user.language,
        organisation=membership.organisation,
        role=membership.role,
        centres=added,
        user=membership.user,
        site=site,
    )


def _acting_for(actor: User) -> int | None:
    """The organisation in whose name an administrator acts, for the trail: their agency, if they have one."""
    own = own_agencies(actor).first() or own_organisations(actor).first()
    return own.pk if own else None


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
    if not _is_agreed(invitation):
        raise RuleBroken(_("A second administrator has not agreed to this role. Ask for a new invitation."))
    return invitation


def _is_agreed(invitation: Invitation) -> bool:
    """Whether two agreed where two must; those who run the service need nobody (``invited_by`` is empty)."""
    if invitation.invited_by_id is None:
        return True
    if not needs_second_administrator(invitation.role, invitation.organisation):
        return True
    return AccessRequest.objects.filter(invitation=invitation).exists()
