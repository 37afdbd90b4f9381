"""How long somebody travels to a vacancy, one way: an estimate, without the internet or a timetable."""

from collections.abc import Iterable
from math import asin, ceil, cos, radians, sin, sqrt
from typing import NamedTuple

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


def shortest(way: float, means: Iterable[str], travel: Travel, *, is_night: bool) -> Journey | None:
    """Return the quickest journey of ``way`` kilometres by one of ``means``; None when none of them goes.

    There is no public transport at night. Of two that take as long, the first of ``MEANS``.
    """
    taken = {
        BICYCLE: way / travel.bicycle_kmh * 60,
        PUBLIC_TRANSPORT: travel.public_transport_minutes + way / travel.public_transport_kmh * 60,
        CAR: travel.car_minutes + way / travel.car_kmh * 60,
        FOOT: way / travel.foot_kmh * 60,
    }
    going = [name for name in MEANS if name in means and not (is_night and name == PUBLIC_TRANSPORT)]
    if not going:
        return None
    quickest = min(going, key=taken.__getitem__)
    return Journey(max(ceil(taken[quickest] / STEP) * STEP, STEP), quickest)
