"""How long a journey takes, without the internet and without a timetable: an estimate, and said to be one.

Minutes one way = the shorter of cycling and of walking and waiting plus public transport, over the great
circle times a factor for the roads. The figures are ``settings.TRAVEL``, assumptions that nobody measured; a
ranking goes by the same ones.
"""

from math import asin, ceil, cos, radians, sin, sqrt

from django.conf import settings

from jobdesk.desks.models import Centre
from jobdesk.desks.places import where

EARTH_KM = 6371

Point = tuple[float, float]


def kilometres(start: Point, end: Point) -> float:
    """Return the way by road in kilometres between two points in degrees (latitude, longitude)."""
    (lat1, lon1), (lat2, lon2) = ([radians(each) for each in point] for point in (start, end))
    haversine = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    figures: dict[str, float] = settings.TRAVEL
    return 2 * EARTH_KM * asin(sqrt(haversine)) * figures["detour"]


def minutes(start: Point, end: Point, *, by_bicycle: bool = True) -> int:
    """Return about how many minutes the journey takes one way, rounded up to five; at least five."""
    way = kilometres(start, end)
    by: dict[str, float] = settings.TRAVEL
    transport = by["public_transport_minutes"] + way / by["public_transport_kmh"] * 60
    shortest = min(way / by["bicycle_kmh"] * 60, transport) if by_bicycle else transport
    return max(ceil(shortest / 5) * 5, 5)


def minutes_from(centre: Centre, municipality: str, *, by_bicycle: bool = True) -> int | None:
    """Return about how many minutes it is from a centre to a municipality; None when that is not known."""
    end = where(municipality, centre.country)
    if end is None:
        return None
    return minutes((float(centre.latitude), float(centre.longitude)), end, by_bicycle=by_bicycle)
