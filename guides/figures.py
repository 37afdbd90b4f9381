"""Figures in a text: ``{{ wage_floor }}`` is asked from the rules each time somebody reads it.

A figure has a name and sometimes an argument, ``{{ value nl.work.waiting_months }}``. What it says today
comes with its sources; a value that nobody knows is said to be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.desks.models import USUAL_CHECK_IN_WEEKS
from jobdesk.web.money import euros, euros_per
from law.contributions import Wage, contribute
from law.countries.record import Country
from law.rules import Parameter
from law.rules.kinds import UNION, Definition, definitions
from law.steps import StepKind, step_kinds
from law.wage_floor import wage_floor
from residents.law_values import parameters_in_force
from residents.law_values.sources import source_text
from residents.law_values.words import value_text
from residents.models import LawValue
from residents.right_to_work.wording import DAY_FORMAT
from residents.steps.usual_duration import days_text

PATTERN = re.compile(r"\{\{\s*(?P<name>[a-z_]+)(?:\s+(?P<argument>[\w.-]+))?\s*\}\}")
MOST_WAGE = 20_000  # euros a month: an example above it is a slip of the hand


class UnknownFigure(LookupError):
    """No figure has this name, or it cannot be asked with this argument here."""


@dataclass(frozen=True)
class Source:
    """Where something was read. ``title``: what was read there; ``since``: from which day it holds."""

    title: str
    text: str
    since: str = ""
    confidence: str = ""
    note: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class Figure:
    """What a placeholder says today; a ``text`` that is empty only marks where the sentence comes from."""

    text: str
    sources: tuple[Source, ...] = ()
    is_known: bool = True


@dataclass(frozen=True)
class Kind:
    """A kind of figure. ``arguments``: what it can be asked with in a country; "" is without argument."""

    label: Promise
    resolve: Callable[[str, Country, date], Figure]
    arguments: Callable[[Country], Iterable[str]] = lambda _country: ("",)


def not_known() -> str:
    """What stands where a value is not known."""
    return _("not known yet; the job desk tells you")


def resolve(name: str, argument: str, country: Country, on: date) -> Figure:
    """Return what a placeholder says in a country on a day. Raises UnknownFigure."""
    kind = KINDS.get(name)
    if kind is None:
        raise UnknownFigure(name)
    return kind.resolve(argument, country, on)


def available(country: Country, on: date) -> list[tuple[str, str, str]]:
    """Return every figure of a country: what to write, what it says today, and what it is."""
    found = []
    for name, kind in KINDS.items():
        for argument in kind.arguments(country):
            code = " ".join(filter(None, ("{{", name, argument, "}}")))
            figure = kind.resolve(argument, country, on)
            title = figure.sources[0].title if figure.sources else ""
            found.append((code, figure.text or _("only its source"), title or str(kind.label)))
    return found


# -- each kind ---------------------------------------------------------------------------------------


def _definition(name: str, country: Country) -> Definition:
    found = definitions().get(name)
    if found is None or found.country not in (country.code, UNION):
        raise UnknownFigure(name)
    return found


def _source(entry: Parameter, title: str = "") -> Source:
    return Source(
        title=title or _(definitions()[entry.name].title),
        text=source_text(entry.source),
        since=date_format(entry.from_on, DAY_FORMAT) if entry.from_on else "",
        confidence=str(LawValue.Confidence(entry.confidence).label),
        note=source_text(entry.note) if entry.note else "",
        is_provisional=entry.provisional,
    )


def _value(name: str, country: Country, on: date) -> Figure:
    definition = _definition(name, country)
    entry = parameters_in_force().find(name, on)
    if entry is None:
        return Figure(not_known(), is_known=False)
    return Figure(value_text(definition, entry.value), (_source(entry),))


def _mark(name: str, country: Country, on: date) -> Figure:
    figure = _value(name, country, on)
    return Figure("", figure.sources) if figure.is_known else figure


def _wage_floor(argument: str, country: Country, on: date) -> Figure:
    age = int(argument) if argument.isascii() and argument.isdigit() else None
    if argument and age not in country.minimum_wage_at:
        raise UnknownFigure(argument)
    if not country.minimum_wage:
        return Figure(_("no legal minimum in this country"))
    floor = wage_floor(country, on, parameters_in_force(), age)
    if floor is None or floor.unknown_age is not None:
        return Figure(not_known(), is_known=False)
    amount = euros_per(floor.amount, "hour", is_exact=True)
    if floor.is_of_the_day:
        return Figure(amount, (_source(floor.entry),))
    words = _("%(amount)s (the last amount known; that of today is not known yet)")
    return Figure(words % {"amount": amount}, (_source(floor.entry),), is_known=False)


def _step(code: str, country: Country, on: date) -> Figure:
    kind = step_kinds(country.code).get(code)
    if kind is None:
        raise UnknownFigure(code)
    return Figure(days_text(kind), (_source_of_step(kind, on),))


def _source_of_step(kind: StepKind, on: date) -> Source:
    entry = parameters_in_force().find(kind.term, on) if kind.term else None
    if entry is not None:
        return _source(entry, _(kind.label))
    return Source(
        title=_(kind.label),
        text=_(kind.source),
        confidence=str(LawValue.Confidence(kind.confidence).label),
        is_provisional=kind.is_provisional,
    )


def _contribution(argument: str, country: Country, on: date) -> Figure:
    """What one adult in reception pays from a net wage and keeps, in the first weeks of work."""
    if not (argument.isascii() and argument.isdigit() and 0 < int(argument) <= MOST_WAGE):
        raise UnknownFigure(argument)
    if not country.schemes:
        return Figure(_("In this country the reception agency asks no part of the wage."))
    scheme = country.schemes[0]
    wage = Wage(
        scheme=scheme.code,
        on=on,
        net=Decimal(argument),
        status=scheme.applicant,
        adults=1 if scheme.asks_household else None,
        weeks_worked_in_52=0 if scheme.asks_weeks else None,
    )
    answer = contribute(wage, parameters_in_force())
    found = dict.fromkeys((line.source, line.provisional) for line in answer.lines if line.source)
    sources = tuple(
        Source(_(scheme.label), source_text(text), is_provisional=provisional) for text, provisional in found
    )
    if answer.due_at_least is None or answer.left_at_most is None:
        return Figure(not_known(), sources, is_known=False)
    words = (
        _("Of a net wage of %(net)s a month a single person pays %(due)s and keeps %(left)s.")
        if answer.due is not None
        else _(
            "Of a net wage of %(net)s a month a single person pays at least %(due)s and keeps at most "
            "%(left)s; a part of the sum is not known yet."
        )
    )
    amounts = {
        "net": euros(argument, places=0),
        "due": euros(answer.due_at_least),
        "left": euros(answer.left_at_most),
    }
    return Figure(words % amounts, sources, is_known=answer.due is not None)


def _check_ins(argument: str, _country: Country, _on: date) -> Figure:
    if argument:
        raise UnknownFigure(argument)
    *weeks, last = [str(week) for week in USUAL_CHECK_IN_WEEKS]
    return Figure(_("week %(weeks)s and %(last)s") % {"weeks": ", ".join(weeks), "last": last})


def _values_of(country: Country) -> list[str]:
    return [each.name for each in definitions().values() if each.country in (country.code, UNION)]


def _examples_of(country: Country) -> tuple[str, ...]:
    return ("1000",) if country.schemes else ()


KINDS: Mapping[str, Kind] = {
    "wage_floor": Kind(
        gettext_lazy("The minimum wage of today"),
        _wage_floor,
        lambda country: ("", *map(str, country.minimum_wage_at)) if country.minimum_wage else (),
    ),
    "contribution": Kind(
        gettext_lazy("What is paid for reception from a net wage: write any amount"),
        _contribution,
        _examples_of,
    ),
    "check_ins": Kind(gettext_lazy("When the job coach asks how it goes"), _check_ins),
    "step": Kind(
        gettext_lazy("How long a step takes"), _step, lambda country: tuple(step_kinds(country.code))
    ),
    "value": Kind(gettext_lazy("A value of the law"), _value, _values_of),
    "source": Kind(gettext_lazy("The source of a value of the law"), _mark, _values_of),
}
