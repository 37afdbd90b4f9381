"""Where a municipality or village lies, without the internet: from ``places.csv`` of its country."""

import csv
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jobdesk.desks.countries import places_file
from jobdesk.desks.models import Centre


def where(municipality: str, country: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees: of a centre in that municipality, else of the place itself.

    None when the name is not known; nothing is guessed.
    """
    centre = Centre.objects.filter(country=country, municipality__iexact=municipality.strip()).first()
    if centre:
        return float(centre.latitude), float(centre.longitude)
    path = places_file(country)
    return _places(path).get(_plain(municipality)) if path else None


@lru_cache
def _places(path: Path) -> Mapping[str, tuple[float, float]]:
    """The places of a file by name; ``also`` holds their other names, with bars between."""
    named, also = {}, {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = float(row["latitude"]), float(row["longitude"])
            named[_plain(row["name"])] = point
            also |= {_plain(name): point for name in row["also"].split("|") if name}
    return named | also


def _plain(name: str) -> str:
    """A name without case, accents and the apostrophe of ’s-Gravenhage."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).strip(" '’‘`")
