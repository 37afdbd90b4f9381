"""Every write about the people of a company, by one of them. The actor is that of the open scope.

Each holds the organisation while it looks: of two people who drop the last duty at once, one is refused.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from jobdesk.accounts.colleagues.following import tell_of_invitation
from jobdesk.accounts.colleagues.queries import who_manage
from jobdesk.accounts.granting import held_by, issue_invitation, offered_to, refuse_twice
from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.accounts.services import close_without_roles, withdraw_invitation
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import duties_of, may, who_may
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold


@transaction.atomic
def invite_colleague(
    organisation: Organisation, *, email: str, name: str, duties: Collection[str], language: str, site: str
) -> Invitation:
    """Invite somebody to the actor's own role in ``organisation``, with these duties.

    Saves the invitation, records it, and e-mails the link after the commit. ``site`` is the address of the
    site, without a slash at the end. Raises RuleBroken when the actor does not manage colleagues there, no
    duty is chosen, or the person is there or was invited already.
    """
    hold(organisation)
    role, email = _managing(organisation).role, email.strip().lower()
    chosen = _chosen(role, duties)
    refuse_twice(held_by(email, role, organisation), offered_to(email, role, organisation))
    invitation = issue_invitation(
        email=email,
        name=name,
        role=role,
        organisation=organisation,
        centres=[],
        duties=chosen,
        language=language,
        invited_by=acting_user(),
        site=site,
    )
    tell_of_invitation(organisation)
    return invitation


@transaction.atomic
def change_duties(membership: Membership, duties: Collection[str]) -> None:
    """Give a colleague, or the actor themselves, these duties and no others. Saves, records what changed.

    Raises RuleBroken when the actor does not manage colleagues there, no duty is chosen, or nobody would be
    left to manage colleagues.
    """
    _hold(membership)
    _managing(membership.organisation)
    before, membership.duties = membership.duties, _chosen(membership.role, duties)
    if membership.duties == before:
        return
    if not may(membership, "colleagues.manage"):
        _refuse_to_leave_nobody(membership)
    membership.save(update_fields=["duties"])
    changes = {"user": membership.user_id, "from": sorted(before), "to": sorted(membership.duties)}
    record("colleagues.duties_changed", membership, changes)


@transaction.atomic
def let_go(membership: Membership) -> None:
    """End the membership of a colleague, record it, close their account if they have no other role.

    Raises RuleBroken for the actor's own membership, which ``leave`` ends, and when they do not manage
    colleagues there.
    """
    _hold(membership)
    _managing(membership.organisation)
    if membership.user_id == acting_user().pk:
        raise RuleBroken(_("This is yourself. Choose “Leave” to end your own access."))
    _end(membership, "colleagues.let_go")


@transaction.atomic
def leave(membership: Membership) -> None:
    """End the actor's own membership, record it, and close their account if they have no other role.

    Raises RuleBroken when nobody would be left to manage colleagues.
    """
    _hold(membership)
    if membership.user_id != acting_user().pk:
        raise RuleBroken(_("Only you yourself can leave."))
    _refuse_to_leave_nobody(membership)
    _end(membership, "colleagues.left")


@transaction.atomic
def end_everybody(organisation: Organisation) -> None:
    """End every membership with duties of an organisation, as ``let_go`` does, and its waiting invitations.

    Raises RuleBroken when the actor does not manage colleagues there.
    """
    hold(organisation)
    _managing(organisation)
    there = {"organisation": organisation}
    for invitation in Invitation.objects.filter(
        who_may("colleagues.view"), **there, accepted_at=None, withdrawn_at=None
    ):
        withdraw_invitation(invitation)
    for membership in Membership.objects.filter(who_may("colleagues.view"), **there).select_related("user"):
        _end(membership, "colleagues.account_closed")


def _hold(membership: Membership) -> None:
    # The organisation first: the order in which everybody takes them.
    hold(membership.organisation)
    try:
        hold(membership)
    except Membership.DoesNotExist as error:  # two people, or one person twice, ended it at once
        raise RuleBroken(_("This colleague has no access any more.")) from error


def _managing(organisation: Organisation) -> Membership:
    """Return the membership in which the actor manages colleagues of an organisation."""
    found = who_manage(organisation).filter(user=acting_user()).first()
    if found is None:
        raise RuleBroken(_("You do not manage the colleagues of this company."))
    return found


def _chosen(role: str, duties: Collection[str]) -> dict[str, bool]:
    chosen = {code: True for code in duties_of(role) if code in duties}
    if not chosen:
        raise RuleBroken(_("Choose at least one duty."), "duties")
    return chosen


def _refuse_to_leave_nobody(membership: Membership) -> None:
    if not who_manage(membership.organisation).exclude(pk=membership.pk).exists():
        raise RuleBroken(
            _("Nobody else manages colleagues here. Give that duty to a colleague first."), "duties"
        )


def _end(membership: Membership, action: str) -> None:
    user: User = membership.user
    changes = {"organisation": membership.organisation_id, "role": membership.role}
    record(action, user, changes | {"duties": sorted(membership.duties)})
    membership.delete()
    close_without_roles(user)
