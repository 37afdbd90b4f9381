"""A card put into a language. The phrases are data, with named placeholders, in a file for each language.

Those of a country (``card/`` in its folder) come before those of any country (``phrases/``).
"""

from __future__ import annotations

import tomllib
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from desk.card.contents import CardContents
from desk.card.days import (
    DARI,
    PERSIAN,
    written_amount,
    written_day,
    written_days,
    written_month,
    written_weekdays,
)
from desk.card.pictograms import pictogram
from desk.card.say import Days, Month, Say, Weekdays
from law import registry
from law.countries.record import HelpAddress

# Each by its own name: the reader looks for that one.
LANGUAGES: Mapping[str, str] = {
    "nl": "Nederlands",
    "en": "English",
    "fr": "Français",
    "ar": "العربية",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    PERSIAN: "فارسی",
    DARI: "دری",
    "uk": "Українська",
    "ru": "Русский",
    "so": "Soomaali",
}
DEFAULT = "en"
SHARED = Path(__file__).parent / "phrases"
_RIGHT_TO_LEFT = frozenset({"ar", PERSIAN, DARI})
_ELSE_IN = {DARI: PERSIAN}  # its files hold only what it says in other words
WRITTEN = tuple(language for language in LANGUAGES if language not in _ELSE_IN)  # each has all that is shared


@dataclass(frozen=True)
class StopText:
    """One step: the pictogram in the mark of its state, and words."""

    state: str
    picture: SafeString
    name: str
    text: str
    turn: str


@dataclass(frozen=True)
class TaskText:
    """Something to do now. ``is_late``: its day has passed."""

    picture: SafeString
    text: str
    is_late: bool


@dataclass(frozen=True)
class WantedText:
    """A work that the reader is asked about. ``is_agreed``: they said yes."""

    code: str
    title: str
    company: str
    place: str
    facts: tuple[str, ...]
    is_agreed: bool


@dataclass(frozen=True)
class HeardText:
    """A no of an employer: for which job, the sentence, and what can help."""

    job: str
    said: str
    lift: str


@dataclass(frozen=True)
class BringText:
    """Something to take along."""

    picture: SafeString
    text: str


@dataclass(frozen=True)
class WorkText:
    """A vacancy to ask about. ``url``: its public page, empty without one."""

    title: str
    place: str
    hours: str
    code: str
    url: str


@dataclass(frozen=True)
class CoachText:
    """Whom to ask, with when they are there in sentences."""

    name: str
    phone: str
    days: tuple[str, ...]


@dataclass(frozen=True)
class CardText:
    """A card in one language, ready to be shown. ``words`` are the fixed phrases by key."""

    language: str
    country: str
    direction: str
    words: Mapping[str, str]
    heading: str
    code: str
    made_on: str
    kind: str
    title: str
    notes: tuple[str, ...]
    hold: str
    now: tuple[TaskText, ...]
    stops: tuple[StopText, ...]
    bring: tuple[BringText, ...]
    wanted: tuple[WantedText, ...]
    heard: tuple[HeardText, ...]
    pay: tuple[str, ...]
    work: tuple[WorkText, ...]
    coaches: tuple[CoachText, ...]
    desk: str
    help: tuple[HelpAddress, ...]


def card_language(language: str) -> str:
    """Return the language if there are phrases in it, else English."""
    return language if language in LANGUAGES else DEFAULT


def direction_of(language: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def shared_phrases(language: str) -> Mapping[str, str]:
    """Return the phrases of any country in one of ``LANGUAGES``, by key."""
    return _read(SHARED, language)


def phrases(language: str, country: str) -> Mapping[str, str]:
    """Return the phrases of a country in one of ``LANGUAGES``, by key: its own before the shared ones."""
    return ChainMap(_read(registry.country(country).card, language), _read(SHARED, language))


def say(what: Say, language: str, country: str) -> str:
    """Return the sentence in one of ``LANGUAGES``, with days and amounts as its readers write them.

    What has no phrase in this language is said in English, and failing that with its text ``otherwise``.
    """
    for own in (language, DEFAULT):
        if phrase := phrases(own, country).get(what.key):
            values = {name: _value(value, own, country) for name, value in what.params.items()}
            return phrase.format(**values)
    if what.otherwise is None:
        raise KeyError(what.key)
    return _translated(what.otherwise, language)


def phrases_in(folder: Path, language: str) -> Mapping[str, str]:
    """Return the phrases of a folder of its own in one of ``LANGUAGES``, by key."""
    return _read(folder, language)


@cache
def _read(folder: Path, language: str) -> dict[str, str]:
    """The phrases of a folder in a language; none where it has no file for it."""
    path = folder / f"{language}.toml"
    own = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {**_read(folder, _ELSE_IN[language]), **own} if language in _ELSE_IN else own


def _translated(text: str, language: str) -> str:
    """The text in a language that the screens have, else in English."""
    with translation.override(language if language in dict(settings.LANGUAGES) else DEFAULT):
        return gettext(text) if text else ""


def card_text(card: CardContents, language: str) -> CardText:
    """Return a card in one of ``LANGUAGES``."""

    def said(what: Say | None) -> str:
        return say(what, language, card.country) if what else ""

    return CardText(
        language=language,
        country=card.country,
        direction=direction_of(language),
        words=phrases(language, card.country),
        heading=said(Say("heading", name=card.first_name)),
        code=card.code,
        made_on=said(Say("made_on", day=card.made_on)),
        kind=card.kind,
        title=said(card.title),
        notes=tuple(said(note) for note in card.notes),
        hold=said(card.hold),
        now=tuple(
            TaskText(pictogram(task.icon), " ".join(said(line) for line in task.lines), task.is_late)
            for task in card.now
        ),
        stops=tuple(
            StopText(stop.state, pictogram(stop.icon), said(stop.name), said(stop.text), said(stop.turn))
            for stop in card.stops
        ),
        bring=tuple(
            BringText(pictogram(thing.icon), what) for thing in card.bring if (what := said(thing.what))
        ),
        wanted=tuple(
            WantedText(
                each.code,
                each.title,
                each.company,
                each.place,
                tuple(said(fact) for fact in each.facts),
                each.is_agreed,
            )
            for each in card.wanted
        ),
        heard=tuple(HeardText(each.job, said(each.said), said(each.lift)) for each in card.heard),
        pay=tuple(said(line) for line in card.pay),
        work=tuple(
            WorkText(each.title, each.place, said(Say("work_hours", hours=each.hours)), each.code, each.url)
            for each in card.work
        ),
        coaches=tuple(
            CoachText(each.name, each.phone, tuple(said(line) for line in each.days)) for each in card.coaches
        ),
        desk=card.desk,
        help=card.help,
    )


def _value(
    value: str | int | date | Decimal | Month | Days | Weekdays | Say, language: str, country: str
) -> str:
    if isinstance(value, Say):
        return say(value, language, country)
    if isinstance(value, Month):
        return written_month(value.first, language)
    if isinstance(value, Weekdays):
        return written_weekdays(value.hours, language)
    if isinstance(value, Days):
        return written_days(value.number, language)
    if isinstance(value, date):
        return written_day(value, language)
    if isinstance(value, Decimal):
        return written_amount(value, language)
    return str(value)
