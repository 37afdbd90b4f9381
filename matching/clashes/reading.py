"""From the files to what is compared: work, people and the law, each kind of row read once for all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from employers.models import Vacancy
from jobdesk.desks.places import points_of
from law.engine import Decision
from law.present import document_kind
from law.registry import country
from law.steps import PERMIT, codes
from matching.clashes.finding import clashes
from matching.clashes.records import Case, Clash, Engagement, OtherWork, Paper, Person, Point, Right, Work
from matching.models import Match, Placement, Proposal
from matching.profiles.building import means_bits
from matching.profiles.reading import means_of
from matching.right_to_work import decision_for_placement, decision_for_vacancy
from residents.law_values import parameters_in_force, read_once
from residents.models import (
    Appointment,
    Attendance,
    GroupSession,
    Household,
    Intake,
    LegalEvent,
    Resident,
    Step,
)
from residents.queries.appointments import moment
from residents.right_to_work.facts import with_facts

ANSWERS = (
    "lessons",
    "availability",
    "children",
    "hours",
    "travel_minutes",
    "cycling",
    "transport",
)
Place = tuple[str, str]  # municipality, country
Row = Placement | Proposal


@dataclass(slots=True)
class _File:
    """What was read of one resident, as it comes in."""

    resident: Resident
    answers: dict[str, Any] = field(default_factory=dict)
    engagements: list[Engagement] = field(default_factory=list)
    household: Household | None = None
    work: list[Placement] = field(default_factory=list)
    permits_asked: dict[str, date | None] = field(default_factory=dict)  # by the code of the work: due on


@dataclass(frozen=True, slots=True)
class Terms:
    """What is about to be agreed, in the place of what a vacancy says. ``wage_hour`` in EUR gross."""

    kind: str
    hours: int | None
    planned_start_on: date
    planned_end_on: date | None = None
    wage_hour: Decimal | None = None
    shifts: int | None = None


def found_for_cases(residents: Collection[int], on: date) -> dict[Row, list[Clash]]:
    """Return the clashes of all work under way and of all running proposals of these residents, on a day.

    Two queries where there is no work; else fourteen, however many residents. Asks for a system scope.
    """
    placements = list(_placements(residents))
    proposals = list(
        Proposal.objects.running()
        .filter(resident__in=residents)
        .select_related("vacancy__company__organisation")
        .order_by("pk")
    )
    rows: list[Row] = [*placements, *proposals]
    if not rows:
        return {}
    with read_once():
        files = _files({row.resident_id for row in rows}, placements, on)
        points = points_of({_place(row) for row in rows})
        return {row: _of_row(files[row.resident_id], row, points, on) for row in rows}


def found_for_vacancy(
    residents: Collection[int], vacancy: Vacancy, on: date, terms: Terms | None = None
) -> dict[int, list[Clash]]:
    """Return the clashes of a vacancy with each of these residents, by their keys; as often as above.

    ``terms``: what was agreed, where it is another thing than the vacancy says. ``vacancy`` comes with its
    company and that one's organisation.
    """
    with read_once():
        files = _files(set(residents), list(_placements(residents)), on)
        points = points_of({_place_of_vacancy(vacancy)})
        work = _work_of_vacancy(vacancy, points, on)
        if terms:
            work = replace(
                work,
                is_paid=terms.kind in Placement.PAID_KINDS,
                hours=terms.hours,
                wage=terms.wage_hour,
                shifts=terms.shifts or work.shifts,
                starts_on=terms.planned_start_on,
                ends_on=terms.planned_end_on,
            )
        found = {}
        for pk, each in files.items():
            right = _right(decision_for_vacancy(each.resident, vacancy, on))
            found[pk] = clashes(Case(work, _person(each, on), right, on, parameters_in_force()))
        return found


def _placements(residents: Collection[int]) -> Iterable[Placement]:
    return (
        Placement.objects.under_way()
        .filter(resident__in=residents, match__status=Match.Status.STANDING)
        .select_related("match__company__organisation", "match__vacancy")
        .order_by("pk")
    )


def _of_row(file: _File, row: Row, points: dict[Place, Point], on: date) -> list[Clash]:
    row.resident = file.resident  # with its events and documents
    person = _person(file, on, row)
    if isinstance(row, Proposal):
        work = _work_of_vacancy(row.vacancy, points, on)
        right = _right(decision_for_vacancy(file.resident, row.vacancy, on))
    else:
        work = _work_of_placement(row, points)
        decision = decision_for_placement(row, max(work.starts_on, on))
        right = replace(_right(decision), is_permit_awaited=_is_permit_awaited(file, row))
    return clashes(Case(work, person, right, on, parameters_in_force()))


# -- the work --------------------------------------------------------------------------------------


def _work_of_placement(placement: Placement, points: dict[Place, Point]) -> Work:
    return Work(
        employer=placement.match.company.employer_code,
        starts_on=placement.started_on or placement.planned_start_on,
        ends_on=placement.planned_end_on,
        is_paid=placement.kind in Placement.PAID_KINDS,
        hours=placement.hours,
        shifts=placement.shifts,
        wage=placement.wage_hour,
        sector=placement.sector,
        point=points.get(_place(placement)),
        has_started=placement.started_on is not None,
    )


def _work_of_vacancy(vacancy: Vacancy, points: dict[Place, Point], on: date) -> Work:
    first = vacancy.first_day(on)
    return Work(
        employer=vacancy.company.employer_code,
        starts_on=first,
        ends_on=None if vacancy.ends_on is None else max(vacancy.ends_on, first),
        is_paid=vacancy.is_paid,
        hours=vacancy.hours,
        shifts=vacancy.shifts,
        wage=vacancy.wage_hour,
        sector=vacancy.sector,
        point=points.get(_place_of_vacancy(vacancy)),
    )


def _place(row: Row) -> Place:
    """Where the work is: of the vacancy, else of the company."""
    if isinstance(row, Proposal):
        return _place_of_vacancy(row.vacancy)
    company = row.match.company
    vacancy = row.match.vacancy
    name = vacancy.municipality if vacancy and vacancy.municipality else company.municipality
    return name, company.organisation.country


def _place_of_vacancy(vacancy: Vacancy) -> Place:
    return vacancy.municipality, vacancy.company.organisation.country


# -- the person ------------------------------------------------------------------------------------


def _files(residents: Collection[int], placements: Iterable[Placement], on: date) -> dict[int, _File]:
    rows = with_facts(Resident.objects.filter(pk__in=residents)).order_by("pk")
    files = {resident.pk: _File(resident) for resident in rows}
    for placement in placements:
        files[placement.resident_id].work.append(placement)
    for read in (_answers, _households, _permits_asked):
        read(files)
    for pk, engagement in (*_appointments(files, on), *_sessions(files, on)):
        files[pk].engagements.append(engagement)
    return files


def _answers(files: dict[int, _File]) -> None:
    """The latest answer to each question, where there is one."""
    rows = Intake.objects.filter(resident__in=files).order_by("-started_on", "-pk")
    for pk, *answers in rows.values_list("resident_id", *ANSWERS):
        for name, answer in zip(ANSWERS, answers, strict=True):
            if answer not in (None, ""):
                files[pk].answers.setdefault(name, answer)


def _households(files: dict[int, _File]) -> None:
    for row in Household.objects.filter(resident__in=files).order_by("from_on", "pk"):
        files[row.resident_id].household = row


def _permits_asked(files: dict[int, _File]) -> None:
    kinds = codes(lambda kind: kind.purpose == PERMIT)
    rows = Step.objects.under_way().filter(resident__in=files, kind__in=kinds).exclude(subject="")
    for pk, subject, due_on in rows.order_by("pk").values_list("resident_id", "subject", "due_on"):
        files[pk].permits_asked[subject] = due_on


def _appointments(files: dict[int, _File], on: date) -> Iterator[tuple[int, Engagement]]:
    rows = Appointment.objects.filter(
        resident__in=files, status=Appointment.Status.PLANNED, starts_at__gte=moment(on)
    ).order_by("starts_at", "pk")
    for pk, code, at, minutes in rows.values_list("resident_id", "code", "starts_at", "minutes"):
        yield pk, Engagement(code, timezone.make_naive(at), minutes)


def _sessions(files: dict[int, _File], on: date) -> Iterator[tuple[int, Engagement]]:
    """Group sessions to which they are invited."""
    rows = Attendance.objects.filter(
        resident__in=files,
        status=Attendance.Status.INVITED,
        session__status=GroupSession.Status.PLANNED,
        session__starts_at__gte=moment(on),
    ).order_by("session__starts_at", "pk")
    names = ("resident_id", "session__code", "session__starts_at", "session__minutes")
    for pk, code, at, minutes in rows.values_list(*names):
        yield pk, Engagement(code, timezone.make_naive(at), minutes)


def _person(file: _File, on: date, row: Row | None = None) -> Person:
    """Who does the work of ``row``; what belongs to that work is no other work of theirs."""
    resident, answers = file.resident, file.answers
    here = country(resident.centre.country)
    reception = here.reception(resident.reception)
    status = _status(resident, on)
    household = file.household
    return Person(
        country=here.code,
        birth_date=resident.birth_date,
        lessons=answers.get("lessons"),
        availability=answers.get("availability"),
        children=answers.get("children", ""),
        hours_max=answers.get("hours"),
        travel_max=answers.get("travel_minutes"),
        means=means_of(means_bits(answers)),
        point=(float(resident.centre.latitude), float(resident.centre.longitude)),
        reception=resident.reception,
        is_protected=status is not None,
        pays_contribution=bool(
            reception and reception.scheme and not (status and here.statuses[status].is_temporary)
        ),
        knows_household=household is not None,
        household_children=household.children if household else 0,
        others=tuple(_others(file, row)),
        engagements=tuple(file.engagements),
        papers=tuple(_papers(resident)),
    )


def _status(resident: Resident, on: date) -> str | None:
    """The code of the status that was granted last."""
    granted = [
        event.value
        for event in resident.legal_events.all()
        if event.type == LegalEvent.Type.STATUS_GRANTED and event.on <= on
    ]
    known = country(resident.centre.country).statuses
    return granted[-1] if granted and granted[-1] in known else None


def _papers(resident: Resident) -> Iterator[Paper]:
    for each in resident.documents.all():
        kind = document_kind(each.type, resident.centre.country)
        yield Paper(each.type, each.from_on, each.until_on, each.employer, kind.proves_stay, kind.of_employer)


def _others(file: _File, row: Row | None) -> Iterator[OtherWork]:
    """Other work under way. Work that goes on with another employer is one after the other."""
    for each in file.work:
        if each == row or (isinstance(row, Placement) and each.pk == row.follows_id):
            continue
        if isinstance(row, Placement) and each.follows_id == row.pk:
            continue
        yield OtherWork(
            code=each.code,
            company=str(each.match.company),
            employer=each.match.company.employer_code,
            starts_on=each.started_on or each.planned_start_on,
            ends_on=each.planned_end_on,
            hours=each.hours,
            shifts=each.shifts,
            is_paid=each.kind in Placement.PAID_KINDS,
        )


# -- the law ---------------------------------------------------------------------------------------


def _right(decision: Decision) -> Right:
    return Right(decision.outcome, decision.from_on, decision.until_on)


def _is_permit_awaited(file: _File, placement: Placement) -> bool:
    """Whether a permit is asked for again because of other terms; one that is renewed is due on its end."""
    if placement.code not in file.permits_asked:
        return False
    own = placement.match.company.employer_code
    ends = {each.until_on for each in _papers(file.resident) if each.of_employer and each.employer == own}
    return file.permits_asked[placement.code] not in ends
