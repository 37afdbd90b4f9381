"""What stands on a step card, without words: read from the same path and decision as the desk's own page.

Queries: one for the law in force, one for what companies said, one for what the resident is asked, one for
job fairs, one for talks about a company, one a day for how long steps take, two for when the coaches are
there. All else comes with the resident, from ``matching.queries.with_case``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.card.companies import Heard, heard, proposals_told, talks, to_bring
from desk.card.fairs import fair_days
from desk.card.integrity import talks_asked
from desk.card.now import Task, tasks_of
from desk.card.pay import pay_of
from desk.card.say import Days, Say, Weekdays
from desk.card.stops import Stop, name_of_document, name_of_station, stops_of
from desk.card.wanted import Wanted, questions_of
from desk.case.path import Path, path_of
from desk.case.stations import Case
from desk.case.wait import Durations, realistic_start
from desk.models import CardVacancy
from employers.public.openings import public_page
from law import registry
from law.countries.record import HelpAddress
from law.engine import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NEEDS_PERMIT, NOT_YET, Decision, assess
from law.present import requirement_of, verdict_of
from matching.right_to_work import decision_for_placement
from residents.choices import WorkKind
from residents.law_values import parameters_in_force
from residents.models import Resident, Step
from residents.queries import durations
from residents.queries.coaching import absences_between, days_on
from residents.right_to_work.banners import kind_of
from residents.right_to_work.facts import facts_of
from residents.steps.durations import usual


@dataclass(frozen=True)
class Bring:
    """Something to take along, with its pictogram."""

    icon: str
    what: Say


@dataclass(frozen=True)
class Work:
    """A vacancy to ask about, as its company calls it. ``url``: its public page, empty without one."""

    title: str
    place: str
    hours: int
    code: str
    url: str = ""


@dataclass(frozen=True)
class Coach:
    """Whom to ask; ``days``: when they are at the desk, and until when they are away."""

    name: str
    phone: str
    days: tuple[Say, ...] = ()


@dataclass(frozen=True)
class CardContents:
    """One card as of ``made_on``. ``kind`` is that of a banner: go, wait, stop or open.

    ``country``: the code of the one whose phrases it is said in. ``help``: to whom somebody at work, or about
    to begin, can turn beside the desk.
    """

    country: str
    first_name: str
    code: str
    made_on: date
    kind: str
    title: Say
    notes: tuple[Say, ...]
    hold: Say | None
    now: tuple[Task, ...]
    stops: tuple[Stop, ...]
    bring: tuple[Bring, ...]
    wanted: tuple[Wanted, ...] = ()
    heard: tuple[Heard, ...] = ()
    pay: tuple[Say, ...] = ()
    work: tuple[Work, ...] = ()
    coaches: tuple[Coach, ...] = ()
    desk: str = ""
    help: tuple[HelpAddress, ...] = ()


def card_of(resident: Resident, on: date, net_month: Decimal | None = None) -> CardContents:
    """Return the card of a resident as of ``on``. ``net_month``: euros a month, when the desk knows it."""
    case, path = Case.of(resident, on), path_of(resident, on)
    decision = _decision(case)
    hold = _hold(path, case)
    took = durations(case.country, on)
    told = proposals_told(resident, on)
    now = (*talks_asked(resident), *talks(told), *fair_days(resident, on), *tasks_of(path, case))
    return CardContents(
        country=case.country,
        first_name=resident.first_name,
        code=resident.code,
        made_on=on,
        kind="wait" if hold else kind_of(decision),
        title=_title(decision),
        notes=(*_usual(path, case, took), *_notes(decision), *_rest(path, now)),
        hold=hold,
        now=now,
        stops=stops_of(path, case, realistic_start(path, took, on)),
        bring=(*_bring(case), *(Bring("doc", what) for what in to_bring(told))),
        wanted=questions_of(resident),
        heard=heard(told),
        pay=pay_of(case, net_month),
        work=_work(resident),
        coaches=_coaches(resident, on),
        help=registry.country(case.country).help if case.placement is not None else (),
        desk=f"{resident.centre.name}, {resident.centre.municipality}",
    )


def _coaches(resident: Resident, on: date) -> tuple[Coach, ...]:
    """Who holds the case, each with their days at this desk, and until when they are away."""
    if not resident.coaches:
        return ()
    rows = [row for row in days_on(on, [resident.centre]) if row.user in resident.coaches]
    away = {each.user_id: each for each in absences_between([each.pk for each in resident.coaches], on, on)}
    found = []
    for coach in resident.coaches:
        there = tuple((row.weekday, row.hours) for row in rows if row.user_id == coach.pk)
        said = [Say("coach_days", days=Weekdays(there))] if there else []
        if coach.pk in away:
            said.append(Say("coach_away", day=away[coach.pk].until_on))
        found.append(Coach(coach.short_name, coach.phone, tuple(said)))
    return tuple(found)


def _decision(case: Case) -> Decision:
    if case.placement is not None:
        return decision_for_placement(case.placement, case.on)
    return assess(facts_of(case.resident), case.on, parameters_in_force())


def _hold(path: Path, case: Case) -> Say | None:
    """What holds up the start, when it is something that somebody can do."""
    if path.wait is None or path.wait.step is None:
        return None
    return Say("hold", step=name_of_station(path.stations[path.wait.number - 1], case))


def _usual(path: Path, case: Case, took: Durations) -> tuple[Say, ...]:
    """How long others waited for what holds up the start, as far as the desks know."""
    if path.wait is None or path.wait.step is None:
        return ()
    found = usual(took, path.wait.step.kind, case.resident.centre.municipality)
    if found is None:
        return ()
    half = Say("hold_half", half=Days(found.median))
    return (half, Say("hold_slow", slow=Days(found.ninetieth))) if found.ninetieth else (half,)


def _rest(path: Path, now: tuple[Task, ...]) -> tuple[Say, ...]:
    """That there is nothing to do, when others hold up the start: the reader would worry otherwise."""
    is_free = path.wait and path.wait.step and path.wait.step.party != Step.Party.RESIDENT and not now
    return (Say("hold_rest"),) if is_free else ()


def _work(resident: Resident) -> tuple[Work, ...]:
    """What the coach put there and is still open."""
    vacancies = [each.vacancy for each in resident.card_vacancies.all()]
    return tuple(
        Work(each.title, each.municipality, each.hours or 0, each.code, public_page(each))
        for each in vacancies[: CardVacancy.MOST]
    )


_MAY = {
    WorkKind.INTERNSHIP: "may_intern",
    WorkKind.VOLUNTEERING: "may_volunteer",
    WorkKind.EDUCATION: "may_study",
}


def _title(decision: Decision) -> Say:
    if decision.outcome == ALLOWED:
        verdict = verdict_of(decision)
        return Say((verdict and verdict.card) or _MAY.get(decision.work, "may_work"))
    if decision.outcome in (NEEDS_PERMIT, NEEDS_NOTIFICATION):
        return Say(requirement_of(decision.requires[0], decision.country).card or "incomplete")
    if decision.outcome == NOT_YET:
        return Say("not_yet_from", day=decision.from_on) if decision.from_on else Say("not_yet")
    if decision.outcome == INCOMPLETE:
        return Say("incomplete")
    return Say("not_allowed")


def _notes(decision: Decision) -> tuple[Say, ...]:
    title, verdict = _title(decision).key, verdict_of(decision)
    required = [requirement_of(code, decision.country) for code in decision.requires]
    notes = []
    if title in ("may_work", "incomplete", *(each.card for each in required)):
        notes.append(Say(f"{title}_text"))
    if verdict and verdict.card_note:
        notes.append(Say(verdict.card_note))
    if decision.outcome == NOT_YET:
        notes += [Say(f"{each.card}_text") for each in required if each.title_later and each.card]
    if title == "not_allowed":
        against = {reason.code for reason in decision.reasons if reason.holds is False}
        notes.append(
            Say("expired_text" if against in ({"document_expired"}, {"document_gap"}) else "not_allowed_text")
        )
    if decision.outcome == ALLOWED and decision.until_on:
        notes.append(Say("may_until", day=decision.until_on))
    return tuple(notes)


def _bring(case: Case) -> tuple[Bring, ...]:
    things = [Bring("note", Say("bring_card")), Bring("idcard", name_of_document(case))]
    for steps in case.steps.values():
        kind = steps[-1].entry
        if kind.bring and steps[-1].status == Step.Status.OPEN:
            things.append(Bring(kind.bring_icon, Say(kind.bring, otherwise="")))
    if case.placement is not None:
        things.append(Bring("doc", Say("bring_contract")))
    return tuple(dict.fromkeys(things))
