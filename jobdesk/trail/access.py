"""Roles and actions: the one table of who may do what inside their own scope.

A view names its action with ``@allowed("residents.view")``. Outside the scope a row is not found (404);
inside it, without the action, the answer is 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COACH = "coach", _("Job coach")
    COORDINATOR = "coordinator", _("Coordinator")
    EMPLOYER = "employer", _("Employer")
    FUNDER = "funder", _("Funder")
    ADMINISTRATOR = "administrator", _("Administrator")


DESK_ROLES = frozenset({Role.COACH, Role.COORDINATOR})

ACTIONS: dict[str, frozenset[str]] = {
    # the desk
    "today.view": frozenset({Role.COACH, Role.COORDINATOR}),
    "residents.view": DESK_ROLES,
    "residents.edit": DESK_ROLES,
    "residents.assign": frozenset({Role.COORDINATOR}),
    "outreach.log": frozenset({Role.COACH, Role.COORDINATOR}),
    "calendar.use": DESK_ROLES,
    "appointments.make": DESK_ROLES,
    "sessions.run": DESK_ROLES,
    "intake.record": frozenset({Role.COACH, Role.COORDINATOR}),
    "steps.work": DESK_ROLES,
    "plan.work": DESK_ROLES,
    "mentors.work": DESK_ROLES,
    "groups.work": DESK_ROLES,
    "relocations.view": DESK_ROLES,
    "relocations.answer": DESK_ROLES,
    "search.use": DESK_ROLES,
    "doubles.merge": frozenset({Role.COORDINATOR}),
    # the words for occupations and skills, where a form asks for one
    "vocabulary.search": DESK_ROLES | {Role.EMPLOYER},
    "lists.use": DESK_ROLES,
    # vacancies and employers
    "vacancies.view": frozenset({Role.COACH, Role.COORDINATOR, Role.EMPLOYER}),
    "vacancies.post": frozenset({Role.EMPLOYER}),
    "vacancies.approve": frozenset({Role.COORDINATOR}),
    "charter.sign": frozenset({Role.EMPLOYER}),
    # matching
    "proposals.make": DESK_ROLES,
    "proposals.answer": frozenset({Role.EMPLOYER}),
    "matches.record": DESK_ROLES,
    "placements.view": DESK_ROLES,
    "placements.record": DESK_ROLES,
    "papers.view": frozenset({Role.EMPLOYER}),
    # reminders that could not be delivered
    "deliveries.view": frozenset({Role.COORDINATOR}),
    # figures
    "overview.view": frozenset({Role.COORDINATOR}),
    "reports.view": frozenset({Role.COORDINATOR, Role.FUNDER}),
    "reports.build": frozenset({Role.COORDINATOR, Role.FUNDER}),
    # lists from elsewhere
    "import.run": frozenset({Role.COORDINATOR}),
    # the house
    "members.manage": frozenset({Role.ADMINISTRATOR}),
    "law.view": frozenset({Role.ADMINISTRATOR}),
    "law.propose": frozenset({Role.ADMINISTRATOR}),
    "law.decide": frozenset({Role.ADMINISTRATOR}),
}


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
