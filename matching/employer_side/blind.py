"""The blind profile: all that an employer may see of a candidate before something is released.

It is an allow-list. Each field is made here from terms of the vocabulary, from what the candidate wants of
the work, or from the decision of the rules; no text that somebody typed passes but the words that a coach
approved (``matching/employer_side/card_words.py``). Nationality, name, age, gender, centre and notes have no
field, and nothing stands for them: what must be filed and how long it takes reads the same for everybody,
languages are those of the work places of the country, and the highest two levels and long experience are one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jobdesk.vocabulary.languages import WORK_LANGUAGES, Cefr, Language
from jobdesk.web.week import days_text, shifts_text
from law.engine import MAY_WORK, Decision
from law.registry import country as country_record
from law.steps import WORKING, step_kinds
from matching.models import Proposal
from residents.law_values import kind_in_force
from residents.models import Intake, Resident

WORK_LANGUAGE_EVERYWHERE = Language.EN
LIKE_A_MOTHER_TONGUE = (Cefr.C1, Cefr.C2)  # told apart, the highest level says where somebody grew up
LONG_YEARS = 10  # of experience; how many more says how old somebody is
TRAVEL_BANDS = (15, 30, 45, 60)  # minutes
WORKING_DAYS_IN_WEEK = 5
DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class Words:
    """What a coach approved to stand on the card in words of its own; empty for most."""

    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class BlindProfile:
    """One candidate in words for the screen; empty where it was not asked."""

    code: str
    occupation: str
    experience: str
    skills: str
    languages: str
    days: str
    parts_of_day: str
    travel: str
    start: str
    papers: str
    words: Words = Words()

    @property
    def about(self) -> str:
        """What stands below the occupation: experience and skills."""
        return ". ".join(filter(None, [self.experience, self.skills]))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The labelled lines of a candidate's card."""
        lines = [
            (_("Languages"), self.languages),
            (_("Days"), self.days),
            (pgettext("of the day", "Times"), self.parts_of_day),
            (_("Journey"), self.travel),
            (pgettext("of work", "Start"), self.start),
            (_("Papers"), self.papers),
        ]
        return [(label, value) for label, value in lines if value]


def blind_profile(
    proposal: Proposal,
    intake: Intake | None,
    decision: Decision,
    today: date,
    asked: Collection[str] = (),
) -> BlindProfile:
    """Build the profile from the background, the latest complete intake and the decision for the vacancy.

    ``asked``: codes of the languages that the vacancy asks for.
    """
    intake = intake or Intake()
    resident = proposal.resident
    country = resident.centre.country
    return BlindProfile(
        code=proposal.code,
        occupation=_occupation(resident) or _("Open to any work"),
        experience=_experience(intake),
        skills=_skills(resident, today),
        languages=_languages(resident, country, asked),
        days=days_text(intake.availability),
        parts_of_day=shifts_text(intake.availability),
        travel=_travel(intake),
        start=_start(decision, intake.starts_from, country, today),
        papers=_("we tell you at the match what you file"),
    )


def _occupation(resident: Resident) -> str:
    """The last work that was found in the vocabulary, else the dearest wish; the work and not the worker."""
    rows = [*resident.work_experience.all(), *resident.wished_work.all()]
    return next((row.occupation.work for row in rows if row.occupation and row.occupation.work), "")


def _skills(resident: Resident, today: date) -> str:
    """The terms of the list that stand with the resident and are still valid, in the order of the list."""
    skills = [
        row.skill
        for row in resident.certificates.all()
        if row.skill and row.skill.is_on_cards and (row.expires_on is None or row.expires_on >= today)
    ]
    return ", ".join(dict.fromkeys(skill.label for skill in sorted(skills, key=lambda skill: skill.code)))


def _experience(intake: Intake) -> str:
    if intake.experience_years is None:
        return ""
    years = int(intake.experience_years)
    if years < 1:
        return _("Less than a year of experience")
    if years > LONG_YEARS:
        return _("More than %(years)d years of experience") % {"years": LONG_YEARS}
    return ngettext("%(years)d year of experience", "%(years)d years of experience", years) % {"years": years}


def _languages(resident: Resident, country: str, asked: Collection[str]) -> str:
    """Those of the country, English, and those asked for: elsewhere French would tell of an origin."""
    at_work = {*country_record(country).languages, WORK_LANGUAGE_EVERYWHERE, *asked}
    levels = {skill.language: skill for skill in resident.language_skills.all()}
    spoken = [levels[each] for each in WORK_LANGUAGES if each in at_work and each in levels]
    return ", ".join(
        f"{skill.get_language_display()} {_level(skill.level)}" for skill in spoken if skill.level != Cefr.A0
    )


def _level(level: str) -> str:
    return f"{Cefr.C1}+" if level in LIKE_A_MOTHER_TONGUE else level


def _travel(intake: Intake) -> str:
    if intake.travel_minutes is None:
        return ""
    band = next((minutes for minutes in TRAVEL_BANDS if intake.travel_minutes <= minutes), None)
    by_bicycle = intake.cycling == Intake.Cycling.YES
    if band is None:
        return _("more than an hour, cycles") if by_bicycle else _("more than an hour")
    text = _("up to %(minutes)d minutes, cycles") if by_bicycle else _("up to %(minutes)d minutes")
    return text % {"minutes": band}


def _start(decision: Decision, starts_from: date | None, country: str, today: date) -> str:
    """When work can begin: one band for all who can begin within it, whatever has to be filed for whom.

    Later than that only the month is said, and not whether it is the law or the person that waits.
    """
    weeks = weeks_to_start(country)
    if decision.outcome not in MAY_WORK and decision.from_on is None:
        return _("we agree the day with you")
    day = max(filter(None, [today, decision.from_on, starts_from]))
    if day > today + timedelta(weeks=weeks):
        return _("from %(month)s") % {"month": date_format(day, "F Y")}
    if not weeks:
        return _("soon after your yes")
    words = ngettext("0 to %(weeks)d week after your yes", "0 to %(weeks)d weeks after your yes", weeks)
    return words % {"weeks": weeks}


def weeks_to_start(country: str) -> int:
    """Return how long the longest paper takes that an employer of a country files before a start."""
    filed = [kind for kind in step_kinds(country).values() if kind.before_start and kind.is_filed_by_employer]
    return max((_weeks(kind_in_force(kind)) for kind in filed), default=0)


def _weeks(kind) -> int:
    return ceil(kind.days / (WORKING_DAYS_IN_WEEK if kind.count == WORKING else DAYS_IN_WEEK))
