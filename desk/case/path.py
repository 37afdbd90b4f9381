"""The path: where one person stands on the way to work, what blocks, and where a caseload stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from desk.case.stations import BLOCKED, DONE, KEYS, NOW, SKIP, Case, Station, day, party_of, stations_of
from law.steps import NUMBER, kinds_for, step_kinds
from matching.models import Placement
from residents.models import Resident, Step
from residents.steps.usual_duration import consequence_text, duration_sentence

BEHIND_THE_MATCH = frozenset({"permit", "start"})


@dataclass(frozen=True)
class Wait:
    """Why the start waits: ``number`` is the station's, from 1; ``step`` what can be worked on, if any.

    ``is_blocking``: it takes too long, or nothing can be done; else it takes its time.
    """

    number: int
    title: str
    text: str
    consequence: str
    step: Step | None
    is_blocking: bool = True


@dataclass(frozen=True)
class Path:
    """The stations of one resident as of a day, with the placement under way. At most one is blocked.

    ``wait`` is what blocks; ``runs``, when nothing does, the step in time for which a start waits longest.
    """

    resident: Resident
    placement: Placement | None
    stations: tuple[Station, ...]
    wait: Wait | None
    runs: Wait | None = None

    @property
    def why(self) -> Wait | None:
        """What to explain: what blocks, else what runs."""
        return self.wait or self.runs

    @cached_property
    def current(self) -> Station:
        """Where the person is: what blocks, else what runs first, else what comes next."""
        for state in (BLOCKED, NOW):
            for station in self.stations:
                if station.state == state:
                    return station
        ahead = [station for station in self.stations if station.state not in (DONE, SKIP)]
        return ahead[0] if ahead else self.stations[-1]

    @property
    def label(self) -> str:
        """The path in one sentence, for readers who cannot see it."""
        return _("Station %(number)d of %(total)d, %(name)s: %(state)s") % {
            "number": self.stations.index(self.current) + 1,
            "total": len(self.stations),
            "name": self.current.name,
            "state": self.current.state_text or _("comes next"),
        }


def path_of(resident: Resident, on: date, placement: Placement | None = None) -> Path:
    """Return the path of a resident fetched by ``queries.with_case``, as of ``on``. Makes no queries.

    With ``placement``, one of the resident's, it is the path of that work; else of the one under way.
    """
    case = Case.of(resident, on, placement)
    stations, blocked = [], None
    for station in stations_of(case):
        if station.is_holding and blocked is None:
            blocked = station = _blocked(station, on)
        elif station.is_holding:
            station = station.released()
        stations.append(station)
    wait = _wait(stations.index(blocked) + 1, blocked, case) if blocked else None
    runs = None if blocked or case.is_at_work else _runs(stations, case)
    return Path(resident, case.placement, tuple(stations), wait, runs)


def _blocked(station: Station, on: date) -> Station:
    if station.step is None:
        return replace(station, state=BLOCKED)
    days = (on - station.step.opened_on).days
    text = ngettext("Blocks, %(days)d day", "Blocks, %(days)d days", days) % {"days": days}
    return replace(station, state=BLOCKED, state_text=text)


def _wait(number: int, station: Station, case: Case) -> Wait:
    if station.step is None:
        return Wait(number, *_wait_without_step(station), step=None)
    step = station.step
    title = _("%(station)s blocks the start. It is up to: %(party)s.") % {
        "station": station.name,
        "party": party_of(step, case),
    }
    return Wait(number, title, _duration(step, case), consequence_text(step.entry), step)


def _runs(stations: list[Station], case: Case) -> Wait | None:
    """Of the steps that run and are in time, the one that is to be done last."""
    running = [station for station in stations if station.state == NOW and station.step is not None]
    if not running:
        return None
    station = max(running, key=lambda each: each.step.due_on or date.max)
    title = _("The start waits for: %(station)s. It is up to: %(party)s.") % {
        "station": station.step.get_kind_display(),
        "party": party_of(station.step, case),
    }
    step = station.step
    text, number = _duration(step, case), stations.index(station) + 1
    return Wait(number, title, text, consequence_text(step.entry), step, is_blocking=False)


def _wait_without_step(station: Station) -> tuple[str, str, str]:
    if station.key == "document":
        return (
            _("The document has expired."),
            _("It was valid until %(day)s.") % {"day": day(station.since)},
            _("Without a valid document there is no right to work."),
        )
    return (
        _("The procedure gives no right to work now."),
        _("The decision says why, and which event would change that."),
        _("Volunteering or a course may be possible meanwhile."),
    )


def _duration(step: Step, case: Case) -> str:
    """How long it has taken, against the term of the law or the usual duration in the catalogue."""
    waited = max((case.on - step.opened_on).days, 0)
    so_far = ngettext("It has waited for %(days)d day.", "It has waited for %(days)d days.", waited)
    kind = step_kinds(case.country).get(step.kind)
    said = so_far % {"days": waited}
    return f"{said} {duration_sentence(kind)}" if kind else said


@dataclass
class StationCount:
    """How many people of a caseload stand at a station, as ``<c-path kind="count">`` draws it."""

    key: str
    name: str
    count: int = 0
    late: int = 0
    unmatched: int = 0
    state: str = "even"
    url: str = ""

    @property
    def state_text(self) -> str:
        """How many of them are held up here."""
        if not self.late:
            return ""
        return ngettext("%(late)d blocked", "%(late)d blocked", self.late) % {"late": self.late}

    @property
    def who(self) -> str:
        """How many of them first need a match: nothing else stands in their way."""
        if not self.unmatched:
            return ""
        return ngettext("%(n)d looks for work", "%(n)d look for work", self.unmatched) % {"n": self.unmatched}


def caseload_path(paths: Iterable[Path]) -> list[StationCount]:
    """Count people by the station where they are. The one where most are blocked is marked as such."""
    paths = list(paths)
    countries = {path.resident.centre.country for path in paths}
    counts = {key: StationCount(key, name) for key, name in station_names(countries)}
    for path in paths:
        place = counts[path.current.key]
        place.count += 1
        place.late += path.current.state == BLOCKED
        place.unmatched += path.current.key in BEHIND_THE_MATCH and path.placement is None
    worst = max(counts.values(), key=lambda place: place.late)
    for place in counts.values():
        if place.late:
            place.state = BLOCKED if place is worst else NOW
    return list(counts.values())


def station_names(countries: Collection[str] = ()) -> list[tuple[str, str]]:
    """The stations by key, with short names that hold in these countries."""
    kinds = [kind for country in sorted(countries) for kind in kinds_for(NUMBER, country)]
    number = " / ".join(dict.fromkeys(_(kind.station_name) for kind in kinds)) or _("Number")
    names = (
        pgettext("station", "Application"),
        pgettext("station", "Waiting time"),
        pgettext("station", "Document"),
        number,
        pgettext("station", "Bank"),
        pgettext("station", "Permit"),
        pgettext("station", "Start"),
        pgettext("station", "Aftercare"),
    )
    return list(zip(KEYS, names, strict=True))
