"""From which centres a vacancy can be reached, in how many minutes by what, at the hours of its shifts."""

from __future__ import annotations

from collections.abc import Mapping

from matching.profiles.reading import Place
from matching.scoring import TRAVEL
from matching.scoring.asked import has_nights
from matching.scoring.journeys import BICYCLE, MEANS, PUBLIC_TRANSPORT, kilometres, shortest
from matching.scoring.records import Demand

FURTHEST = 240  # minutes one way: the intake asks for no more
# What the columns of the reach are for: by bicycle, by public transport, by both, by whatever there is.
COLUMNS = ((BICYCLE,), (PUBLIC_TRANSPORT,), (BICYCLE, PUBLIC_TRANSPORT), MEANS)
OUT_OF_REACH = 9999


def reach_of(demand: Demand, places: Mapping[int, Place]) -> list[tuple[int, ...]]:
    """Return each centre of the country that can be reached, with its minutes for each of COLUMNS.

    A right to work is national, so a centre across the border is out of reach. All of a country, with no
    minutes at all, where it is not known where the vacancy is: then nobody is too far.
    """
    here = {pk: place for pk, place in places.items() if place.country == demand.country}
    if demand.point is None:
        return [(pk, *(0 for _each in COLUMNS)) for pk in here]
    is_night, rows = has_nights(demand.shifts), []
    for pk, place in here.items():
        way = kilometres(place.point, demand.point, TRAVEL)
        journeys = [shortest(way, means, TRAVEL, is_night=is_night) for means in COLUMNS]
        minutes = [journey.minutes if journey else OUT_OF_REACH for journey in journeys]
        if min(minutes) <= FURTHEST:
            rows.append((pk, *minutes))
    return rows
