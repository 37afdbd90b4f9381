"""A shared case as the partner sees it: the agreed parts, and nothing else.

It is an allow-list, as the blind profile of a candidate is: each line is made here from what was agreed, and
nothing of the resident reaches a partner's page in another way. What belongs to no part has no field: number,
documents, procedure, health, notes of the desk, other partners.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.models import CaseShare
from desk.queries.shares import readers_of
from jobdesk.accounts.models import User
from matching.models import CheckIn, Placement
from residents.intake.background import BY_KEY, lines_of
from residents.models import Appointment, Goal, Resident, Step, TrainingMember

Part = CaseShare.Part
SECTIONS: dict[str, tuple[str, ...]] = {
    Part.WORK: ("wishes", "experience", "certificates"),
    Part.LANGUAGES: ("languages", "education"),
}


@dataclass(frozen=True)
class Group:
    """Lines of a title and a detail under a heading; none when nothing is recorded."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EntrustedStep:
    """A step that the partner takes. ``is_open``: it can be ticked."""

    pk: int
    name: str
    when: str
    is_open: bool
    is_late: bool


@dataclass(frozen=True)
class EntrustedAppointment:
    """An appointment with somebody of the partner. ``has_come``: its day is here, it can be recorded."""

    code: str
    when: str
    what: str
    state: str
    is_planned: bool
    has_come: bool


@dataclass(frozen=True)
class EntrustedTalk:
    """A talk after the start. ``is_open``: it was not held yet; ``is_due``: its day is here, or past.

    ``is_next``: the first of those that are open.
    """

    pk: int
    name: str
    when: str
    is_open: bool
    is_due: bool
    is_late: bool
    is_next: bool


@dataclass(frozen=True)
class EntrustedWork:
    """A job that is planned or under way, with its talks."""

    title: str
    facts: tuple[dict[str, str], ...]
    talks: tuple[EntrustedTalk, ...]


@dataclass(frozen=True)
class EntrustedLine:
    """One shared case in the list of a partner: ``waits`` is how much there is to do, ``late`` of it late."""

    code: str
    name: str
    purpose: str
    until_on: date
    coaches: str
    waits: int
    late: int


@dataclass(frozen=True)
class EntrustedCase:
    """One shared case in words for the screen. A part that is not agreed is None."""

    code: str
    name: str
    purpose: str
    until_on: date
    coaches: tuple[User, ...]
    centre: str
    reach: tuple[dict[str, str], ...] | None = None
    groups: tuple[Group, ...] = ()
    goals: tuple[tuple[str, str], ...] | None = None
    appointments: tuple[EntrustedAppointment, ...] | None = None
    steps: tuple[EntrustedStep, ...] | None = None
    work: tuple[EntrustedWork, ...] | None = None


def entrusted_case(share: CaseShare, on: date) -> EntrustedCase:
    """Return what is agreed of a case on a day. Needs a scope that reads it: ``services.entrusted.using``."""
    resident = share.resident
    return EntrustedCase(
        code=share.code,
        name=name_of(share),
        purpose=share.purpose,
        until_on=share.until_on,
        coaches=tuple(resident.coaches),
        centre=f"{resident.centre.name}, {resident.centre.municipality}",
        reach=_reach(resident) if share.has(Part.CONTACT) else None,
        groups=tuple(
            group for part in (Part.WORK, Part.LANGUAGES) if share.has(part) for group in _groups(share, part)
        ),
        goals=_goals(resident) if share.has(Part.PLAN) else None,
        appointments=_appointments(share, on) if share.has(Part.PLAN) else None,
        steps=_steps(share, on) if share.has(Part.STEPS) else None,
        work=_work(resident, on) if share.has(Part.PLACEMENT) else None,
    )


def entrusted_lines(shares: Sequence[CaseShare], on: date) -> list[EntrustedLine]:
    """Return the lines of shares that hold, those with something late first; a fixed number of queries.

    Needs a scope that reads the cases, with shares fetched by ``queries.shares.with_what_waits``.
    """
    readers = {
        organisation: set(readers_of(organisation).values_list("pk", flat=True))
        for organisation in {share.organisation for share in shares}
    }
    lines = [_line(share, readers[share.organisation], on) for share in shares]
    return sorted(lines, key=lambda line: (line.late == 0, line.name))


def _line(share: CaseShare, readers: Collection[int], on: date) -> EntrustedLine:
    resident = share.resident
    days = [
        step.due_on for step in share.steps.all() if share.has(Part.STEPS) and step.status == Step.Status.OPEN
    ]
    if share.has(Part.PLACEMENT):
        days += [
            talk.due_on
            for talk in resident.check_ins.all()
            if talk.status != CheckIn.Status.DONE
            and talk.due_on <= on
            and talk.placement.status in Placement.UNDER_WAY
        ]
    if share.has(Part.PLAN):
        days += [
            on
            for each in resident.appointments.all()
            if each.with_user_id in readers and each.status == Appointment.Status.PLANNED and each.on <= on
        ]
    return EntrustedLine(
        code=share.code,
        name=name_of(share),
        purpose=share.purpose,
        until_on=share.until_on,
        coaches=resident.coach_names,
        waits=len(days),
        late=sum(day is not None and day < on for day in days),
    )


def name_of(share: CaseShare) -> str:
    """Who it is, where that is shared; else the code of the share, which says nothing."""
    return share.resident.full_name if share.has(Part.CONTACT) else share.code


def _reach(resident: Resident) -> tuple[dict[str, str], ...]:
    pairs = [
        (_("Telephone"), resident.phone),
        (_("E-mail"), resident.email),
        (_("Speaks"), str(resident.get_language_display())),
    ]
    return tuple({"label": label, "value": value} for label, value in pairs if value)


def _groups(share: CaseShare, part: str) -> Iterable[Group]:
    """Titles and details of what somebody brings; not what they did at work in their own words."""
    for key in SECTIONS[part]:
        kind = BY_KEY[key]
        yield Group(
            str(kind.name), tuple((line.title, line.detail) for line in lines_of(share.resident, kind))
        )
    if part == Part.LANGUAGES:
        members = TrainingMember.objects.filter(resident=share.resident).select_related("group")
        yield Group(
            _("Courses of the desk"),
            tuple((each.group.title, str(each.get_outcome_display())) for each in members),
        )


def _goals(resident: Resident) -> tuple[tuple[str, str], ...]:
    goals = Goal.objects.filter(resident=resident, status=Goal.Status.OPEN)
    return tuple((str(each.get_kind_display()), each.words) for each in goals)


def _appointments(share: CaseShare, on: date) -> tuple[EntrustedAppointment, ...]:
    found = Appointment.objects.filter(
        resident=share.resident, with_user__in=readers_of(share.organisation)
    ).select_related("with_user")
    return tuple(
        EntrustedAppointment(
            code=each.code,
            when=date_format(timezone.localtime(each.starts_at), "l j F, H:i"),
            what=", ".join(filter(None, [str(each.get_kind_display()), each.with_user.name, each.place])),
            state=str(each.get_status_display()),
            is_planned=each.status == Appointment.Status.PLANNED,
            has_come=each.on <= on,
        )
        for each in found
    )


def _steps(share: CaseShare, on: date) -> tuple[EntrustedStep, ...]:
    found = share.steps.filter(resident=share.resident).select_related("resident__centre")
    return tuple(
        EntrustedStep(
            pk=each.pk,
            name=each.get_kind_display(),
            when=_step_when(each),
            is_open=each.status == Step.Status.OPEN,
            is_late=each.status == Step.Status.OPEN and each.due_on is not None and each.due_on < on,
        )
        for each in found
    )


def _step_when(step: Step) -> str:
    if step.closed_on:
        return f"{step.get_status_display()}, {date_format(step.closed_on, 'j F Y')}"
    return _("due on %(day)s") % {"day": date_format(step.due_on, "j F Y")} if step.due_on else ""


def _work(resident: Resident, on: date) -> tuple[EntrustedWork, ...]:
    placements = (
        Placement.objects.under_way()
        .filter(resident=resident)
        .select_related("match__company__organisation")
        .prefetch_related("check_ins")
    )
    return tuple(
        EntrustedWork(each.job_title, _facts(each), _talks(list(each.check_ins.all()), on))
        for each in placements
    )


def _facts(placement: Placement) -> tuple[dict[str, str], ...]:
    company = placement.match.company
    first = placement.started_on or placement.planned_start_on
    pairs = [
        (_("Employer"), f"{company}, {company.municipality}"),
        (_("Telephone of the employer"), company.phone),
        (_("Kind"), str(placement.get_kind_display())),
        (_("Hours a week"), str(placement.hours)),
        (_("First day") if placement.started_on else _("Planned start"), date_format(first, "j F Y")),
        (
            _("Contract ends on"),
            date_format(placement.planned_end_on, "j F Y") if placement.planned_end_on else "",
        ),
    ]
    return tuple({"label": label, "value": value} for label, value in pairs if value)


def _talks(check_ins: list[CheckIn], on: date) -> tuple[EntrustedTalk, ...]:
    following = next((each for each in check_ins if each.status == CheckIn.Status.PLANNED), None)
    return tuple(_talk(each, on, is_next=each is following) for each in check_ins)


def _talk(check_in: CheckIn, on: date, *, is_next: bool) -> EntrustedTalk:
    is_open = check_in.status != CheckIn.Status.DONE  # who was not reached is called again
    if check_in.done_on is None:
        when = _("planned for %(day)s") % {"day": date_format(check_in.due_on, "j F Y")}
    else:
        when = f"{check_in.get_status_display()}, {date_format(check_in.done_on, 'j F Y')}"
    return EntrustedTalk(
        pk=check_in.pk,
        name=_("Week %(week)d") % {"week": check_in.week},
        when=when,
        is_open=is_open,
        is_due=is_open and check_in.due_on <= on,
        is_late=is_open and check_in.due_on < on,
        is_next=is_next,
    )
