"""The blind profile: all that an employer may see of a candidate before there is a match.

It is an allow-list. Each field is made here from an answer of the intake or from the decision of the rules;
nothing of the resident reaches an employer's page in another way. Nationality, name, age, gender, centre and
notes have no field. Languages are limited to those of work places here: a mother tongue tells the origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jobdesk.vocabulary.languages import WORK_LANGUAGES, Cefr
from jobdesk.web.week import days_text, shifts_text
from law.engine import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NEEDS_PERMIT, NOT_YET, Decision
from law.steps import NOTIFICATION, PERMIT, StepKind, kinds_for
from matching.models import Proposal
from residents.law_values import kind_in_force
from residents.models import Intake, Resident

TRAVEL_BANDS = (15, 30, 45, 60)  # minutes
DAYS_IN_WEEK = 7

_CONTACT = re.compile(r"[^\s,;]+@[^\s,;]+|https?://\S+|\+?\d[\d\s./-]{5,}\d")


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


def blind_profile(proposal: Proposal, intake: Intake | None, decision: Decision, today: date) -> BlindProfile:
    """Build the profile from the latest complete intake and the decision for the vacancy's first day."""
    intake = intake or Intake()
    resident = proposal.resident
    return BlindProfile(
        code=proposal.code,
        occupation=_without_identity(intake.occupation, resident) or _("Open to any work"),
        experience=_experience(intake),
        skills=_skills(intake, resident),
        languages=_languages(resident),
        days=days_text(intake.availability),
        parts_of_day=shifts_text(intake.availability),
        travel=_travel(intake),
        start=_start(decision, resident.centre.country, today),
        papers=_papers(decision, resident.centre.country),
    )


def _without_identity(text: str, resident: Resident) -> str:
    """Blank out names, numbers and addresses that somebody typed into an answer that employers see."""
    words = {
        *resident.first_name.split(),
        *resident.last_name.split(),
        *resident.centre.name.split(),
        resident.centre.municipality,
        resident.reference_number,
        resident.code,
    }
    # Particles such as "van" or "el" are ordinary words.
    telling = sorted((word for word in words if len(word) > 2), key=len, reverse=True)
    text = _CONTACT.sub("…", text)
    for word in telling:
        text = re.sub(rf"\b{re.escape(word)}\b", "…", text, flags=re.IGNORECASE)
    return text.strip()


def _skills(intake: Intake, resident: Resident) -> str:
    """What the intake says, and the terms of the list that stand with the resident; own words stay inside."""
    terms = [each.skill.label for each in resident.certificates.all() if each.skill]
    said = _without_identity(intake.skills, resident)
    return ", ".join(dict.fromkeys(filter(None, [said, *terms])))


def _experience(intake: Intake) -> str:
    if intake.experience_years is None:
        return ""
    years = int(intake.experience_years)
    if years < 1:
        return _("Less than a year of experience")
    return ngettext("%(years)d year of experience", "%(years)d years of experience", years) % {"years": years}


def _languages(resident: Resident) -> str:
    levels = {skill.language: skill for skill in resident.language_skills.all()}
    spoken = [levels[language] for language in WORK_LANGUAGES if language in levels]
    return ", ".join(
        f"{skill.get_language_display()} {skill.level}" for skill in spoken if skill.level != Cefr.A0
    )


def _travel(intake: Intake) -> str:
    if intake.travel_minutes is None:
        return ""
    band = next((minutes for minutes in TRAVEL_BANDS if intake.travel_minutes <= minutes), None)
    by_bicycle = intake.cycling == Intake.Cycling.YES
    if band is None:
        return _("more than an hour, cycles") if by_bicycle else _("more than an hour")
    text = _("up to %(minutes)d minutes, cycles") if by_bicycle else _("up to %(minutes)d minutes")
    return text % {"minutes": band}


def _start(decision: Decision, country: str, today: date) -> str:
    required = _required(decision, country)
    kind = kind_in_force(required) if required else None
    if kind is not None and decision.outcome == NEEDS_PERMIT:
        weeks = kind.days // DAYS_IN_WEEK
        return _("when there is a work permit, after about %(weeks)d weeks") % {"weeks": weeks}
    if kind is not None:
        return _("%(days)d working days after your notification") % {"days": kind.days}
    if decision.from_on and decision.from_on > today:
        # The month only: the exact day would give the day of arrival away.
        return _("from %(month)s") % {"month": date_format(decision.from_on, "F Y")}
    return _("at once") if decision.outcome == ALLOWED else _("not known yet")


def _papers(decision: Decision, country: str) -> str:
    kind = _required(decision, country)
    if kind is not None:
        return _(kind.offer) if kind.offer else _(kind.label)
    if decision.outcome in (NOT_YET, INCOMPLETE, NEEDS_PERMIT, NEEDS_NOTIFICATION):
        return _("we find out and tell you")
    return _("no permit needed")


def _required(decision: Decision, country: str) -> StepKind | None:
    """The kind of step that the law asks of the employer before this work, in the country of the case."""
    purpose = {NEEDS_PERMIT: PERMIT, NEEDS_NOTIFICATION: NOTIFICATION}.get(decision.outcome)
    return next(iter(kinds_for(purpose, country)), None) if purpose else None
