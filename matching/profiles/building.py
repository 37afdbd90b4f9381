"""A profile from what the file says. Pure but for the row that it makes; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from employers.models import Company
from jobdesk.vocabulary.languages import Cefr, Language
from jobdesk.vocabulary.models import Skill
from matching.models import MatchProfile
from matching.profiles.groups import group_bits
from matching.profiles.right_to_work import work_right
from matching.profiles.sources import Sources
from residents.models import Intake

LEVELS = {level: number for number, level in enumerate(Cefr.values, start=1)}
PAPERS = (Skill.Kind.CERTIFICATE, Skill.Kind.LICENCE, Skill.Kind.CARD)
NEVER = "never"  # a paper does not end; after every day, in the order of letters
CAR_LICENCE = "licence-b"  # what the intake asks about, by its code in the shipped vocabulary
_COMPANIES_LENGTH = MatchProfile._meta.get_field("at_work_at").max_length


def profile_row(sources: Sources, on: date) -> MatchProfile:
    """Return the row of a resident as of a day; it is not saved."""
    answers = sources.answers
    occupations, wishes = _occupations(sources), _wishes(sources)
    return MatchProfile(
        resident_id=sources.resident,
        centre_id=sources.centre,
        country=sources.country,
        is_guided=sources.is_guided,
        consent_until=sources.consent_until,
        open_proposals=sources.open_proposals,
        wishes=wishes,
        work_bits=_work_bits(occupations, wishes),
        read_units=_read_units(sources),
        skills=_skills(sources),
        certificates=_certificates(sources),
        availability=_availability(answers),
        lessons=answers.get("lessons") or 0,
        hours_max=answers.get("hours"),
        travel_max=answers.get("travel_minutes"),
        means=means_bits(answers),
        **_work_right(sources, on),
        **_at_work(sources.companies),
        **occupations,
        **_languages(sources),
    )


def _work_right(sources: Sources, on: date) -> dict[str, Any]:
    right = work_right(sources.decided, sources.country, on)
    starts_from = sources.answers.get("starts_from")
    eligible_from = right.eligible_from
    if eligible_from and starts_from:
        eligible_from = max(eligible_from, starts_from)  # they may before, and cannot
    return {
        "eligible_from": eligible_from,
        "lead_days": right.lead_days,
        "first_on": eligible_from and _later(eligible_from, right.lead_days or 0),
        "permit_employer": right.permit_employer,
        "work_until": right.work_until,
    }


def _later(day: date, days: int) -> date:
    return day if day == date.max else day + timedelta(days=days)


def _at_work(companies: Iterable[int]) -> dict[str, Any]:
    codes = " ".join(Company(pk=pk).employer_code for pk in companies)
    return {"at_work_at": codes[:_COMPANIES_LENGTH], "is_looking": not codes}


def _occupations(sources: Sources) -> dict[str, Any]:
    """The unit groups with most years; those of which the years are not known come after."""
    years: dict[str, float | None] = {}
    for each in sources.work:
        before, number = years.get(each.unit), each.number_of_years
        years[each.unit] = number if before is None else before + (number or 0)
    if len(years) == 1:  # the intake asks for the years of the best known work
        (unit, number), said = next(iter(years.items())), sources.answers.get("experience_years")
        years[unit] = number if number is not None or said is None else float(said)
    longest = sorted(years.items(), key=lambda item: (-(item[1] or 0), item[0]))
    slots: dict[str, Any] = {}
    for place in range(MatchProfile.OCCUPATIONS):
        unit, done = longest[place] if place < len(longest) else ("", None)
        slots |= {f"isco_{place + 1}": unit, f"years_{place + 1}": done}
    return slots


def _wishes(sources: Sources) -> str | None:
    if not sources.wishes and not sources.has_complete_intake:
        return None
    return " ".join(sources.wishes[: MatchProfile.WISHES])


def _read_units(sources: Sources) -> str:
    """The unit groups that stand in the profile by own words only."""
    named = {each.unit for each in sources.work if not each.is_read}
    read = {each.unit for each in sources.work if each.is_read} - named | sources.read_wishes
    in_profile = {*_occupations(sources).values(), *(_wishes(sources) or "").split()}
    return " ".join(sorted(read & in_profile))


def _work_bits(occupations: dict[str, Any], wishes: str | None) -> int:
    done = (occupations[f"isco_{place + 1}"] for place in range(MatchProfile.OCCUPATIONS))
    return group_bits([*done, *(wishes or "").split()])


def _languages(sources: Sources) -> dict[str, int | None]:
    """Levels as numbers. Whoever was asked for languages does not speak those that nobody recorded.

    The intake asks for that of the country and for English; left open there, they are not known.
    """
    was_asked = sources.has_complete_intake or bool(sources.languages)
    levels: dict[str, int | None] = {}
    for code in MatchProfile.LANGUAGES:
        level = sources.languages.get(code) or sources.heard.get(code)
        is_open = not was_asked or code in (sources.language_here, Language.EN)
        levels[code] = LEVELS[level] if level else None if is_open else 0
    return levels


def _skills(sources: Sources) -> list[str] | None:
    codes = sorted({each.code for each in sources.skills if each.kind not in PAPERS})
    return codes if codes or _were_papers_asked(sources) else None


def _certificates(sources: Sources) -> dict[str, str | None] | None:
    """Papers with their last day; of one that is there twice, the later day. A licence by the intake too.

    Without a day, one that usually ends may have ended: that is not known.
    """
    papers: dict[str, str | None] = {}
    for each in sources.skills:
        if each.kind in PAPERS:
            until = each.expires_on.isoformat() if each.expires_on else None if each.usually_ends else NEVER
            papers[each.code] = max(papers.get(each.code) or "", until or "") or None
    if sources.answers.get("licence") == Intake.Licence.VALID:
        papers.setdefault(CAR_LICENCE, NEVER)
    if not papers and not _were_papers_asked(sources):
        return None
    return dict(sorted(papers.items()))


def _were_papers_asked(sources: Sources) -> bool:
    return bool(sources.skills) or sources.has_complete_intake or "skills" in sources.answers


def _availability(answers: dict[str, Any]) -> int | None:
    free = answers.get("availability")
    return None if free is None else free & ~(answers.get("lessons") or 0)


def means_bits(answers: dict[str, Any]) -> int | None:
    """Bits of the means somebody has; unknown as long as one was not asked and none is there."""
    cycling, transport = answers.get("cycling"), answers.get("transport")
    has = {
        "bicycle": cycling == Intake.Cycling.YES,
        "public_transport": transport in (Intake.Transport.ALONE, Intake.Transport.WITH_HELP),
    }
    bits = sum(1 << MatchProfile.MEANS.index(name) for name, is_there in has.items() if is_there)
    is_open = cycling in (None, Intake.Cycling.UNKNOWN) or transport is None
    return None if not bits and is_open else bits
