"""One resident and one vacancy: ranked, near, to be checked first, or left out, and with which score.

The only place where conditions and score come together. A ranking folds it over many residents, and the form
of it in columns (``columns.py``) is held to it by a test.
"""

from dataclasses import dataclass
from functools import cached_property

from matching.scoring import features, points
from matching.scoring.asked import Asked
from matching.scoring.coefficients import ONE
from matching.scoring.conditions import Unmet, findings
from matching.scoring.occupations.distance import is_relevant
from matching.scoring.records import Profile

RANKED, NEAR, CHECK, EXCLUDED = "ranked", "near", "check", "excluded"

# Why somebody is in no list, in the order in which it is asked.
ENDED, NO_CONSENT, OTHER_COUNTRY = "ended", "no_consent", "other_country"
AT_WORK_HERE, NOT_LOOKING = "at_work_here", "not_looking"
NO_OCCUPATION, OCCUPATION_UNKNOWN, NOT_RELEVANT = "no_occupation", "occupation_unknown", "not_relevant"
CONDITIONS = "conditions"

# What may not be known beside the conditions.
STATUS, LOOKING, COUNTRY = "status", "looking", "country"


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to a score: weight × value, between 0 and 1, rounded so that all sum to it."""

    feature: str
    weight: float
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class WholePart:
    """The same in whole points of a hundred: those reached, and the most that the feature can bring."""

    feature: str
    points: int
    most: int


@dataclass(frozen=True)
class Judgement:
    """One resident held against one vacancy.

    ``state``: ranked, near, check or excluded; ``why`` says for whom is excluded what leaves them out.
    ``failed``: the conditions that fail; ``left_open``: those that something unknown decides, and ``status``,
    ``looking`` or ``country``. Both are empty for whoever is left out before the conditions are asked.
    ``values``: thousandths, None where a feature is not known.
    """

    asked: Asked
    profile: Profile
    state: str
    why: str = ""
    failed: tuple[Unmet, ...] = ()
    left_open: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Whose judgement it is."""
        return self.profile.id

    @cached_property
    def values(self) -> tuple[int | None, ...]:
        """Thousandths of each feature that the vacancy asks about, None where it is not known."""
        is_held = self.state != EXCLUDED or self.why == CONDITIONS
        return features.values(self.asked, self.profile) if is_held else ()

    @cached_property
    def grains(self) -> int:
        """The score as a whole number of 16384ths: what residents are put in order by."""
        return points.score(self.values, self.asked.weights) if self.values else 0

    @property
    def certain_grains(self) -> int:
        """The score if whatever is not known were worth nothing: by it come first who are worth asking."""
        return points.score([value or 0 for value in self.values], self.asked.weights) if self.values else 0

    @property
    def score(self) -> float:
        """The weighted mean of what is known, between 0 and 1."""
        return self.grains / points.GRID

    @property
    def score_of_100(self) -> int:
        """The score in whole points, as a screen shows it: the sum of those of ``parts_of_100``."""
        return sum(part.points for part in self.parts_of_100)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the score is made of, feature by feature; their points sum exactly to it."""
        known = self._known()
        total = sum(weight for _feature, weight, _value in known)
        grains = points.divided(self.grains, [weight * value for _feature, weight, value in known])
        return tuple(
            Part(feature, weight / total, value / ONE, each / points.GRID)
            for (feature, weight, value), each in zip(known, grains, strict=True)
        )

    @property
    def parts_of_100(self) -> tuple[WholePart, ...]:
        """The same in whole points: they sum to the score in hundredths, and what can be reached to 100."""
        known = self._known()
        pairs = points.of_100([value for *_, value in known], [weight for _feature, weight, _value in known])
        return tuple(WholePart(feature, *pair) for (feature, *_), pair in zip(known, pairs, strict=True))

    @property
    def known(self) -> float:
        """How much of what the vacancy asks about is known, by weight, between 0 and 1."""
        return sum(weight for _feature, weight, _value in self._known()) / sum(self.asked.weights)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The features that the score does without, because they are not known."""
        pairs = zip(self.asked.features, self.values, strict=False)
        return tuple(feature for feature, value in pairs if value is None)

    def value(self, feature: str) -> int | None:
        """Return the value of a feature in thousandths; None when it is not known or not asked."""
        return dict(zip(self.asked.features, self.values, strict=False)).get(feature)

    def _known(self) -> list[tuple[str, int, int]]:
        rows = zip(self.asked.features, self.asked.weights, self.values, strict=False)
        return [(feature, weight, value) for feature, weight, value in rows if value is not None]


def judgement(asked: Asked, profile: Profile) -> Judgement:
    """Hold one resident against a vacancy that was made ready."""
    why = left_out(asked, profile) or irrelevant(asked, profile)
    if why:
        return Judgement(asked, profile, EXCLUDED, why)
    failed, left_open = findings(asked, profile)
    left_open = unknown_before(profile) + left_open
    state, why = _state(failed, left_open)
    return Judgement(asked, profile, state, why, tuple(failed), tuple(left_open))


def left_out(asked: Asked, profile: Profile) -> str:
    """Return why somebody is in no list of this vacancy, whatever they can do; empty when nothing is."""
    demand = asked.demand
    if profile.is_guided is False:
        return ENDED
    if not profile.has_consent:
        return NO_CONSENT
    if profile.country and profile.country != demand.country:
        return OTHER_COUNTRY
    if not profile.at_work_at:
        return ""
    if profile.at_work_at == demand.company:
        return AT_WORK_HERE
    return NOT_LOOKING if profile.is_looking is False else ""


def irrelevant(asked: Asked, profile: Profile) -> str:
    """Return why the work is nothing that somebody did or wishes; empty when it is."""
    if not asked.demand.isco:
        return NO_OCCUPATION
    if is_relevant(asked.demand.isco, profile.occupations or (), profile.wishes or ()):
        return ""
    return OCCUPATION_UNKNOWN if profile.occupations is None else NOT_RELEVANT


def unknown_before(profile: Profile) -> list[str]:
    """Return what is to be asked about somebody before any condition."""
    return [
        *([STATUS] if profile.is_guided is None else []),
        *([COUNTRY] if not profile.country else []),
        *([LOOKING] if profile.at_work_at and profile.is_looking is None else []),
    ]


def _state(failed: list[Unmet], left_open: list[str]) -> tuple[str, str]:
    """One condition that fails by little is near, when all is known; what else fails is in no list."""
    if not failed:
        return (CHECK if left_open else RANKED), ""
    if len(failed) == 1 and failed[0].is_little and not left_open:
        return NEAR, ""
    return EXCLUDED, CONDITIONS
