"""Roles and actions: the one table of who may do what inside their own scope.

A view names its action with ``@allowed("residents.view")``, templates ask ``{% if may.residents.assign %}``.
Outside the scope a row is not found (404); inside it, without the action, the answer is 403. Nobody asks for
a role by its name: what differs between roles is an action in ACTIONS or a field of their record in ROLES.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import COMPANY, DESK, FUNDER, NOTHING


class Role(StrEnum):
    """The codes of the roles, for the two tables below."""

    COACH = "coach"
    COORDINATOR = "coordinator"
    EMPLOYER = "employer"
    FUNDER = "funder"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleRecord:
    """What a role is, apart from what it may do.

    ``reader`` is the kind of scope it opens (jobdesk/trail/scoping.py), ``home`` the action of the place
    where it begins (jobdesk/web/places.py), ``works_for`` the kinds of organisation that have it.
    ``has_rail``: its pages stand in the frame of the desk. ``needs_second_factor`` counts where
    settings.MFA_IS_REQUIRED says so.
    """

    label: str | Promise
    reader: str
    home: str
    works_for: frozenset[str]
    has_rail: bool = False
    needs_second_factor: bool = False


# In this order they are offered, and the first of a user's roles is worn until they choose another.
ROLES: dict[str, RoleRecord] = {
    Role.COACH: RoleRecord(
        label=_("Job coach"),
        reader=DESK,
        home="today.view",
        works_for=frozenset({"agency", "partner", "municipality"}),
        has_rail=True,
        needs_second_factor=True,
    ),
    Role.COORDINATOR: RoleRecord(
        label=_("Coordinator"),
        reader=DESK,
        home="overview.view",
        works_for=frozenset({"agency", "partner"}),
        has_rail=True,
        needs_second_factor=True,
    ),
    Role.EMPLOYER: RoleRecord(
        label=_("Employer"),
        reader=COMPANY,
        home="vacancies.view",
        works_for=frozenset({"employer"}),
    ),
    Role.FUNDER: RoleRecord(
        label=_("Funder"),
        reader=FUNDER,
        home="reports.view",
        works_for=frozenset({"funder", "municipality"}),
    ),
    Role.ADMINISTRATOR: RoleRecord(
        label=_("Administrator"),
        reader=NOTHING.reader,
        home="members.manage",
        works_for=frozenset({"agency", "partner", "municipality", "funder", "employer"}),
        has_rail=True,
        needs_second_factor=True,
    ),
}

_AT_DESK = frozenset({Role.COACH, Role.COORDINATOR})

ACTIONS: dict[str, frozenset[str]] = {
    # the desk
    "today.view": _AT_DESK,
    "residents.view": _AT_DESK,
    "residents.edit": _AT_DESK,
    "residents.assign": frozenset({Role.COORDINATOR}),
    # be the coach of a case, host its appointments, lead sessions
    "cases.take": _AT_DESK,
    # follow every case of the centres; without it, one's own
    "cases.oversee": frozenset({Role.COORDINATOR}),
    "outreach.log": _AT_DESK,
    "calendar.use": _AT_DESK,
    "appointments.make": _AT_DESK,
    "sessions.run": _AT_DESK,
    "intake.record": _AT_DESK,
    "steps.work": _AT_DESK,
    "plan.work": _AT_DESK,
    "mentors.work": _AT_DESK,
    "groups.work": _AT_DESK,
    "relocations.view": _AT_DESK,
    "relocations.answer": _AT_DESK,
    "search.use": _AT_DESK,
    "doubles.merge": frozenset({Role.COORDINATOR}),
    # the words for occupations and skills, where a form asks for one
    "vocabulary.search": _AT_DESK | {Role.EMPLOYER},
    "lists.use": _AT_DESK,
    # vacancies and employers
    "vacancies.view": _AT_DESK | {Role.EMPLOYER},
    "vacancies.post": frozenset({Role.EMPLOYER}),
    "vacancies.approve": frozenset({Role.COORDINATOR}),
    "charter.sign": frozenset({Role.EMPLOYER}),
    # matching
    "proposals.make": _AT_DESK,
    "proposals.answer": frozenset({Role.EMPLOYER}),
    "matches.record": _AT_DESK,
    "placements.view": _AT_DESK,
    "placements.record": _AT_DESK,
    "papers.view": frozenset({Role.EMPLOYER}),
    # reminders that could not be delivered
    "deliveries.view": frozenset({Role.COORDINATOR}),
    # figures
    "overview.view": frozenset({Role.COORDINATOR}),
    "reports.view": frozenset({Role.COORDINATOR, Role.FUNDER}),
    "reports.build": frozenset({Role.COORDINATOR, Role.FUNDER}),
    # lists from elsewhere
    "import.run": frozenset({Role.COORDINATOR}),
    # work in the background: everybody answers for their own
    "jobs.view": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    "jobs.manage": frozenset(Role),
    # the house
    "members.manage": frozenset({Role.ADMINISTRATOR}),
    "law.view": frozenset({Role.ADMINISTRATOR}),
    "law.propose": frozenset({Role.ADMINISTRATOR}),
    "law.decide": frozenset({Role.ADMINISTRATOR}),
}


def record_of(role: str) -> RoleRecord:
    """Return the record of a role. Raises KeyError for a code that is no role (any more)."""
    return ROLES[role]


def role_choices() -> list[tuple[str, Promise]]:
    """Return the roles with their names, as the choices of a field: a new role needs no migration."""
    return [(code, role.label) for code, role in ROLES.items()]


def roles_reading(reader: str) -> frozenset[str]:
    """Return the roles that open the scope of a kind of reader."""
    return frozenset(code for code, role in ROLES.items() if role.reader == reader)


def roles_that_may(action: str) -> frozenset[str]:
    """Return the roles that may do an action. Raises KeyError for an action that is not in the table."""
    return ACTIONS[action]


def may(role: str | None, action: str) -> bool:
    """Say whether a role may do an action. Raises KeyError for an action that is not in the table."""
    return role in ACTIONS[action]


def allowed(action: str) -> Callable:
    """Decorate a view: 403 unless the hat that is worn may do ``action``."""
    if action not in ACTIONS:
        raise KeyError(f"{action} is not in jobdesk.trail.access.ACTIONS")

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.hat is None or not may(request.hat.role, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
