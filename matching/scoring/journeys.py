"""How long somebody travels to a vacancy, one way: an estimate, without the internet or a timetable."""

from collections.abc import Collection
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from matching.scoring.coefficients import Travel
from matching.scoring.records import Point

EARTH_KM = 6371
STEP = 5  # minutes: a journey is rounded up to so many, and takes at least that
BICYCLE, PUBLIC_TRANSPORT, CAR, FOOT = MEANS = ("bicycle", "public_transport", "car", "foot")


class Journey(NamedTuple):
    """Minutes one way, and by what."""

    minutes: int
    means: str


def kilometres(start: Point, end: Point, travel: Travel) -> float:
    """Return the way by road in kilometres between two points in degrees (latitude, longitude)."""
    (lat1, lon1), (lat2, lon2) = ([radians(each) for each in point] for point in (start, end))
    haversine = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(sqrt(haversine), 1)) * travel.detour


def taken(means: str, way: Any, travel: Travel) -> Any:
    """Return the minutes that ``way`` kilometres take, not rounded: one number, or a column of them."""
    before, speed = {
        BICYCLE: (0, travel.bicycle_kmh),
        PUBLIC_TRANSPORT: (travel.public_transport_minutes, travel.public_transport_kmh),
        CAR: (travel.car_minutes, travel.car_kmh),
        FOOT: (0, travel.foot_kmh),
    }[means]
    return before + way / speed * 60


def going(means: Collection[str], *, is_night: bool) -> list[str]:
    """Return those of the means that go, in the order of ``MEANS``: no public transport at night."""
    return [name for name in MEANS if name in means and not (is_night and name == PUBLIC_TRANSPORT)]


def shortest(way: float, means: Collection[str], travel: Travel, *, is_night: bool) -> Journey | None:
    """Return the quickest journey of ``way`` kilometres by one of ``means``; None when none of them goes.

    Of two that take as long, the first of ``MEANS``.
    """
    journeys = [(taken(name, way, travel), name) for name in going(means, is_night=is_night)]
    if not journeys:
        return None
    minutes, quickest = min(journeys, key=lambda journey: journey[0])
    return Journey(max(ceil(minutes / STEP) * STEP, STEP), quickest)
