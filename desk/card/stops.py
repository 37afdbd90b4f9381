"""The stations of the path as a resident reads them: what is done, what waits, and who must act."""

from __future__ import annotations

from dataclasses import dataclass

from desk.card.say import Month, Say
from desk.case.path import Path
from desk.case.stations import BLOCKED, DONE, LATER, NOW, SKIP, Case, Station
from desk.case.wait import RealisticStart
from law.engine import NOT_ALLOWED
from law.registry import country
from law.steps import ACCOUNT, NOTIFICATION, NUMBER, PERMIT, START, StepKind, step_kinds
from matching.models import CheckIn
from residents.models import Resident, Step


@dataclass(frozen=True)
class Stop:
    """One step of the card. ``turn`` says who must act."""

    state: str
    icon: str
    name: Say
    text: Say
    turn: Say | None = None


ICONS = {
    "application": "doc",
    "waiting": "clock",
    "document": "idcard",
    "number": "number",
    "bank": "bank",
    "permit": "stamp",
    "start": "flag",
    "aftercare": "heart",
}
# Steps for these have a stop of their own on the path; the others stand between the path and the aftercare.
WITH_A_STOP = frozenset({NUMBER, ACCOUNT, PERMIT, NOTIFICATION, START})


def stops_of(path: Path, case: Case, realistic: RealisticStart | None) -> tuple[Stop, ...]:
    """Return what stands on the card: the stations that apply, and other open steps before the aftercare."""
    stations = [station for station in path.stations if station.state != SKIP]
    stops = [_stop(station, path, case, realistic) for station in stations]
    shown = {station.step.pk for station in stations if station.step}
    return (*stops[:-1], *_others(case, shown), stops[-1])


def name_of_kind(kind: StepKind) -> Say:
    """What a kind of step is called: its phrase, and where no language has that, its label."""
    return Say(kind.card, otherwise=kind.label)


def name_of_document(case: Case) -> Say:
    """The document this person has or should have: its phrase; where no language has that, its name."""
    kind = case.document_kind
    return Say(kind.card, otherwise=kind.label)


def name_of_station(station: Station, case: Case) -> Say:
    """What a station is called on the card."""
    if station.key == "document":
        return name_of_document(case)
    if station.kind is not None:
        return name_of_kind(station.kind)
    if station.key == "waiting" and _is_refused(station, case):
        return Say("procedure")
    return Say(station.key)


def turn_of(step: Step, case: Case) -> Say:
    """Who must act. An employer is never named: the card may be read by others."""
    resident = case.resident
    if step.party == Step.Party.AGENCY and (agency := agency_of(resident)):
        return Say("turn_named", name=agency)
    if step.party == Step.Party.AUTHORITY and step.entry.authority:
        return Say("turn_named", name=step.entry.authority)
    if step.party in (Step.Party.AGENCY, Step.Party.AUTHORITY):
        return Say("turn_authority")
    return Say(f"turn_{step.party}")


def agency_of(resident: Resident) -> str:
    """The reception agency, to be named where it must act; empty where a municipality gives reception."""
    reception = country(resident.centre.country).reception(resident.reception)
    return reception.label if reception and reception.is_agency else ""


def _stop(station: Station, path: Path, case: Case, realistic: RealisticStart | None) -> Stop:
    write = {"waiting": _waiting, "document": _document, "aftercare": _aftercare}.get(station.key, _any)
    text = _start(station, path, case, realistic) if station.key == "start" else write(station, case)
    return Stop(
        state=station.state,
        icon=ICONS[station.key],
        name=name_of_station(station, case),
        text=text,
        turn=turn_of(station.step, case) if station.step and station.state in (NOW, BLOCKED) else None,
    )


def _any(station: Station, case: Case) -> Say:
    if station.state == DONE:
        return Say("done_on", day=station.since) if station.since else Say("done")
    if station.state in (NOW, BLOCKED):
        return Say("since", day=station.since) if station.since else Say("turn_coach")
    number = case.step_for(NUMBER)
    is_after = number is not None and station.kind is not None and number.kind in station.kind.waits_for
    if station.key == "bank" and is_after and number.status == Step.Status.OPEN:
        return Say("first", step=name_of_kind(number.entry))
    if station.key == "permit" and case.placement is None:
        return Say("after_job")
    return Say("later")


def _waiting(station: Station, case: Case) -> Say:
    if station.state == DONE:
        return Say("over_since", day=station.since) if station.since else Say("done")
    if _is_refused(station, case):
        return Say("not_allowed")
    first = case.resident.work_allowed_from
    return Say("wait_until", day=first) if first and station.state == NOW else Say("unknown")


def _is_refused(station: Station, case: Case) -> bool:
    return station.state in (NOW, BLOCKED) and case.resident.work_outcome == NOT_ALLOWED


def _document(station: Station, case: Case) -> Say:
    last = case.document
    if last is None:
        return Say("show_document")
    if last.until_on is None:
        return Say("valid")
    if station.state == DONE:
        return Say("valid_until", day=last.until_on)
    return Say("expires_on" if last.until_on >= case.on else "expired_on", day=last.until_on)


def _start(station: Station, path: Path, case: Case, realistic: RealisticStart | None) -> Say:
    placement = case.placement
    if placement is None:
        return Say("after_job")
    if station.state == DONE:
        return Say("started", day=station.since)
    if station.step is not None:
        return Say("since", day=station.since)
    planned_on = placement.planned_start_on
    if station.state == LATER and path.wait is None:
        return Say("planned", day=planned_on)
    later = realistic.on if realistic else None
    if later and (later.year, later.month) > (planned_on.year, planned_on.month):
        return Say("planned_later", day=planned_on, month=Month(later))
    return Say("planned_unsure", day=planned_on)


def _aftercare(station: Station, case: Case) -> Say:
    if station.state == LATER:
        return Say("talks")
    if station.state == DONE:
        return Say("done")
    planned = [
        each.due_on for each in case.placement.check_ins.all() if each.status == CheckIn.Status.PLANNED
    ]
    return Say("talk_on", day=min(planned)) if min(planned) >= case.on else Say("talk_soon")


def _others(case: Case, shown: set[int]) -> list[Stop]:
    """Open steps without a station in which others must act; the resident's own stand apart, on top."""
    stops = []
    for steps in _by_catalogue(case):
        kind, step = steps[0].entry, next(filter(_is_of_others, steps), None)
        if step is None or step.pk in shown or kind.purpose in WITH_A_STOP or not kind.on_card:
            continue
        icon, since = kind.card_icon or kind.icon, Say("since", day=step.opened_on)
        stops.append(Stop(NOW, icon, name_of_kind(kind), since, turn_of(step, case)))
    return stops


def _by_catalogue(case: Case) -> list[list[Step]]:
    """The steps by kind, in the order of the catalogue; those of another country come last."""
    order = list(step_kinds(case.country))
    kinds = sorted(case.steps, key=lambda kind: order.index(kind) if kind in order else len(order))
    return [case.steps[kind] for kind in kinds]


def _is_of_others(step: Step) -> bool:
    return step.status == Step.Status.OPEN and step.party != Step.Party.RESIDENT
