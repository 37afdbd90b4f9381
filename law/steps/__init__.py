"""The catalogue of administrative steps, per country, as data. Pure: no Django, no clock."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from law import registry
from law.rules.days import add_working_days, is_working_day
from law.rules.kinds import definitions
from law.steps.record import (
    ACCOUNT,
    BY_ANSWER,
    BY_DOCUMENT,
    BY_NOTIFICATION,
    BY_PERMIT,
    BY_PROOF,
    BY_START,
    CALENDAR,
    LEGAL,
    NOTIFICATION,
    NUMBER,
    ON_DIPLOMA,
    ON_EXPIRY,
    ON_MATCH,
    ON_PLAN,
    ON_START,
    ON_WAGE,
    PERMIT,
    REENTRY,
    RELOCATION,
    START,
    TERM_UNITS,
    USUAL,
    VOLUNTEERING,
    WORKING,
    CatalogueError,
    FormField,
    HiringPaper,
    OfficialForm,
    StepKind,
    read_kinds,
)

__all__ = [
    "ACCOUNT",
    "BY_ANSWER",
    "BY_DOCUMENT",
    "BY_NOTIFICATION",
    "BY_PERMIT",
    "BY_PROOF",
    "BY_START",
    "CALENDAR",
    "LEGAL",
    "NOTIFICATION",
    "NUMBER",
    "ON_DIPLOMA",
    "ON_EXPIRY",
    "ON_MATCH",
    "ON_PLAN",
    "ON_START",
    "ON_WAGE",
    "PERMIT",
    "REENTRY",
    "RELOCATION",
    "START",
    "USUAL",
    "VOLUNTEERING",
    "WORKING",
    "CatalogueError",
    "FormField",
    "HiringPaper",
    "OfficialForm",
    "StepKind",
    "UnknownStepError",
    "check_catalogues",
    "codes",
    "countries",
    "days_of_term",
    "due_on",
    "hiring_papers",
    "kind_of",
    "kinds_for",
    "opened_by",
    "read_catalogue",
    "read_kinds",
    "step_kind",
    "step_kinds",
]

# What a code means everywhere: a question to the database asks for codes, whatever the country.
_SHARED = (
    "purpose",
    "ended_by",
    "of_one_job",
    "before_start",
    "due_with_start",
    "is_filed_by_employer",
    "shown_to_employer",
)


class UnknownStepError(LookupError):
    """This country has no step of this kind."""


def countries() -> list[str]:
    """Return the codes of the countries of this site; each has a catalogue."""
    return list(registry.installed())


def step_kinds(country: str) -> dict[str, StepKind]:
    """Return the catalogue of a country, by kind, in the order of the file."""
    return dict(_catalogue(country))


def step_kind(kind: str, country: str) -> StepKind:
    """Return one kind. Raises UnknownStepError when the country does not have it."""
    try:
        return _catalogue(country)[kind]
    except KeyError:
        raise UnknownStepError(f"{kind} is no step in {country}") from None


def kind_of(kind: str, country: str) -> StepKind:
    """Return what is known of the kind of a step that exists; never fails, for a case outlives a catalogue.

    That of the country; for a case that moved here, that of the country it came from; for a kind that has
    left every catalogue, a record that says no more than its code.
    """
    for each in (country, *countries()):
        if kind in _catalogue(each):
            return _catalogue(each)[kind]
    return StepKind(kind=kind, label=kind, party="coach", days=0, source="", confidence="M")


def kinds_for(purpose: str, country: str) -> list[StepKind]:
    """Return the kinds of a country that serve a purpose, in the order of the file."""
    return [kind for kind in _catalogue(country).values() if kind.purpose == purpose]


def codes(is_meant: Callable[[StepKind], bool]) -> frozenset[str]:
    """Return the codes of the kinds, of all countries, for which this holds: to ask the database."""
    return frozenset(
        code for country in countries() for code, kind in _catalogue(country).items() if is_meant(kind)
    )


def opened_by(event: str, country: str) -> list[StepKind]:
    """Return the steps that something opens (a match, a granted status, …), what comes first first."""
    return [kind for kind in _catalogue(country).values() if event in kind.opened_by]


def hiring_papers(country: str) -> list[HiringPaper]:
    """Return what an employer of a country must expect between the match and the first day, in order."""
    return [HiringPaper(**entry) for entry in _read_file(_file(country)).get("hiring", [])]


def due_on(kind: StepKind, opened_on: date, country: str) -> date:
    """Return the day by which the step should be done; never a weekend or public holiday of the country."""
    if kind.count == WORKING:
        return add_working_days(opened_on, kind.days, country)
    due = opened_on + timedelta(days=kind.days)
    return due if is_working_day(due, country) else add_working_days(due, 1, country)


def days_of_term(kind: StepKind, value: int) -> int:
    """Return how many days a value of the parameter stands for that sets the term of a kind of step."""
    _count, days = TERM_UNITS[definitions()[kind.term].unit]
    return value * days


def check_catalogues() -> None:
    """Read all catalogues. Raises CatalogueError for what cannot be, in one or between two.

    A code that several countries have means the same in each: what it is for, what ends it, who files it.
    """
    meanings: dict[str, tuple[object, ...]] = {}
    for country in countries():
        for code, kind in _catalogue(country).items():
            if kind.term:
                _check_term(kind)
            if kind.form and kind.form.keep_years and kind.form.keep_years not in definitions():
                raise CatalogueError(f"{code}: {kind.form.keep_years} is no parameter of the law")
            meaning = tuple(getattr(kind, name) for name in _SHARED)
            if meanings.setdefault(code, meaning) != meaning:
                raise CatalogueError(f"{code}: another kind of step in {country} than elsewhere")
        for paper in hiring_papers(country):
            if paper.weeks_of:
                step_kind(paper.weeks_of, country)


def _check_term(kind: StepKind) -> None:
    definition = definitions().get(kind.term)
    counted = {unit for unit, (count, _days) in TERM_UNITS.items() if count == kind.count}
    if definition is None or definition.unit not in counted:
        raise CatalogueError(f"{kind.kind}: {kind.term} is no parameter of the law in {kind.count} days")


def _catalogue(country: str) -> Mapping[str, StepKind]:
    return read_catalogue(_file(country))


def _file(country: str) -> Path:
    return registry.country(country).steps


@lru_cache
def read_catalogue(path: Path) -> Mapping[str, StepKind]:
    """Return the kinds of a data file, by kind. Raises CatalogueError, which names the file."""
    try:
        return read_kinds(_read_file(path).get("step", []))
    except (CatalogueError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.parent.name}/{path.name}, {error}") from None


@lru_cache
def _read_file(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
