"""What the engine found, in the reader's language: conditions that fail or are open, journeys, languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.vocabulary.languages import Language
from law.messages import Message
from matching.rankings.rows import Said, Short
from matching.scoring import Judgement, Unmet, near_message

LANGUAGE_NAMES = dict(Language.choices)
MEANS = {
    "bicycle": ("bike", gettext_lazy("by bicycle")),
    "public_transport": ("bus", gettext_lazy("by public transport")),
    "car": ("pin", gettext_lazy("by car")),
    "foot": ("pin", gettext_lazy("on foot")),
}
SPOKEN_LEAST = "A1"


class Names(NamedTuple):
    """Codes in words: certificates and unit groups of occupations; and whom to ask, the company."""

    terms: Mapping[str, str]
    company: str


def language_name(code: str) -> str:
    """Return a language by its code, or the code of one that we do not know."""
    return str(LANGUAGE_NAMES.get(code, code))


def journey_said(judged: Judgement, vacancy: Vacancy) -> Said:
    """Say how long the journey takes, by what, when, and whether a desk said so; with where to correct it."""
    asked, profile = judged.asked, judged.profile
    journey = asked.journey(profile)
    url = reverse("matching:journey", args=[vacancy.code, profile.centre])
    if journey is None:
        return Said("pin", _("journey not known"), "open", url)
    icon, by = MEANS[journey.means]
    if asked.is_known(profile):
        at = (
            _("%(minutes)d min, at night, as your desk knows")
            if asked.is_night
            else _("%(minutes)d min, as your desk knows")
        )
    else:
        at = _("%(minutes)d min %(by)s, at night") if asked.is_night else _("%(minutes)d min %(by)s")
    return Said(icon, at % {"minutes": journey.minutes, "by": by}, url=url)


def languages_said(levels: Mapping[str, str | None] | None, shown: Iterable[str]) -> Said:
    """Say the levels of the languages that matter for the work, in their order."""
    spoken = [
        f"{language_name(code)} {level}"
        for code in dict.fromkeys(shown)
        if (level := (levels or {}).get(code)) and level >= SPOKEN_LEAST
    ]
    if spoken:
        return Said("lang", ", ".join(spoken))
    return (
        Said("lang", _("languages not known"), "open") if levels is None else Said("lang", _("none of these"))
    )


def said(message: Message, names: Names) -> str:
    """Translate a sentence of the engine and fill it in: codes by their names, days as people write them."""
    text = gettext(message.text)
    if not message.params:
        return text
    return text % {name: _written(name, value, names) for name, value in message.params.items()}


def short_of(unmet: Unmet, names: Names) -> Short:
    """Say which condition fails and by how much, and what could lift it."""
    way_out = WAYS_OUT[unmet.condition.partition(":")[0]]
    return Short(said(near_message(unmet), names), way_out % {"company": names.company})


def _written(name: str, value: Any, names: Names) -> str:
    if name == "language":
        return language_name(value)
    if name in ("certificate", "occupation"):
        return names.terms.get(value, value)
    return date_format(value, "j F") if isinstance(value, date) else str(value)


WAYS_OUT = {
    "eligible": gettext_lazy("Ask %(company)s whether it can begin later."),
    "right_ends": gettext_lazy("Renew the document in time, or ask %(company)s for a shorter contract."),
    "language": gettext_lazy(
        "Has a test shown more since? Or ask %(company)s whether it can be learned at work."
    ),
    "certificate": gettext_lazy("Plan the course, or ask %(company)s whether it pays for one."),
    "travel": gettext_lazy("Is there another way to get there, or another hour? Ask both."),
    "hours": gettext_lazy("Ask %(company)s for fewer hours."),
    "shifts": gettext_lazy("Ask %(company)s for other days, or the school for another group."),
}

FACTS = {
    "eligible": gettext_lazy("Right to work not known"),
    "right_ends": gettext_lazy("End of the right to work not known"),
    "language": gettext_lazy("%(name)s not recorded"),
    "certificate": gettext_lazy("%(name)s not known"),
    "travel": gettext_lazy("Journey not known"),
    "hours": gettext_lazy("Hours not known"),
    "shifts": gettext_lazy("Days and times not known"),
    "status": gettext_lazy("Guidance not known"),
    "looking": gettext_lazy("Looks for other work: not known"),
    "country": gettext_lazy("Country not known"),
}
WHERE = {
    "eligible": ("residents:procedure", ""),
    "right_ends": ("residents:procedure", ""),
    "language": ("residents:background_rows", "languages"),
    "certificate": ("residents:background_rows", "certificates"),
    "travel": ("residents:intake", "?part=travel#id_travel_minutes"),
    "hours": ("residents:intake", "?part=time#id_hours"),
    "shifts": ("residents:intake", "?part=time#id_availability"),
    "status": ("residents:guidance", ""),
    "looking": ("residents:profile", ""),
    "country": ("residents:procedure", ""),
}


def fact_name(condition: str, names: Names) -> str:
    """Return what is not known, as a badge says it."""
    kind, _colon, code = condition.partition(":")
    name = language_name(code) if kind == "language" else names.terms.get(code, code)
    return str(FACTS[kind]) % {"name": name}


def where_kept(condition: str, resident: str) -> str:
    """Return the address of the page, and the field, on which the answer is recorded of a resident."""
    page, part = WHERE[condition.partition(":")[0]]
    if page == "residents:background_rows":
        return reverse(page, args=[resident, part])
    return reverse(page, args=[resident]) + part
