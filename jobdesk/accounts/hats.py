"""The hat a user wears: one role, with everything their memberships in that role give."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from jobdesk.accounts.models import Membership, User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import ROLES, roles_that_may
from jobdesk.trail.scoping import COMPANY, DESK, FUNDER, Scope

SESSION_ROLE = "role"
SESSION_CENTRE = "centre"


@dataclass(frozen=True)
class Hat:
    """What the user is in this request. ``centre`` is the one picked to look at, or None for all."""

    role: str
    roles: tuple[str, ...]
    organisation_ids: tuple[int, ...]
    organisation_name: str
    scope: Scope
    centres: tuple[Centre, ...]
    centre: Centre | None


def worn_hat(request: HttpRequest) -> Hat | None:
    """Return the hat of this request's user, or None when nobody is signed in or has no role."""
    if not request.user.is_authenticated:
        return None
    memberships = list(
        request.user.memberships.select_related("organisation")
        .prefetch_related("centres")
        .order_by("role", "id")
    )
    roles = tuple(role for role in ROLES if any(each.role == role for each in memberships))
    if not roles:
        return None
    role = request.session.get(SESSION_ROLE)
    if role not in roles:
        role = roles[0]
    return _hat(request.user, role, roles, memberships, request.session.get(SESSION_CENTRE))


def hat_for(user: User, role: str) -> Hat:
    """Return the hat a user wears in ``role`` outside a request. Raises LookupError without a membership."""
    memberships = list(user.memberships.filter(role=role).select_related("organisation").order_by("id"))
    if not memberships:
        raise LookupError(f"No membership with the role {role}.")
    return _hat(user, role, (role,), memberships, None)


def hat_that_may(user: User, action: str) -> Hat:
    """Return the first of a user's hats that may do ``action``. Raises LookupError when none of them may."""
    held = set(user.memberships.values_list("role", flat=True)) & roles_that_may(action)
    role = next((role for role in ROLES if role in held), "")
    return hat_for(user, role)


def _hat(
    user: User,
    role: str,
    roles: tuple[str, ...],
    memberships: list[Membership],
    picked: int | None,
) -> Hat:
    reader = ROLES[role].reader
    worn = [each for each in memberships if each.role == role]
    organisations = tuple(each.organisation_id for each in worn)
    centres: tuple[Centre, ...] = ()
    if reader == DESK:
        unique = {centre.pk: centre for each in worn for centre in each.centres.all()}
        centres = tuple(sorted(unique.values(), key=lambda centre: centre.name))
    return Hat(
        role=role,
        roles=roles,
        organisation_ids=organisations,
        organisation_name=worn[0].organisation.name,
        scope=_scope(user, reader, organisations, centres),
        centres=centres,
        centre=next((centre for centre in centres if centre.pk == picked), None),
    )


def _scope(user: User, reader: str, organisations: tuple[int, ...], centres: tuple[Centre, ...]) -> Scope:
    if reader == DESK:
        ids = frozenset(centre.pk for centre in centres)
        projects = Project.objects.filter(centres__in=ids).values_list("pk", flat=True)
        return Scope(
            reader=DESK,
            actor=user,
            centres=ids,
            countries=frozenset(centre.country for centre in centres),
            projects=frozenset(projects),
        )
    if reader == COMPANY:
        return Scope(reader=COMPANY, actor=user, organisations=frozenset(organisations))
    if reader == FUNDER:
        projects = Project.objects.filter(funders__in=organisations).values_list("pk", flat=True)
        return Scope(reader=FUNDER, actor=user, projects=frozenset(projects))
    return Scope(reader=reader, actor=user)
