"""A vacancy made ready for ranking on a day: what every profile is held against, worked out once."""

from datetime import date

from matching.scoring.coefficients import FEATURES, LANGUAGE, SKILLS, TOLERANCES, Tolerances, Travel, Weights
from matching.scoring.journeys import MEANS, Journey, kilometres, shortest
from matching.scoring.occupations.distance import Relations, closeness
from matching.scoring.records import Demand, Point, Profile

NIGHTS = sum(0b100 << (day * 3) for day in range(7))


def has_nights(shifts: int | None) -> bool:
    """Say whether any part of a week is a night: then nobody gets there by public transport."""
    return bool((shifts or 0) & NIGHTS)


def asked_features(demand: Demand) -> tuple[str, ...]:
    """Return the features that a vacancy asks about: without skills or languages asked, none is missed."""
    left_out = {SKILLS: not demand.skills, LANGUAGE: not demand.languages}
    return tuple(feature for feature in FEATURES if not left_out.get(feature))


class Asked:
    """A demand on a day, with the figures that it is ranked by. Journeys and occupations are kept once found.

    ``start``: the first day of the work, as an ordinal; a day that has passed is today. ``end``: None, no
    end.
    """

    def __init__(
        self,
        demand: Demand,
        on: date,
        weights: Weights,
        travel: Travel,
        relations: Relations,
        tolerances: Tolerances = TOLERANCES,
    ) -> None:
        self.demand = demand
        self.today = on.toordinal()
        self.start = max(demand.starts_on, on).toordinal()
        self.end = demand.ends_on.toordinal() if demand.ends_on else None
        self.shifts = demand.shifts or 0
        self.is_night = has_nights(demand.shifts)
        self.certificates = tuple(sorted(demand.certificates))
        self.features = asked_features(demand)
        self.weights: tuple[int, ...] = tuple(getattr(weights, feature) for feature in self.features)
        self.travel = travel
        self.tolerances = tolerances
        self._relations = relations
        self._closeness: dict[str, int] = {}
        self._journeys: dict[tuple[str, Point | None, frozenset[str]], Journey | None] = {}

    def closeness(self, isco: str) -> int:
        """Return how near the occupation is to the one asked, in thousandths."""
        if isco not in self._closeness:
            self._closeness[isco] = closeness(self.demand.isco, isco, self._relations)
        return self._closeness[isco]

    def knows_the_way(self, profile: Profile) -> bool:
        """Say whether it is known where both are, or how long the journey takes."""
        return (profile.point is not None and self.demand.point is not None) or self._known(
            profile
        ) is not None

    def journey(self, profile: Profile) -> Journey | None:
        """Return the quickest journey by the means somebody has; None when there is none, or none known."""
        if profile.means is None:
            return None
        return self._journey(profile, profile.means)

    def quickest_possible(self, profile: Profile) -> Journey | None:
        """Return the quickest journey by any means at all; None when the way is not known."""
        return self._journey(profile, frozenset(MEANS))

    def is_known(self, profile: Profile) -> bool:
        """Say whether the minutes of the journey are a coach's, and not the estimate."""
        return self._known(profile) is not None

    def _known(self, profile: Profile) -> int | None:
        """Minutes that a coach knows better than the estimate, by day or at night as the work is."""
        known = self.travel.known_at_night if self.is_night else self.travel.known
        return known.get((profile.centre, self.demand.municipality))

    def _journey(self, profile: Profile, means: frozenset[str]) -> Journey | None:
        key = (profile.centre, profile.point, means)
        if key not in self._journeys:
            self._journeys[key] = self._found_journey(profile, means)
        return self._journeys[key]

    def _found_journey(self, profile: Profile, means: frozenset[str]) -> Journey | None:
        known = self._known(profile)
        estimate = None
        if profile.point is not None and self.demand.point is not None:
            way = kilometres(profile.point, self.demand.point, self.travel)
            estimate = shortest(way, means, self.travel, is_night=self.is_night)
        if known is not None and means:
            by = estimate.means if estimate else next(name for name in MEANS if name in means)
            return Journey(known, by)
        return estimate
