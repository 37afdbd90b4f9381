"""What was done to members, invitations and requests for access, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import AccessRequest, Invitation, Membership, User
from jobdesk.accounts.queries import (
    access_requests_for,
    invitations_managed_by,
    memberships_managed_by,
    own_organisations,
)
from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import role_choices
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Teller, Told

ACTIONS = {
    "access.asked": gettext_lazy("Asked for a role that two administrators give"),
    "access.approved": gettext_lazy("Approved a role"),
    "access.refused": gettext_lazy("Refused a role"),
    "access.withdrawn": gettext_lazy("Withdrew a request for a role"),
    "members.invited": gettext_lazy("Sent an invitation"),
    "members.invited_again": gettext_lazy("Sent an invitation again"),
    "members.invitation_withdrawn": gettext_lazy("Withdrew an invitation"),
    "members.invitation_accepted": gettext_lazy("Accepted an invitation"),
    "members.joined": gettext_lazy("Became one of the people of a company"),
    "members.deactivated": gettext_lazy("Ended the access of a member"),
    "members.centres_taken_away": gettext_lazy("Took centres away from a member"),
}
NAMED_BY: dict[type[Model], str] = {
    AccessRequest: "name",
    Invitation: "name",
    Membership: "user__name",
    User: "name",
}
REQUEST, INVITATION, MEMBERSHIP, USER = (each._meta.label_lower for each in NAMED_BY)


def _theirs(user: User) -> Q:
    own = list(own_organisations(user).values_list("pk", flat=True))
    return (
        Q(subject_type=REQUEST, subject_id__in=access_requests_for(user).order_by().values("pk"))
        | Q(subject_type=INVITATION, subject_id__in=invitations_managed_by(user).order_by().values("pk"))
        | Q(subject_type=MEMBERSHIP, subject_id__in=memberships_managed_by(user).order_by().values("pk"))
        | Q(subject_type=USER, changes__acting_for__in=own)
    )


def _tell(entries: Sequence[AuditEntry]) -> Mapping[int, Told]:
    names = {
        model._meta.label_lower: dict(
            model._default_manager.filter(
                pk__in={each.subject_id for each in entries if each.subject_type == model._meta.label_lower}
            ).values_list("pk", name)
        )
        for model, name in NAMED_BY.items()
    }
    granted = {entry.pk: _granted(entry) for entry in entries}
    asked = [grant for grants in granted.values() for grant in grants]
    organisations = dict(
        Organisation.objects.filter(pk__in={each["organisation"] for each in asked}).values_list("pk", "name")
    )
    codes = {code for each in asked for code in each["centres"]}
    centres = dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))
    roles = dict(role_choices())

    def words(grant: Mapping[str, Any]) -> str:
        where = ", ".join(centres.get(code, code) for code in grant["centres"])
        what = f"{roles.get(grant['role'], grant['role'])}, {organisations.get(grant['organisation'], '–')}"
        return f"{what}: {where}" if where else what

    return {
        entry.pk: Told(
            names.get(entry.subject_type, {}).get(entry.subject_id, ""),
            _page(entry),
            "; ".join(words(each) for each in granted[entry.pk]),
        )
        for entry in entries
    }


def _page(entry: AuditEntry) -> str:
    if entry.subject_type != REQUEST:
        return ""
    return reverse("accounts:access_request", args=[entry.subject_id])


def _granted(entry: AuditEntry) -> list[Mapping[str, Any]]:
    """The roles that an entry is about: one, several that ended, or none."""
    if "roles" in entry.changes:
        return list(entry.changes["roles"])
    return [entry.changes] if "centres" in entry.changes else []


MEMBERS = Teller("members", gettext_lazy("Members"), ACTIONS, _theirs, _tell)
