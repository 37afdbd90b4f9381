"""What the administrator's screens show of the law: each parameter with its course over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jobdesk.desks.countries import country_choices
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.words import normalise
from law.rules import Parameter, Parameters
from law.rules.kinds import UNION, Definition, definition_of, definitions
from residents.law_values.in_force import parameters_in_force
from residents.law_values.sources import source_text
from residents.law_values.words import value_text
from residents.models import LawValue, Resident

CURRENT, UNKNOWN, PROVISIONAL, WAITING = "", "unknown", "provisional", "waiting"


@dataclass(frozen=True)
class Step:
    """A span in which one value holds, or none is known. Without ``from_on``: as far back as we look."""

    definition: Definition
    entry: Parameter | None
    from_on: date | None
    until_on: date | None
    is_added: bool
    is_now: bool

    @property
    def text(self) -> str:
        return value_text(self.definition, self.entry.value if self.entry else None)

    @property
    def confidence(self) -> str:
        return LawValue.Confidence(self.entry.confidence).label if self.entry else ""

    @property
    def source(self) -> str:
        return source_text(self.entry.source) if self.entry else ""

    @property
    def note(self) -> str:
        return source_text(self.entry.note) if self.entry else ""


@dataclass(frozen=True)
class Rule:
    """One parameter with its course, oldest first, and how many proposals wait."""

    definition: Definition
    steps: tuple[Step, ...]
    waiting: int = 0

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def title(self) -> str:
        return _(self.definition.title)

    @property
    def country(self) -> str:
        return dict(countries())[self.definition.country]

    @property
    def now(self) -> Step:
        return next(step for step in self.steps if step.is_now)

    @property
    def next(self) -> Step | None:
        """The step after today's, if one is known."""
        later = self.steps[self.steps.index(self.now) + 1 :]
        return later[0] if later else None

    @property
    def is_provisional(self) -> bool:
        return self.now.entry is not None and self.now.entry.provisional

    def is_found_by(self, query: str) -> bool:
        """Whether every word of the query is in the title, the technical name or a source."""
        sources = " ".join(f"{step.source} {step.entry.source}" for step in self.steps if step.entry)
        text = normalise(f"{self.title} {self.name} {sources}")
        return all(word in text for word in normalise(query).split())


def rules(today: date) -> list[Rule]:
    """Return every parameter with its course, in the order of the data; two queries."""
    proposed = LawValue.objects.filter(status=LawValue.Status.PROPOSED).order_by()
    waiting = Counter(proposed.values_list("name", flat=True))
    parameters = parameters_in_force()
    known = definitions().values()
    return [Rule(each, _steps(each, parameters, today), waiting[each.name]) for each in known]


def rule(definition: Definition, today: date) -> Rule:
    """Return one parameter with its course."""
    waiting = LawValue.objects.filter(status=LawValue.Status.PROPOSED, name=definition.name).count()
    return Rule(definition, _steps(definition, parameters_in_force(), today), waiting)


def chosen(found: list[Rule], *, query: str = "", country: str = "", state: str = "") -> list[Rule]:
    """Return the rules that fit a search, a country and a state."""
    tests = {
        UNKNOWN: lambda each: each.now.entry is None,
        PROVISIONAL: lambda each: each.is_provisional,
        WAITING: lambda each: each.waiting > 0,
    }
    return [
        each
        for each in found
        if each.is_found_by(query)
        and country in ("", each.definition.country)
        and (state not in tests or tests[state](each))
    ]


def countries() -> list[tuple[str, str]]:
    """Return what can be chosen by country: those of this site, and the Union."""
    return [*country_choices(), (UNION, _("European Union"))]


def states() -> list[tuple[str, str]]:
    """Return what can be chosen by state."""
    return [
        (UNKNOWN, _("Value not known today")),
        (PROVISIONAL, _("Provisional")),
        (WAITING, _("A proposal waits")),
    ]


@dataclass(frozen=True)
class Proposal:
    """A value that somebody proposed, in words, whatever became of it."""

    value: LawValue
    may_change: bool = False  # whoever looks at it decides on it, if somebody else proposed it

    @property
    def definition(self) -> Definition:
        return definition_of(self.value.name)

    @property
    def title(self) -> str:
        return _(self.definition.title)

    @property
    def country(self) -> str:
        return dict(countries())[self.definition.country]

    @property
    def text(self) -> str:
        return value_text(self.definition, self.value.parameter.value)

    @property
    def text_before(self) -> str:
        """What holds on its first day without it."""
        before = parameters_in_force().find(self.value.name, self.value.from_on)
        return value_text(self.definition, before.value if before else None)

    @property
    def kind(self) -> str:
        """Kind of badge."""
        status = LawValue.Status
        return {status.PROPOSED: "wait", status.APPROVED: "go", status.REFUSED: "stop"}.get(
            self.value.status, "open"
        )

    @property
    def is_waiting(self) -> bool:
        return self.value.status == LawValue.Status.PROPOSED


def proposals(countries: frozenset[str]) -> list[Proposal]:
    """Return what waits, the oldest first; the reader looks after the law of ``countries``."""
    waiting = LawValue.objects.filter(status=LawValue.Status.PROPOSED).select_related("proposed_by")
    return [
        Proposal(each, may_change=definition_of(each.name).country in countries)
        for each in waiting.order_by("proposed_at", "pk")
    ]


def crumbs(here: str, rule: Rule | None = None) -> list[tuple[str, str]]:
    """Return (label, address) pairs for the page header; the last has no address."""
    found = [(_("The law"), reverse("residents:law"))]
    if rule is not None:
        found.append((rule.title, reverse("residents:law_rule", args=[rule.name])))
    return [*found, (here, "")]


def residents_to_assess() -> int:
    """Return how many residents there are on this site, of all desks: a number, never a person."""
    with system_scope("count for a change of the law"):
        return Resident.objects.count()


def _steps(definition: Definition, parameters: Parameters, today: date) -> tuple[Step, ...]:
    shipped = Parameters.shipped().entries
    course = parameters.course(definition.name)
    steps = []
    for number, (day, entry) in enumerate(course):
        ends = number + 1 < len(course)
        until_on = course[number + 1][0] - timedelta(days=1) if ends else None
        steps.append(
            Step(
                definition,
                entry,
                day if day > date.min else None,
                until_on,
                is_added=entry is not None and entry not in shipped,
                is_now=day <= today and (until_on is None or today <= until_on),
            )
        )
    return tuple(steps)
