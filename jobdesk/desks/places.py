"""Where a municipality or village lies, without the internet: from ``places.csv`` of its country."""

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jobdesk.desks.countries import places_file
from jobdesk.desks.models import Centre

Point = tuple[float, float]


class Found(NamedTuple):
    """A place of the file: its name as written there, and latitude and longitude in degrees."""

    name: str
    point: Point


def where(municipality: str, country: str) -> Point | None:
    """Return latitude and longitude in degrees: of a centre in that municipality, else of the place itself.

    None when the name is not known; nothing is guessed.
    """
    centre = Centre.objects.filter(country=country, municipality__iexact=municipality.strip()).first()
    if centre:
        return float(centre.latitude), float(centre.longitude)
    found = find_place(municipality, country)
    return found.point if found else None


def points_of(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Point]:
    """Return where each (municipality, country) lies, as ``where`` says, in one query; no unknown ones."""
    rows = Centre.objects.order_by("-pk").values_list("municipality", "country", "latitude", "longitude")
    centres = {
        (name.casefold(), country): (float(latitude), float(longitude))
        for name, country, latitude, longitude in rows
    }
    found = {}
    for name, country in places:
        place = find_place(name, country)
        point = centres.get((name.strip().casefold(), country)) or (place.point if place else None)
        if point:
            found[name, country] = point
    return found


def find_place(name: str, country: str) -> Found | None:
    """Return the place of that name, or of that other name; None when the file does not have it."""
    path = places_file(country)
    return _places(path).get(plain_name(name)) if path else None


def places_like(name: str, country: str) -> list[str]:
    """Return at most three names of places that are spelt almost like this one, the nearest first."""
    path = places_file(country)
    known = _places(path) if path else {}
    found = (known[each].name for each in get_close_matches(plain_name(name), known, n=5, cutoff=0.75))
    return list(dict.fromkeys(found))[:3]


@lru_cache
def _places(path: Path) -> Mapping[str, Found]:
    """The places of a file by name; ``also`` holds their other names, with bars between."""
    named: dict[str, Found] = {}
    also: dict[str, Found] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Found(row["name"], (float(row["latitude"]), float(row["longitude"])))
            named[plain_name(row["name"])] = place
            also |= {plain_name(name): place for name in row["also"].split("|") if name}
    return named | also


def plain_name(name: str) -> str:
    """Return a name without case, accents and the apostrophe of ’s-Gravenhage."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).strip(" '’‘`")
