"""From a stored row to the profile that is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jobdesk.desks.models import Centre
from matching.models import MatchProfile
from matching.profiles import building
from matching.scoring.records import NEVER, Experience, Point, Profile

_LEVEL = {number: level for level, number in building.LEVELS.items()}


class Place(NamedTuple):
    """Where a centre is: its country, municipality, latitude and longitude."""

    country: str
    municipality: str
    point: Point


def places_of_centres() -> dict[int, Place]:
    """Return where every centre is, by its key; one query."""
    rows = Centre.objects.order_by().values_list("pk", "country", "municipality", "latitude", "longitude")
    return {pk: Place(country, name, (float(lat), float(long))) for pk, country, name, lat, long in rows}


def profiles_of(rows: Iterable[MatchProfile], on: date, company: str = "") -> Iterator[Profile]:
    """Yield the profile of each row, as ``profile_of`` says; one query for where the centres are."""
    places = places_of_centres()
    for row in rows:
        yield profile_of(row, on, company, places)


def profile_of(
    row: MatchProfile, on: date, company: str = "", places: Mapping[int, Place] | None = None
) -> Profile:
    """Return what is scored of a resident on a day; the key of the resident is its ``id``.

    A permit that nobody asked for yet takes its days from that day on: who may work for long begins then too.
    Of several companies where somebody works, ``at_work_at`` is ``company`` if it is among them.
    ``places``: where the centres are, for many rows.
    """
    _country, municipality, point = (places or places_of_centres())[row.centre_id]
    works_at = row.at_work_at.split()
    return Profile(
        id=str(row.pk),
        centre=str(row.centre_id),
        country=row.country,
        municipality=municipality,
        point=point,
        is_guided=row.is_guided,
        has_consent=row.consent_until is not None and row.consent_until >= on,
        at_work_at=company if company in works_at else works_at[0] if works_at else "",
        is_looking=row.is_looking,
        eligible_from=row.eligible_from and max(row.eligible_from, on),
        lead_days=row.lead_days,
        permit_employer=row.permit_employer,
        work_until=row.work_until,
        occupations=_occupations(row),
        skills=None if row.skills is None else frozenset(row.skills),
        certificates=_certificates(row.certificates),
        languages=_languages(row),
        availability=row.availability,
        lessons=row.lessons,
        hours_max=row.hours_max,
        travel_max=row.travel_max,
        means=means_of(row.means),
        wishes=None if row.wishes is None else tuple(row.wishes.split()),
        read_from_words=frozenset(row.read_units.split()),
        open_proposals=row.open_proposals,
    )


def _occupations(row: MatchProfile) -> tuple[Experience, ...] | None:
    """What was done; None where nothing of the list is known, for nobody has done nothing at all."""
    slots = ((row.isco_1, row.years_1), (row.isco_2, row.years_2), (row.isco_3, row.years_3))
    return tuple(Experience(isco, years) for isco, years in slots if isco) or None


def _languages(row: MatchProfile) -> dict[str, str | None] | None:
    """Levels by language; what is not spoken is left out."""
    levels = {code: getattr(row, code) for code in MatchProfile.LANGUAGES}
    if all(level is None for level in levels.values()):
        return None
    return {code: _LEVEL[level] if level else None for code, level in levels.items() if level != 0}


def _certificates(stored: Mapping[str, str | None] | None) -> dict[str, date | None] | None:
    if stored is None:
        return None
    return {
        code: NEVER if until == building.NEVER else date.fromisoformat(until) if until else None
        for code, until in stored.items()
    }


def means_of(bits: int | None) -> frozenset[str] | None:
    """Return the means of transport that a profile keeps as bits; None is not known."""
    if bits is None:
        return None
    return frozenset(name for bit, name in enumerate(MatchProfile.MEANS) if bits >> bit & 1)
