"""From which centres a vacancy can be reached, in how many minutes by what, at the hours of its shifts."""

from __future__ import annotations

from collections.abc import Mapping

from matching.profiles.reading import Place
from matching.scoring import TRAVEL, Travel
from matching.scoring.asked import has_nights
from matching.scoring.journeys import BICYCLE, MEANS, PUBLIC_TRANSPORT, kilometres, shortest
from matching.scoring.records import Demand

FURTHEST = 240  # minutes one way: the intake asks for no more
# What the columns of the reach are for: by bicycle, by public transport, by both, by whatever there is.
COLUMNS = ((BICYCLE,), (PUBLIC_TRANSPORT,), (BICYCLE, PUBLIC_TRANSPORT), MEANS)
OUT_OF_REACH = 9999


def reach_of(demand: Demand, places: Mapping[int, Place], travel: Travel = TRAVEL) -> list[tuple[int, ...]]:
    """Return each centre of the country that can be reached, with its minutes for each of COLUMNS.

    A right to work is national, so a centre across the border is out of reach. All of a country, with no
    minutes at all, where it is not known where the vacancy is: then nobody is too far. A journey that a desk
    knows takes as long by whatever means.
    """
    here = {pk: place for pk, place in places.items() if place.country == demand.country}
    is_night, rows = has_nights(demand.shifts), []
    known = travel.known_at_night if is_night else travel.known
    for pk, place in here.items():
        said = known.get((str(pk), demand.municipality))
        if said is not None or demand.point is None:
            rows.append((pk, *((said or 0) for _each in COLUMNS)))
            continue
        way = kilometres(place.point, demand.point, travel)
        journeys = [shortest(way, means, travel, is_night=is_night) for means in COLUMNS]
        minutes = [journey.minutes if journey else OUT_OF_REACH for journey in journeys]
        if min(minutes) <= FURTHEST:
            rows.append((pk, *minutes))
    return rows
