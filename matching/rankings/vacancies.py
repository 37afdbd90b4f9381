"""The vacancies that suit a resident, as their page shows them; and what would open more of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.models import Vacancy
from jobdesk.web.money import euros_per
from matching.models import Proposal
from matching.rankings.parts import score_of
from matching.rankings.people import pros_of, terms_of
from matching.rankings.rows import Act, Ask, Busy, Row, Said, Section
from matching.rankings.weights import HUNDRED
from matching.rankings.words import Names, fact_name, journey_said, language_name, said, short_of, where_kept
from matching.scoring import CHECK, NEAR, RANKED, Judgement, Unmet, question
from matching.wages.floor import vacancy_calculator_url
from residents.models import Resident

Pair = tuple[Vacancy, Judgement]
MOST_OPENED = 5  # the steps that open most; more is no help in choosing


@dataclass(frozen=True)
class Opening:
    """One step, how many more vacancies it opens, who must act. ``percent``: of the one that opens most."""

    what: str
    n: int
    percent: int
    who: str


def place_of(judged: Judgement) -> tuple[int, str]:
    """Return what vacancies of one resident are put in order by: how they suit; equal ones by their id."""
    return -judged.grains, judged.asked.demand.id


def suiting_of(
    resident: Resident, pairs: Sequence[Pair], sizes: Mapping[str, int], url: str
) -> dict[str, Section]:
    """Put the lists of a resident's page in words: what suits, what to check, what just misses."""
    lists = {state: [pair for pair in pairs if pair[1].state == state] for state in (RANKED, CHECK, NEAR)}
    seen = {state: found[: sizes[state]] for state, found in lists.items()}
    writer = _Writer(resident, [pair for found in seen.values() for pair in found])
    drawn = {
        RANKED: tuple(writer.suits(*pair) for pair in seen[RANKED]),
        CHECK: tuple(writer.to_check(*pair) for pair in seen[CHECK]),
        NEAR: tuple(writer.near(*pair) for pair in seen[NEAR]),
    }
    return {
        state: Section(drawn[state], len(found), f"{url}#{state}" if len(found) > len(drawn[state]) else "")
        for state, found in lists.items()
    }


def openings_of(pairs: Iterable[Pair]) -> list[Opening]:
    """Count which one step opens how many more vacancies: those that fail on that one condition only."""
    found = Counter(_step(judged.failed[0]) for _vacancy, judged in pairs if judged.state == NEAR)
    terms = {
        skill.code: skill.label
        for vacancy, judged in pairs
        if judged.state == NEAR
        for skill in (each.skill for each in vacancy.certificates.all())
        if skill
    }
    most = max(found.values(), default=1)
    return [
        Opening(_what(step, terms), n, n * HUNDRED // most, str(WHO[step[0]]))
        for step, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST_OPENED]
    ]


Step = tuple[str, str, str]  # condition, code, and what is to be reached


def _step(unmet: Unmet) -> Step:
    kind, _colon, code = unmet.condition.partition(":")
    return kind, code, str(unmet.asks) if kind == "language" else ""


def _what(step: Step, terms: Mapping[str, str]) -> str:
    kind, code, level = step
    words = {"language": language_name(code), "level": level, "certificate": terms.get(code, code)}
    return str(WHAT[kind]) % words


WHAT: dict[str, str | Promise] = {
    "eligible": gettext_lazy("May work sooner"),
    "right_ends": gettext_lazy("A longer right to work"),
    "language": gettext_lazy("%(language)s %(level)s"),
    "certificate": gettext_lazy("%(certificate)s"),
    "travel": gettext_lazy("A quarter of an hour further"),
    "hours": gettext_lazy("Up to eight hours a week more"),
    "shifts": gettext_lazy("More parts of the week"),
}
WHO: dict[str, str | Promise] = {
    "eligible": gettext_lazy("Whose step is open: see the path of the case"),
    "right_ends": gettext_lazy("The resident, with a renewed document"),
    "language": gettext_lazy("The resident, with a course or a test"),
    "certificate": gettext_lazy("You, with a course"),
    "travel": gettext_lazy("The resident, with another way to travel"),
    "hours": gettext_lazy("The resident, or the company with fewer hours"),
    "shifts": gettext_lazy("The school with another group, or child care"),
}


class _Writer:
    """Writes the rows of one resident: what they share is looked up once."""

    def __init__(self, resident: Resident, pairs: Sequence[Pair]) -> None:
        self.resident = resident
        judged = [each for _vacancy, each in pairs]
        self.terms = terms_of([vacancy for vacancy, _judged in pairs], judged)
        rows = Proposal.objects.filter(
            resident=resident, vacancy__in=[vacancy.pk for vacancy, _judged in pairs]
        )
        self.proposals = {each.vacancy_id: each for each in rows.order_by("pk")}

    def suits(self, vacancy: Vacancy, judged: Judgement) -> Row:
        """A row of a vacancy of which every condition is met."""
        return Row(
            **self._vacancy(vacancy, judged),
            pros=pros_of(judged, self._names(vacancy)),
            score=score_of(judged),
            acts=self._acts(vacancy),
        )

    def to_check(self, vacancy: Vacancy, judged: Judgement) -> Row:
        """A row of a vacancy for which something must be asked first."""
        names = self._names(vacancy)
        asks = tuple(
            Ask(fact_name(fact, names), said(question(fact), names), where_kept(fact, self.resident.code))
            for fact in judged.left_open
        )
        return Row(**self._vacancy(vacancy, judged), pros=pros_of(judged, names)[:1], asks=asks)

    def near(self, vacancy: Vacancy, judged: Judgement) -> Row:
        """A row of a vacancy of which one condition fails, by little."""
        return Row(
            **self._vacancy(vacancy, judged),
            short=short_of(judged.failed[0], self._names(vacancy)),
            act=Act(_("Propose anyway"), self._confirm(vacancy)),
        )

    def _vacancy(self, vacancy: Vacancy, judged: Judgement) -> dict[str, Any]:
        return {
            "code": vacancy.code,
            "name": vacancy.title,
            "url": reverse("matching:vacancy", args=[vacancy.code]),
            "is_person": False,
            "can_be_chosen": False,
            "aside": f"{vacancy.company}, {vacancy.municipality}",
            "busy": self._busy(vacancy),
            "facts": _facts(vacancy, judged),
        }

    def _busy(self, vacancy: Vacancy) -> tuple[Busy, ...]:
        proposal = self.proposals.get(vacancy.pk)
        return (Busy("send", proposal.get_status_display()),) if proposal else ()

    def _acts(self, vacancy: Vacancy) -> tuple[Act, ...]:
        calculator = vacancy_calculator_url(vacancy)
        left = (Act(_("What is left of this wage?"), calculator),) if calculator else ()
        if (proposal := self.proposals.get(vacancy.pk)) and proposal.status in Proposal.BARRING:
            return left
        return (Act(_("Propose or ask"), self._confirm(vacancy)), *left)

    def _names(self, vacancy: Vacancy) -> Names:
        return Names(self.terms, str(vacancy.company))

    def _confirm(self, vacancy: Vacancy) -> str:
        return f"{reverse('matching:propose_confirm', args=[vacancy.code])}?who={self.resident.code}"


def _facts(vacancy: Vacancy, judged: Judgement) -> tuple[Said, ...]:
    starts = date_format(vacancy.starts_on, "j F") if vacancy.starts_on else ""
    wage = vacancy.wage_hour
    return (
        journey_said(judged, vacancy),
        Said("euro", _("wage not known"), "open") if wage is None else Said("euro", euros_per(wage, "hour")),
        Said("flag", _("%(day)s, %(hours)s hours a week") % {"day": starts, "hours": vacancy.hours}),
    )
