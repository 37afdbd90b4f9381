"""What kind of value each parameter has: what an administrator may enter, and how it is kept as JSON.

A parameter that is not in this table cannot be given a value. Those without any entry in the data files are
values that the rules ask for and nobody has found yet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from law.rules.parameters import ParameterError


class Kind(StrEnum):
    YES_NO = "yes_no"
    COUNT = "count"
    NUMBER = "number"
    EUROS = "euros"
    SHARE = "share"
    DAY = "day"
    WORDS = "words"
    AMOUNTS = "amounts"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Definition:
    """One parameter. ``unit``: a code of what it is so many of, or in what time.

    ``most``: what is above it is a slip of the hand. ``principle``: only yes is a rule that the code knows.
    ``words``: what can be chosen. ``columns``: of a row, each with its kind; the first one rises from row to
    row. ``size``: how many amounts.
    """

    name: str
    kind: Kind
    unit: str = ""
    most: int = 0
    principle: bool = False
    words: tuple[str, ...] = ()
    columns: tuple[tuple[str, Kind], ...] = ()
    size: int = 0

    @property
    def country(self) -> str:
        """NL, BE or EU."""
        return self.name.partition(".")[0].upper()


def _yes(name: str) -> Definition:
    return Definition(name, Kind.YES_NO, principle=True)


def _either(name: str) -> Definition:
    return Definition(name, Kind.YES_NO)


def _count(name: str, unit: str, most: int) -> Definition:
    return Definition(name, Kind.COUNT, unit, most)


def _euros(name: str, unit: str, most: int) -> Definition:
    return Definition(name, Kind.EUROS, unit, most)


_TRACKS = ("accelerated", "safe_country")
_RECEPTIONS = ("COA", "Nidos", "municipality")
_AGES = ("15", "16", "17", "18", "19", "20", "21")
_REGIONS = ("flanders", "brussels", "wallonia", "german-speaking")

DEFINITIONS: dict[str, Definition] = {
    each.name: each
    for each in (
        _count("nl.work.waiting_months", "months", 60),
        Definition("nl.work.excluded_tracks", Kind.WORDS, words=_TRACKS),
        _count("nl.work.adult_age", "age", 30),
        Definition("nl.work.receptions", Kind.WORDS, words=_RECEPTIONS),
        _yes("nl.work.w_document_required"),
        _yes("nl.work.twv_required"),
        _count("nl.work.weeks_in_52", "weeks", 52),
        _yes("nl.work.subsequent_counts_anew"),
        _yes("nl.work.refusal_ends_access"),
        _yes("nl.work.self_employment_excluded"),
        _yes("nl.work.internship_after_waiting"),
        _count("nl.work.volunteer_declaration_years", "years", 10),
        _euros("nl.work.in_centre_week_amount", "week", 500),
        Definition("nl.work.in_centre_receptions", Kind.WORDS, words=_RECEPTIONS),
        _yes("nl.work.education_free"),
        _either("nl.work.access_during_appeal"),
        _count("nl.twv.decision_weeks", "weeks", 52),
        _yes("nl.work.status_holder_free"),
        _count("nl.work.notification_working_days", "working_days", 60),
        _yes("nl.work.temporary_protection_self_employment_excluded"),
        _either("nl.work.third_country_exempt"),
        _either("nl.work.temporary_protection_volunteering"),
        _either("nl.work.temporary_protection_in_centre"),
        Definition("nl.reba.exempt_share", Kind.SHARE),
        _euros("nl.reba.exempt_maximum", "month", 5_000),
        _count("nl.reba.exempt_weeks_in_52", "weeks", 52),
        Definition("nl.reba.weeks_a_month", Kind.NUMBER, most=5),
        Definition(
            "nl.reba.food_week",
            Kind.ROWS,
            "week",
            most=500,
            columns=(("persons", Kind.COUNT), ("adult", Kind.EUROS), ("child", Kind.EUROS)),
        ),
        Definition("nl.reba.housing_week", Kind.AMOUNTS, "week", most=500, size=3),
        _euros("nl.reba.housing_month_maximum", "month", 5_000),
        _euros("nl.reba.medical_month", "month", 5_000),
        *(_euros(f"nl.minimum_wage.hour.{age}", "hour", 100) for age in _AGES),
        _count("be.work.waiting_months", "months", 60),
        _yes("be.work.attestation_required"),
        _yes("be.work.card_mention_binds"),
        _yes("be.work.any_occupation"),
        _yes("be.work.refusal_in_waiting_excludes"),
        _yes("be.work.right_kept_during_appeal"),
        _count("be.work.appeal_term_days", "days", 366),
        _count("be.work.appeal_term_days_short", "days", 366),
        _yes("be.work.subsequent_needs_admissible"),
        _either("be.work.decision_elsewhere_is_subsequent"),
        _yes("be.work.professional_card_applicant"),
        _yes("be.work.education_free"),
        _either("be.work.in_centre"),
        _either("be.work.volunteering_without_right"),
        _yes("be.work.refugee_free"),
        _yes("be.work.subsidiary_employee_free"),
        _yes("be.work.subsidiary_professional_card"),
        _yes("be.work.temporary_protection_employee_free"),
        *(_yes(f"be.work.temporary_protection_self_employed.{region}") for region in _REGIONS),
        _either("be.cumul.applied"),
        Definition(
            "be.cumul.brackets",
            Kind.ROWS,
            "month",
            most=100_000,
            columns=(("above", Kind.EUROS), ("share", Kind.SHARE)),
        ),
        Definition("be.cumul.undeclared_share", Kind.SHARE),
        Definition(
            "be.cumul.exempt_statuses",
            Kind.WORDS,
            words=("status_holder", "refugee_in_transition", "minor_student"),
        ),
        _euros("be.minimum_wage.month", "month", 20_000),
        _euros("be.minimum_wage.hour", "hour", 100),
        Definition("eu.work.temporary_protection_until", Kind.DAY),
        _count("eu.work.latest_access_months", "months", 60),
        Definition("eu.work.excluded_tracks", Kind.WORDS, words=_TRACKS),
        _either("eu.work.dublin_transfer_ends_access"),
    )
}


def definition_of(name: str) -> Definition:
    """The definition of a parameter. Raises ParameterError when nothing asks for it."""
    if name not in DEFINITIONS:
        raise ParameterError(f"{name}: no rule asks for this parameter")
    return DEFINITIONS[name]


def check(definition: Definition, value: Any) -> None:
    """See that a value can be one of this parameter. Raises ParameterError saying what is wrong."""
    if not _CHECKS[definition.kind](definition, value):
        raise ParameterError(f"{definition.name}: {value!r} is not a value of the kind {definition.kind}")


def _is_count(definition: Definition, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= definition.most


def _is_number(definition: Definition, value: Any) -> bool:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return is_number and Decimal(value).is_finite() and 0 <= value <= definition.most


def _is_share(_definition: Definition, value: Any) -> bool:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return is_number and Decimal(value).is_finite() and 0 <= value <= 1


def _are_words(definition: Definition, value: Any) -> bool:
    return isinstance(value, list) and set(value) <= set(definition.words) and len(set(value)) == len(value)


def _are_amounts(definition: Definition, value: Any) -> bool:
    of_size = isinstance(value, list) and len(value) == definition.size
    return of_size and all(_is_number(definition, each) for each in value)


def _are_rows(definition: Definition, value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    names = {name for name, _kind in definition.columns}
    if any(not isinstance(row, dict) or set(row) != names for row in value):
        return False
    cells_fit = all(
        _CHECKS[kind](definition, row[name]) for row in value for name, kind in definition.columns
    )
    first = [row[definition.columns[0][0]] for row in value]
    return cells_fit and first == sorted(set(first))


_CHECKS: dict[Kind, Callable[[Definition, Any], bool]] = {
    Kind.YES_NO: lambda _definition, value: isinstance(value, bool),
    Kind.COUNT: _is_count,
    Kind.NUMBER: _is_number,
    Kind.EUROS: _is_number,
    Kind.SHARE: _is_share,
    Kind.DAY: lambda _definition, value: isinstance(value, date),
    Kind.WORDS: _are_words,
    Kind.AMOUNTS: _are_amounts,
    Kind.ROWS: _are_rows,
}


def to_json(value: Any) -> Any:
    """Write a value so that JSON keeps it exactly: decimals and days as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [to_json(each) for each in value]
    if isinstance(value, dict):
        return {name: to_json(each) for name, each in value.items()}
    return value


def from_json(definition: Definition, kept: Any) -> Any:
    """Read what ``to_json`` wrote. None stays None: from this day on the value is not known."""
    return None if kept is None else _read(definition, definition.kind, kept)


def _read(definition: Definition, kind: Kind, kept: Any) -> Any:
    if kind in (Kind.EUROS, Kind.SHARE, Kind.NUMBER):
        return Decimal(kept)
    if kind == Kind.DAY:
        return date.fromisoformat(kept)
    if kind == Kind.AMOUNTS:
        return [Decimal(each) for each in kept]
    if kind == Kind.ROWS:
        return [
            {name: _read(definition, of_kind, row[name]) for name, of_kind in definition.columns}
            for row in kept
        ]
    return kept
