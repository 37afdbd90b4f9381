"""What was ranked, in the exchange form that ``manage.py rank`` reads: for the log, and for an auditor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from matching.scoring import TRAVEL, Ranking, Travel
from matching.scoring.judgement import Judgement
from matching.scoring.records import NEVER, Demand, Profile
from matching.scoring.versions import KNOWN, known_journeys

DAYS, PARTS = 7, 3


def inputs_of(
    demands: Iterable[Demand], profiles: Iterable[Profile], travel: Travel = TRAVEL
) -> dict[str, Any]:
    """Return vacancies and profiles as the two files of ``manage.py rank``, and how journeys are known."""
    return {
        "vacancies": [vacancy_form(each) for each in demands],
        "profiles": [profile_form(each) for each in sorted(profiles, key=lambda each: each.id)],
        "travel": travel_form(travel),
    }


def travel_form(travel: Travel) -> dict[str, Any]:
    """Return the figures of journeys by name, and those that a desk knows as ``[centre, place, minutes]``."""
    figures = {each.name: getattr(travel, each.name) for each in fields(travel) if each.name not in KNOWN}
    return figures | known_journeys(travel)


def read_travel(form: Mapping[str, Any]) -> Travel:
    """Return what ``travel_form`` wrote; of a ranking that is older than the form, the figures shipped."""
    said = {
        name: {(centre, place): minutes for centre, place, minutes in form[name]}
        for name in KNOWN
        if name in form
    }
    return Travel(**{**form, **said})


def judgements(ranking: Ranking) -> Iterator[Judgement]:
    """Yield everybody who was ranked, in whichever list they stand."""
    for each in (*ranking.ranked, *ranking.near, *ranking.check, *ranking.excluded):
        yield each.judgement


def vacancy_form(demand: Demand) -> dict[str, Any]:
    """Return one vacancy in the exchange form; the wage weighs nothing and is not in it."""
    lat, lon = demand.point or (None, None)
    return {
        "id": demand.id,
        "country": demand.country,
        "municipality": demand.municipality,
        "lat": lat,
        "lon": lon,
        "company": demand.company,
        "isco": demand.isco or None,
        "shifts": _week(demand.shifts),
        "hours": demand.hours,
        "languages": [
            [{"language": each.language, "level": each.level} for each in group] for group in demand.languages
        ],
        "certificates": sorted(demand.certificates),
        "skills": sorted(demand.skills),
        "starts_on": demand.starts_on.isoformat(),
        "ends_on": demand.ends_on.isoformat() if demand.ends_on else None,
    }


def profile_form(profile: Profile) -> dict[str, Any]:
    """Return one resident in the exchange form: codes and facts, no name, and nothing that never counts."""
    lat, lon = profile.point or (None, None)
    return {
        "id": profile.id,
        "centre": profile.centre,
        "centre_municipality": profile.municipality,
        "centre_lat": lat,
        "centre_lon": lon,
        "country": profile.country or None,
        "status": {True: "guidance", False: "ended", None: None}[profile.is_guided],
        "consent": profile.has_consent,
        "at_work_at": profile.at_work_at or None,
        "looking": profile.is_looking,
        "eligible_from": _day(profile.eligible_from),
        "lead_days": profile.lead_days,
        "permit_employer": profile.permit_employer or None,
        "work_until": "open" if profile.work_until == NEVER else _day(profile.work_until),
        "occupations": None
        if profile.occupations is None
        else [{"isco": each.isco, "years": each.years} for each in profile.occupations],
        "skills": None if profile.skills is None else sorted(profile.skills),
        "certificates": None
        if profile.certificates is None
        else [
            {"code": code, "expires_on": "never" if until == NEVER else _day(until)}
            for code, until in sorted(profile.certificates.items())
        ],
        "languages": None if profile.languages is None else dict(sorted(profile.languages.items())),
        "availability": _week(profile.availability),
        "lessons": [
            {"day": bit // PARTS, "part": bit % PARTS}
            for bit in range(DAYS * PARTS)
            if profile.lessons >> bit & 1
        ],
        "hours_max": profile.hours_max,
        "travel_max": profile.travel_max,
        "means": None if profile.means is None else sorted(profile.means),
        "wishes": None if profile.wishes is None else list(profile.wishes),
        "open_proposals": profile.open_proposals,
    }


def _week(bits: int | None) -> list[str] | None:
    """Seven strings from Monday, a character for each part of the day."""
    if bits is None:
        return None
    return [
        "".join("1" if bits >> (day * PARTS + part) & 1 else "0" for part in range(PARTS))
        for day in range(DAYS)
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
