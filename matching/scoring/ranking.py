"""Everybody who may suit a vacancy, in order, and everybody else with the reason why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.scoring.asked import Asked
from matching.scoring.coefficients import TRAVEL, WEIGHTS, Travel, Weights
from matching.scoring.conditions import Unmet
from matching.scoring.judgement import CHECK, EXCLUDED, NEAR, RANKED, Judgement, Part, WholePart, judgement
from matching.scoring.occupations.distance import Relations
from matching.scoring.occupations.neighbours import NEIGHBOURS
from matching.scoring.records import Demand, Profile


@dataclass(frozen=True, slots=True)
class _Placed:
    """A resident in one of the lists, with the judgement that put them there."""

    judgement: Judgement

    @property
    def id(self) -> str:
        """Whose place it is."""
        return self.judgement.id


@dataclass(frozen=True, slots=True)
class _WithScore(_Placed):
    @property
    def score(self) -> float:
        """Between 0 and 1."""
        return self.judgement.score

    @property
    def score_of_100(self) -> int:
        """The score in whole points, as a screen shows it."""
        return self.judgement.score_of_100

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the score is made of; the points sum exactly to it."""
        return self.judgement.parts

    @property
    def known(self) -> float:
        """How much of what is asked is known, by weight, between 0 and 1."""
        return self.judgement.known


@dataclass(frozen=True, slots=True)
class Scored(_WithScore):
    """Somebody who meets every condition."""


@dataclass(frozen=True, slots=True)
class Near(_WithScore):
    """Somebody who fails one condition, by little."""

    @property
    def condition(self) -> Unmet:
        """The one that fails."""
        return self.judgement.failed[0]


@dataclass(frozen=True, slots=True)
class Check(_WithScore):
    """Somebody who fails nothing, but something must be asked first."""

    @property
    def facts(self) -> tuple[str, ...]:
        """What is left open: names of conditions, and ``status``, ``country`` or ``looking``."""
        return self.judgement.left_open


@dataclass(frozen=True, slots=True)
class Excluded(_Placed):
    """Somebody in no list, and why: a code of ``judgement.py``."""

    @property
    def why(self) -> str:
        """``ended``, ``no_consent``, ``not_relevant``, ``conditions``, …"""
        return self.judgement.why


@dataclass(frozen=True, slots=True)
class Ranking:
    """The four lists of a vacancy, best first, ties by id; the excluded by id.

    Of those to be checked the best are those of whom most is known that speaks for them: a score of which
    little is known says little.
    """

    ranked: tuple[Scored, ...]
    near: tuple[Near, ...]
    check: tuple[Check, ...]
    excluded: tuple[Excluded, ...]


def judge(
    demand: Demand,
    profile: Profile,
    on: date,
    *,
    weights: Weights = WEIGHTS,
    travel: Travel = TRAVEL,
    relations: Relations = NEIGHBOURS,
) -> Judgement:
    """Hold one resident against one vacancy, as on a day."""
    return judgement(Asked(demand, on, weights, travel, relations), profile)


def rank(
    demand: Demand,
    profiles: Iterable[Profile],
    on: date,
    *,
    weights: Weights = WEIGHTS,
    travel: Travel = TRAVEL,
    relations: Relations = NEIGHBOURS,
) -> Ranking:
    """Put residents in order for one vacancy, as on a day."""
    asked = Asked(demand, on, weights, travel, relations)
    lists: dict[str, list[Judgement]] = {RANKED: [], NEAR: [], CHECK: [], EXCLUDED: []}
    for profile in profiles:
        judged = judgement(asked, profile)
        lists[judged.state].append(judged)
    for state in (RANKED, NEAR):
        lists[state].sort(key=lambda each: (-each.grains, each.id))
    lists[CHECK].sort(key=lambda each: (-each.certain_grains, -each.grains, each.id))
    return Ranking(
        tuple(Scored(each) for each in lists[RANKED]),
        tuple(Near(each) for each in lists[NEAR]),
        tuple(Check(each) for each in lists[CHECK]),
        tuple(Excluded(each) for each in sorted(lists[EXCLUDED], key=lambda each: each.id)),
    )


def parts_of_100(scored: Scored | Near | Check) -> tuple[WholePart, ...]:
    """Return the parts of a score as a screen shows them: whole points that sum to those of the score."""
    return scored.judgement.parts_of_100
