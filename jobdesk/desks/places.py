"""Where a municipality or village of the Netherlands or Belgium lies, without the internet.

``places.csv``: names and coordinates of the places with 500 inhabitants or more, from GeoNames
(geonames.org, CC BY 4.0), read on 2026-11-22; of two places with one name, the larger.
"""

import csv
import unicodedata
from functools import lru_cache
from pathlib import Path

from jobdesk.desks.models import Centre

# Another name → the name in the file.
ALIASES = {
    ("NL", "den haag"): "the hague",
    ("NL", "s-gravenhage"): "the hague",
    ("NL", "den bosch"): "s-hertogenbosch",
    ("BE", "aarlen"): "arlon",
    ("BE", "aat"): "ath",
    ("BE", "alost"): "aalst",
    ("BE", "antwerpen"): "antwerp",
    ("BE", "anvers"): "antwerp",
    ("BE", "audenarde"): "oudenaarde",
    ("BE", "bastenaken"): "bastogne",
    ("BE", "bergen"): "mons",
    ("BE", "borgworm"): "waremme",
    ("BE", "bruges"): "brugge",
    ("BE", "brussel"): "brussels",
    ("BE", "bruxelles"): "brussels",
    ("BE", "courtrai"): "kortrijk",
    ("BE", "dixmude"): "diksmuide",
    ("BE", "doornik"): "tournai",
    ("BE", "edingen"): "enghien",
    ("BE", "furnes"): "veurne",
    ("BE", "gand"): "gent",
    ("BE", "geldenaken"): "jodoigne",
    ("BE", "grammont"): "geraardsbergen",
    ("BE", "hal"): "halle",
    ("BE", "hoei"): "huy",
    ("BE", "lierre"): "lier",
    ("BE", "louvain"): "leuven",
    ("BE", "luik"): "liege",
    ("BE", "malines"): "mechelen",
    ("BE", "moeskroen"): "mouscron",
    ("BE", "namen"): "namur",
    ("BE", "nijvel"): "nivelles",
    ("BE", "oostende"): "ostend",
    ("BE", "ostende"): "ostend",
    ("BE", "renaix"): "ronse",
    ("BE", "saint-trond"): "sint-truiden",
    ("BE", "termonde"): "dendermonde",
    ("BE", "tirlemont"): "tienen",
    ("BE", "tongres"): "tongeren",
    ("BE", "vilvorde"): "vilvoorde",
    ("BE", "waver"): "wavre",
    ("BE", "ypres"): "ieper",
    ("BE", "zinnik"): "soignies",
}


def where(municipality: str, country: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees: of a centre in that municipality, else of the place itself.

    None when the name is not known; nothing is guessed.
    """
    centre = Centre.objects.filter(country=country, municipality__iexact=municipality.strip()).first()
    if centre:
        return float(centre.latitude), float(centre.longitude)
    name = _plain(municipality)
    return _places().get((country, ALIASES.get((country, name), name)))


@lru_cache(maxsize=1)
def _places() -> dict[tuple[str, str], tuple[float, float]]:
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["country"], _plain(row["name"])): (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


def _plain(name: str) -> str:
    """A name without case, accents and the apostrophe of ’s-Gravenhage."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).strip(" '’‘`")
