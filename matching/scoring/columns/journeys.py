"""Journeys in columns: the way between two places once, then minutes for each set of means."""

import numpy as np

from matching.scoring.asked import Asked
from matching.scoring.coefficients import Travel
from matching.scoring.columns.people import NOT_KNOWN, Column, People, Place
from matching.scoring.journeys import STEP, going, kilometres, taken
from matching.scoring.records import Point

NO_WAY = 1 << 20  # minutes: longer than anybody accepts
Where = tuple[Point | None, str, bool]


class Journeys:
    """Minutes from where each resident is to a vacancy; kept for vacancies at the same place and hours."""

    def __init__(self, people: People, travel: Travel) -> None:
        self._people = people
        self._travel = travel
        self._ways: dict[tuple[Point, Point], float] = {}
        self._tables: dict[Where, Column] = {}

    def minutes(self, asked: Asked, rows: Column) -> Column:
        """Return the minutes of these residents: ``NO_WAY`` when nothing goes, or ``NOT_KNOWN``."""
        demand = asked.demand
        where = demand.point, demand.municipality, asked.is_night
        if where not in self._tables:
            self._tables[where] = self._table(asked)
        return self._tables[where][self._people.means[rows], self._people.place[rows]]

    def _table(self, asked: Asked) -> Column:
        """Minutes by set of means and place."""
        known = np.array([self._known(asked, place) for place in self._people.places])
        ways = np.array([self._way(asked, place) for place in self._people.places])
        table = np.full((len(self._people.all_means), len(ways)), NOT_KNOWN, dtype=np.int32)
        for row, means in enumerate(self._people.all_means):
            if means is not None:
                minutes = self._minutes(ways, going(means, is_night=asked.is_night))
                table[row] = np.where(known == NOT_KNOWN, minutes, known if means else NO_WAY)
        return table

    def _minutes(self, ways: Column, means: list[str]) -> Column:
        is_known = ~np.isnan(ways)
        if not means:
            return np.where(is_known, NO_WAY, NOT_KNOWN)
        quickest = np.minimum.reduce([taken(name, ways[is_known], self._travel) for name in means])
        minutes = np.full(len(ways), NOT_KNOWN, dtype=np.int32)
        minutes[is_known] = np.maximum(np.ceil(quickest / STEP) * STEP, STEP)
        return minutes

    def _known(self, asked: Asked, place: Place) -> int:
        centre, _point = place
        known = self._travel.known_at_night if asked.is_night else self._travel.known
        return known.get((centre, asked.demand.municipality), NOT_KNOWN)

    def _way(self, asked: Asked, place: Place) -> float:
        _centre, start = place
        end = asked.demand.point
        if start is None or end is None:
            return float("nan")
        if (start, end) not in self._ways:
            self._ways[start, end] = kilometres(start, end, self._travel)
        return self._ways[start, end]
