"""Roles, duties and actions: the one table of who may do what inside their own scope.

A view names its action with ``@allowed("residents.view")``, templates ask ``{% if may.residents.assign %}``.
Outside the scope a row is not found (404); inside it, without the action, the answer is 403. Nobody asks for
a role by its name: what differs between roles is an action in ACTIONS or a field of their record in ROLES.
Nor for a duty: the members of a company divide some of the actions of their role among themselves, and the
record of a duty says which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import COMPANY, DESK, FUNDER, NOTHING, PARTNER


class Role(StrEnum):
    """The codes of the roles, for the two tables below."""

    COACH = "coach"
    COORDINATOR = "coordinator"
    EMPLOYER = "employer"
    FUNDER = "funder"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"


@dataclass(frozen=True)
class DutyRecord:
    """A part of a role that its holder has or has not. ``actions``: what nobody of the role does without it.

    ``text`` says what it opens, to who gives it. ``needs_second_factor`` counts as that of a role does.
    ``is_for_who_joins``: whoever asked to join and was let in by the desk has it; colleagues give the others.
    """

    label: str | Promise
    text: str | Promise
    actions: frozenset[str]
    needs_second_factor: bool = False
    is_for_who_joins: bool = False


@dataclass(frozen=True)
class RoleRecord:
    """What a role is, apart from what it may do.

    ``reader`` is the kind of scope it opens (jobdesk/trail/scoping.py), ``home`` the action of the place
    where it begins (jobdesk/web/places.py), ``works_for`` the kinds of organisation that have it.
    ``has_rail``: its pages stand in the frame of the desk. ``needs_second_factor`` counts where
    settings.MFA_IS_REQUIRED says so. ``duties``: what its holders divide among themselves, by open codes; a
    role without them has all its actions in one hand.
    """

    label: str | Promise
    reader: str
    home: str
    works_for: frozenset[str]
    has_rail: bool = False
    needs_second_factor: bool = False
    duties: Mapping[str, DutyRecord] = field(default_factory=dict)

    @property
    def has_centres(self) -> bool:
        """Whether it opens the files of residents, by the centres of a membership."""
        return self.reader == DESK

    @property
    def sees_residents(self) -> bool:
        """Whether its holders read of residents by name before there is a match: files, or what is shared."""
        return self.has_centres or self.reader == PARTNER


# What the people of a company divide, in the order in which it is offered. A membership keeps the codes.
COMPANY_DUTIES = {
    "vacancies": DutyRecord(
        label=_("Posts vacancies"),
        text=_("Writes vacancies, hands them in at the desk, and closes them."),
        actions=frozenset({"vacancies.post", "vocabulary.search", "import.run"}),
        is_for_who_joins=True,
    ),
    "candidates": DutyRecord(
        label=_("Sees and answers candidates"),
        text=_("Reads who the job coaches propose, without a name, and invites or declines."),
        actions=frozenset({"candidates.view", "proposals.answer", "fairs.attend"}),
        is_for_who_joins=True,
    ),
    # The pages of a company with names on them.
    "papers": DutyRecord(
        label=_("Files papers"),
        text=_(
            "Sees what candidates let you see, the names of whom you hire, and which paper is next. "
            "Logs in with a second step."
        ),
        actions=frozenset({"papers.view", "papers.file", "releases.view"}),
        needs_second_factor=True,
    ),
    "colleagues": DutyRecord(
        label=_("Manages colleagues"),
        text=_("Invites colleagues, says who does what, and ends their access."),
        actions=frozenset({"colleagues.manage", "company.close"}),
    ),
}

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
        duties=COMPANY_DUTIES,
    ),
    # Reads no names, but figures of projects that may be about a handful of people.
    Role.FUNDER: RoleRecord(
        label=_("Funder"),
        reader=FUNDER,
        home="reports.view",
        works_for=frozenset({"funder", "municipality"}),
        needs_second_factor=True,
    ),
    Role.ADMINISTRATOR: RoleRecord(
        label=_("Administrator"),
        reader=NOTHING.reader,
        home="members.manage",
        works_for=frozenset({"agency", "partner", "municipality", "funder", "employer"}),
        has_rail=True,
        needs_second_factor=True,
    ),
    # Opens no centre: what a resident agreed to share with this organisation, case by case.
    Role.PARTNER: RoleRecord(
        label=_("Partner"),
        reader=PARTNER,
        home="shares.view",
        works_for=frozenset({"partner", "municipality"}),
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
    # job fairs, meet & greets, work sessions at an employer
    "fairs.run": _AT_DESK,
    # a company's own conversations there, and what it would like after each
    "fairs.attend": frozenset({Role.EMPLOYER}),
    "intake.record": _AT_DESK,
    "steps.work": _AT_DESK,
    "plan.work": _AT_DESK,
    "mentors.work": _AT_DESK,
    "groups.work": _AT_DESK,
    # programmes with steps, places and a success rate
    "programmes.work": _AT_DESK,
    "relocations.view": _AT_DESK,
    "relocations.answer": _AT_DESK,
    # share parts of one case with a partner organisation
    "shares.make": _AT_DESK,
    # read what is shared with one's organisation, and do there what was agreed
    "shares.view": frozenset({Role.PARTNER}),
    "shares.report": frozenset({Role.PARTNER}),
    "search.use": _AT_DESK,
    "doubles.merge": frozenset({Role.COORDINATOR}),
    # the words for occupations and skills, where a form asks for one
    "vocabulary.search": _AT_DESK | {Role.EMPLOYER},
    "lists.use": _AT_DESK,
    # vacancies and employers
    "vacancies.view": _AT_DESK | {Role.EMPLOYER},
    "vacancies.post": frozenset({Role.EMPLOYER}),
    # open them, send them back, and the same of what is changed later; never of a company one brought in
    "vacancies.approve": _AT_DESK,
    "charter.sign": frozenset({Role.EMPLOYER}),
    "employers.view": _AT_DESK,
    # approve, refuse, change, close and reopen them; say who may join one
    "employers.decide": frozenset({Role.COORDINATOR}),
    "employers.invite": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    # a company itself
    "colleagues.view": frozenset({Role.EMPLOYER}),
    "colleagues.manage": frozenset({Role.EMPLOYER}),
    "company.close": frozenset({Role.EMPLOYER}),
    # matching
    "proposals.make": _AT_DESK,
    # which rankings were shown to whom, and by what figures people are ranked
    "rankings.view": frozenset({Role.COORDINATOR}),
    "candidates.view": frozenset({Role.EMPLOYER}),
    "proposals.answer": frozenset({Role.EMPLOYER}),
    # let one company see named data of a candidate, for one vacancy until a day
    "releases.make": _AT_DESK,
    "releases.view": frozenset({Role.EMPLOYER}),
    "matches.record": _AT_DESK,
    "placements.view": _AT_DESK,
    "placements.record": _AT_DESK,
    # record a start although something stands in its way, or say no to the coach who asks for it
    "starts.override": frozenset({Role.COORDINATOR}),
    # open, hand over and close what is wrong at somebody's work
    "concerns.work": _AT_DESK,
    # say of what clashes with somebody's work that it is dealt with
    "clashes.work": _AT_DESK,
    # the file of a company: read what is one's own there, say that something is wrong
    "integrity.view": _AT_DESK,
    "integrity.report_from_outside": frozenset({Role.PARTNER}),
    # propose and decide on measures, close concerns about companies, say who came back: two people each
    "integrity.decide": frozenset({Role.COORDINATOR}),
    "measures.answer": frozenset({Role.EMPLOYER}),
    # say in which weeks after a start the people of a project are spoken to
    "check_ins.plan": frozenset({Role.COORDINATOR}),
    "papers.view": frozenset({Role.EMPLOYER}),
    "papers.file": frozenset({Role.EMPLOYER}),
    # reminders that could not be delivered
    "deliveries.view": frozenset({Role.COORDINATOR}),
    # figures
    "overview.view": frozenset({Role.COORDINATOR}),
    "reports.view": frozenset({Role.COORDINATOR, Role.FUNDER}),
    "reports.build": frozenset({Role.COORDINATOR, Role.FUNDER}),
    # lists from elsewhere
    "import.run": frozenset({Role.COORDINATOR, Role.EMPLOYER}),
    # those about residents and their work
    "cases.import": frozenset({Role.COORDINATOR}),
    # work in the background: everybody answers for their own
    "jobs.view": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    "jobs.manage": frozenset(Role),
    # the house
    "members.manage": frozenset({Role.ADMINISTRATOR}),
    "trail.view": frozenset({Role.ADMINISTRATOR}),
    # organisations, regions, centres, projects. They decide who sees whom and what a funder reads, so that
    # whoever works with them, and is measured by them, looks at their own and changes nothing.
    "desks.view": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    "desks.manage": frozenset({Role.ADMINISTRATOR}),
    # what employers read without login, of the countries of one's own agencies
    "guides.manage": frozenset({Role.ADMINISTRATOR}),
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


class Holder(Protocol):
    """What is asked whether it may: a hat, or a membership."""

    @property
    def role(self) -> str: ...

    @property
    def duties(self) -> Collection[str]: ...


class DutyMissing(PermissionDenied):
    """The role may do ``action``, but its holder has no duty that gives it: a colleague can give one."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


def duties_of(role: str) -> Mapping[str, DutyRecord]:
    """Return the duties that holders of a role divide; none for most roles, and for one that is no more."""
    return ROLES[role].duties if role in ROLES else {}


def duties_giving(role: str, action: str) -> frozenset[str]:
    """Return the duties of a role of which one is needed for ``action``; empty where it needs none."""
    return frozenset(code for code, duty in duties_of(role).items() if action in duty.actions)


def duties_of_who_joins(role: str) -> list[str]:
    """Return the duties of somebody whom the desk lets join; their colleagues give the others."""
    return [code for code, duty in duties_of(role).items() if duty.is_for_who_joins]


def duty_labels(holder: Holder) -> list[str | Promise]:
    """Return the names of the duties of a hat or membership, in the order in which they are offered."""
    return [duty.label for code, duty in duties_of(holder.role).items() if code in holder.duties]


def needs_second_factor(holder: Holder) -> bool:
    """Say whether a membership asks for a second factor: by its role, or by a duty that its holder has."""
    duties = duties_of(holder.role)
    return ROLES[holder.role].needs_second_factor or any(
        duty.needs_second_factor for code, duty in duties.items() if code in holder.duties
    )


def who_may(action: str, members: str = "") -> Q:
    """Return the condition on memberships whose holders may do an action, as ``may`` says of one of them.

    ``members`` is the path to the memberships, where something else is filtered. Raises KeyError for an
    action that is not in the table.
    """
    path = f"{members}__" if members else ""
    giving = {role: duties_giving(role, action) for role in ACTIONS[action]}
    found = Q(**{f"{path}role__in": sorted(role for role, duties in giving.items() if not duties)})
    for role, duties in giving.items():
        if duties:
            found |= Q(**{f"{path}role": role, f"{path}duties__has_any_keys": sorted(duties)})
    return found


def is_of_role(role: str, action: str) -> bool:
    """Say whether a role has an action, with whatever duty. Raises KeyError for an unknown action."""
    return role in ACTIONS[action]


def may(holder: Holder | None, action: str) -> bool:
    """Say whether a hat or a membership may do an action. Raises KeyError for an unknown action."""
    if holder is None or not is_of_role(holder.role, action):
        return False
    giving = duties_giving(holder.role, action)
    return not giving or not giving.isdisjoint(holder.duties)


def allowed(action: str) -> Callable:
    """Decorate a view: 403 unless the hat that is worn may do ``action``.

    Raises DutyMissing where a colleague could help, so that the page says who (accounts/views/refused.py).
    """
    if action not in ACTIONS:
        raise KeyError(f"{action} is not in jobdesk.trail.access.ACTIONS")

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not may(request.hat, action):
                is_of_others = request.hat is not None and is_of_role(request.hat.role, action)
                raise DutyMissing(action) if is_of_others else PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
