"""The hat a user wears: one role, with everything their memberships in that role give.

Where a role has duties these differ by organisation: there is then a hat for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest

from jobdesk.accounts.models import Membership, User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import ROLES, duties_of, may, needs_second_factor
from jobdesk.trail.scoping import COMPANY, DESK, FUNDER, PARTNER, Scope

SESSION_ROLE = "role"
SESSION_CENTRE = "centre"


class Choice(NamedTuple):
    """A hat that a user can wear. ``key`` tells it from their others."""

    key: str
    role: str
    organisation_name: str


@dataclass(frozen=True)
class Hat:
    """What the user is in this request. ``centre`` is the one picked to look at, or None for all.

    ``choices`` are all hats of this user; ``needs_second_factor`` is said of all of them together.
    """

    key: str
    role: str
    duties: frozenset[str]
    choices: tuple[Choice, ...]
    needs_second_factor: bool
    organisation_ids: tuple[int, ...]
    organisation_name: str
    scope: Scope
    centres: tuple[Centre, ...]
    centre: Centre | None


def worn_hat(request: HttpRequest) -> Hat | None:
    """Return the hat of this request's user, or None when nobody is signed in or has no role."""
    if not request.user.is_authenticated:
        return None
    worn = list(_worn(request.user.memberships.all()))
    if not worn:
        return None
    key = request.session.get(SESSION_ROLE)
    memberships = next((each for each in worn if _key(each) == key), worn[0])
    return _hat(request.user, memberships, worn, request.session.get(SESSION_CENTRE))


def hats_that_may(user: User, action: str) -> list[Hat]:
    """Return those of a user's hats, outside a request, that may do ``action``, in the order of the roles."""
    worn = _worn(user.memberships.all())
    return [_hat(user, each, [each], None) for each in worn if may(each[0], action)]


def hat_for(user: User, role: str) -> Hat:
    """Return the hat a user wears in ``role`` outside a request: the first of several.

    Raises LookupError without a membership.
    """
    worn = next(_worn(user.memberships.filter(role=role)), None)
    if worn is None:
        raise LookupError(f"No membership with the role {role}.")
    return _hat(user, worn, [worn], None)


def hat_that_may(user: User, action: str) -> Hat:
    """Return the first of a user's hats that may do ``action``. Raises LookupError when none of them may."""
    found = hats_that_may(user, action)
    if not found:
        raise LookupError(f"No membership that may do {action}.")
    return found[0]


def _worn(memberships: QuerySet[Membership]) -> Iterator[list[Membership]]:
    """Yield the memberships that make each of a user's hats, in the order of the roles."""
    held = list(memberships.select_related("organisation").prefetch_related("centres").order_by("role", "id"))
    for role in ROLES:
        mine = [each for each in held if each.role == role]
        if duties_of(role):
            yield from ([each] for each in mine)
        elif mine:
            yield mine


def _key(worn: list[Membership]) -> str:
    role = worn[0].role
    return f"{role}-{worn[0].organisation_id}" if duties_of(role) else role


def _hat(user: User, worn: list[Membership], others: list[list[Membership]], picked: int | None) -> Hat:
    role = worn[0].role
    reader = ROLES[role].reader
    organisations = tuple(each.organisation_id for each in worn)
    centres: tuple[Centre, ...] = ()
    if reader == DESK:
        unique = {centre.pk: centre for each in worn for centre in each.centres.all()}
        centres = tuple(sorted(unique.values(), key=lambda centre: centre.name))
    return Hat(
        key=_key(worn),
        role=role,
        duties=frozenset(worn[0].duties) if duties_of(role) else frozenset(),
        choices=tuple(Choice(_key(each), each[0].role, each[0].organisation.name) for each in others),
        needs_second_factor=any(needs_second_factor(each) for hat in others for each in hat),
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
    if reader in (COMPANY, PARTNER):
        return Scope(reader=reader, actor=user, organisations=frozenset(organisations))
    if reader == FUNDER:
        projects = Project.objects.filter(funders__in=organisations).values_list("pk", flat=True)
        return Scope(reader=FUNDER, actor=user, projects=frozenset(projects))
    return Scope(reader=reader, actor=user)
