"""The catalogue of administrative steps, per country, as data. Pure: no Django, no clock."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from law.rules.days import add_working_days, is_working_day

CALENDAR, WORKING = "calendar", "working"
LEGAL, USUAL = "legal", "usual"
# What opens a step, besides a status that is granted and what the right to work requires.
ON_MATCH, ON_START, ON_WAGE = "match", "start", "wage"
ON_DIPLOMA, ON_EXPIRY = "foreign_diploma", "document_ends"
RELOCATION, REENTRY = "relocation", "reentry"  # what starts its clock anew


class UnknownStepError(LookupError):
    """This country has no step of this kind."""


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step. ``days``: the legal or usual duration (``basis``), in calendar or working days.

    ``waits_for``: the kinds that come before it. ``before_start``: no work without it. ``of_one_job``: each
    job needs its own. ``opened_by``, ``restarts_on``: what opens it, and what starts its clock anew.
    ``reception``: opened only for who lives there; empty: for everyone. ``opens_before``: so many days before
    a document ends.
    """

    kind: str
    party: str
    days: int
    source: str
    confidence: str
    basis: str = USUAL
    count: str = CALENDAR
    waits_for: tuple[str, ...] = ()
    before_start: bool = False
    of_one_job: bool = False
    opened_by: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    reception: tuple[str, ...] = ()
    opens_before: int = 0
    link: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether the duration is not from an official page or text."""
        return self.confidence != "O"


def step_kinds(country: str) -> dict[str, StepKind]:
    """Return the catalogue of a country ("NL" or "BE"), by kind, in the order of the file."""
    return dict(_catalogue(country))


def step_kind(kind: str, country: str) -> StepKind:
    """Return one kind. Raises UnknownStepError when the country does not have it."""
    try:
        return _catalogue(country)[kind]
    except KeyError:
        raise UnknownStepError(f"{kind} is no step in {country}") from None


def opened_by(event: str, country: str) -> list[StepKind]:
    """Return the steps that something opens (a match, a granted status, …), what comes first first."""
    return [kind for kind in _catalogue(country).values() if event in kind.opened_by]


def due_on(kind: StepKind, opened_on: date, country: str) -> date:
    """Return the day by which the step should be done; never a weekend or public holiday of the country."""
    if kind.count == WORKING:
        return add_working_days(opened_on, kind.days, country)
    due = opened_on + timedelta(days=kind.days)
    return due if is_working_day(due, country) else add_working_days(due, 1, country)


@lru_cache(maxsize=4)
def _catalogue(country: str) -> dict[str, StepKind]:
    path = Path(__file__).parent / f"{country.lower()}.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["step"]
    kinds = [StepKind(**{name: _fixed(value) for name, value in entry.items()}) for entry in entries]
    return {kind.kind: kind for kind in kinds}


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
