"""Files of the exchange form, read into what is scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NoReturn

from matching.scoring.exchange import values
from matching.scoring.exchange.values import (
    DAY_MINUTES,
    DAYS,
    MANY,
    PARTS,
    WEEK_HOURS,
    Reader,
    Unreadable,
    boolean,
    by_code,
    day_or,
    each,
    fields,
    name,
    number,
    one_of,
    read_day,
    text,
    week,
    whole,
)
from matching.scoring.records import Demand, Experience, LanguageLevel, Point, Profile

Guess = Callable[[str], str]  # free text of a vacancy → a unit group of ISCO-08, empty when it is not clear

latitude, longitude = number(-90, 90), number(-180, 180)
years = number(0, 100)

_LEVEL_ASKED = {"language": values.language, "level": values.level}
_VACANCY = fields(
    {
        "id": name,
        "country": values.country,
        "municipality": text,
        "lat": latitude,
        "lon": longitude,
        "company": text,
        "text": text,
        "isco": values.unit_group,
        "shifts": week,
        "hours": number(0, WEEK_HOURS),
        "wage_hour": number(0, MANY),
        "languages": each(each(fields(_LEVEL_ASKED, required=frozenset(_LEVEL_ASKED)), least=1)),
        "certificates": each(name),
        "skills": each(name),
        "starts_on": read_day,
        "ends_on": read_day,
    },
    required=frozenset({"id", "country", "starts_on"}),
)
_LESSON = {"day": whole(0, DAYS - 1), "part": whole(0, PARTS - 1)}
_PROFILE = fields(
    {
        "id": name,
        "centre": text,
        "centre_municipality": text,
        "centre_lat": latitude,
        "centre_lon": longitude,
        "country": values.country,
        "status": one_of("guidance", "ended"),
        "consent": boolean,
        "at_work_at": text,
        "looking": boolean,
        "eligible_from": read_day,
        "lead_days": whole(0, MANY),
        "permit_employer": text,
        "work_until": day_or("open"),
        "occupations": each(fields({"isco": values.occupation, "years": years})),
        "skills": each(name),
        "certificates": each(
            fields({"code": name, "expires_on": day_or("never")}, required=frozenset({"code"}))
        ),
        "languages": by_code(values.language, values.level),
        "availability": week,
        "lessons": each(fields(_LESSON, required=frozenset(_LESSON))),
        "hours_max": number(0, WEEK_HOURS),
        "travel_max": number(0, DAY_MINUTES),
        "means": each(values.means),
        "wishes": each(values.occupation),
        "open_proposals": whole(0, MANY),
    },
    required=frozenset({"id"}),
    unread=frozenset({"protected"}),
)


def read_vacancies(content: str, guess: Guess) -> list[Demand]:
    """Read a list of vacancies; one without ``isco`` gets what its text means, if that is clear.

    Raises ``Unreadable`` with the id and the field of the first value that cannot be.
    """
    return [_demand(row, guess) for row in _rows(content, "vacancies", _VACANCY)]


def read_profiles(content: str) -> list[Profile]:
    """Read a list of profiles. Raises ``Unreadable`` as ``read_vacancies`` does."""
    return [_profile(row) for row in _rows(content, "profiles", _PROFILE)]


def _rows(content: str, key: str, read: Reader) -> Iterator[dict[str, Any]]:
    """Yield what each object of the list says; the list stands alone, or in an object under its name."""
    seen: set[str] = set()
    for at, item in enumerate(_list(content, key)):
        identity = item.get("id") if isinstance(item, dict) else None
        label = " ".join(identity.split()) if isinstance(identity, str) and identity.strip() else f"[{at}]"
        try:
            row = read(item)
        except Unreadable as error:
            raise Unreadable(error.what, error.field, label) from None
        if row["id"] in seen:
            raise Unreadable("stands there twice", "id", label)
        seen.add(row["id"])
        yield row


def _list(content: str, key: str) -> list[Any]:
    try:
        found = json.loads(content, object_pairs_hook=_once, parse_constant=float)
    except ValueError as error:
        raise Unreadable(f"is not JSON: {error}") from None
    except RecursionError:
        raise Unreadable("is not JSON that can be read: too deep") from None
    if isinstance(found, dict) and list(found) == [key]:
        found = found[key]
    return found if isinstance(found, list) else _no_list(key)


def _no_list(key: str) -> NoReturn:
    raise Unreadable(f"must be a list of {key}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field that stands twice in an object would lose the first without a word."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        identity = found.get("id")
        raise Unreadable("stands there twice", twice, identity if isinstance(identity, str) else "")
    return found


def _demand(row: dict[str, Any], guess: Guess) -> Demand:
    starts_on, ends_on = row["starts_on"], row["ends_on"]
    if ends_on and ends_on < starts_on:
        raise Unreadable("must not be before starts_on", "ends_on", row["id"])
    return Demand(
        id=row["id"],
        country=row["country"],
        municipality=row["municipality"] or "",
        point=_point(row["lat"], row["lon"]),
        company=row["company"] or "",
        isco=row["isco"] or (guess(row["text"]) if row["text"] else ""),
        starts_on=starts_on,
        ends_on=ends_on,
        shifts=row["shifts"],
        hours=row["hours"],
        languages=tuple(tuple(LanguageLevel(**one) for one in group) for group in row["languages"] or ()),
        certificates=frozenset(row["certificates"] or ()),
        skills=frozenset(row["skills"] or ()),
    )


def _profile(row: dict[str, Any]) -> Profile:
    occupations, certificates = row["occupations"], row["certificates"]
    return Profile(
        id=row["id"],
        centre=row["centre"] or "",
        country=row["country"] or "",
        municipality=row["centre_municipality"] or "",
        point=_point(row["centre_lat"], row["centre_lon"]),
        is_guided=None if row["status"] is None else row["status"] == "guidance",
        has_consent=bool(row["consent"]),
        at_work_at=row["at_work_at"] or "",
        is_looking=row["looking"],
        eligible_from=row["eligible_from"],
        lead_days=row["lead_days"],
        permit_employer=row["permit_employer"] or "",
        work_until=row["work_until"],
        occupations=None if occupations is None else tuple(_experience(each) for each in occupations),
        skills=_set(row["skills"]),
        certificates=None if certificates is None else _certificates(certificates),
        languages=row["languages"],
        availability=row["availability"],
        lessons=sum({1 << (each["day"] * PARTS + each["part"]) for each in row["lessons"] or ()}),
        hours_max=row["hours_max"],
        travel_max=row["travel_max"],
        means=_set(row["means"]),
        wishes=None if row["wishes"] is None else tuple(row["wishes"]),
        open_proposals=row["open_proposals"] or 0,
    )


def _experience(row: dict[str, Any]) -> Experience:
    """Work of which nobody knows what it was is near to nothing."""
    return Experience(row["isco"] or "", row["years"])


def _certificates(rows: list[dict[str, Any]]) -> dict[str, date | None]:
    """The last day of each; of one that stands there twice the later, for it was renewed."""
    found: dict[str, date | None] = {}
    for row in rows:
        days = [day for day in (found.get(row["code"]), row["expires_on"]) if day is not None]
        found[row["code"]] = max(days, default=None)
    return found


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else (lat, lon)


def _set(found: list[str] | None) -> frozenset[str] | None:
    return None if found is None else frozenset(found)
