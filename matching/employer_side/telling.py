"""Words that may tell who somebody is, in a text that a coach wants on a card: to be read, not to decide.

Sources: ``telling.toml``; countries and languages in the languages of the screens from Unicode CLDR (babel),
with the ways in which a people is named after a country, and with the cities that time zones are named after,
capitals most of them; papers, statuses and offices from the records of the countries; names from the case.
A word in another script than the Latin one tells the language by itself.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from jobdesk.vocabulary.words import normalise
from law.registry import countries, installed

KINDS: dict[str, Promise] = {
    "name": _("a name"),
    "contact": _("a way to reach somebody"),
    "country": _("a country or its people"),
    "place": _("a part of the world"),
    "city": _("a city abroad"),
    "people": _("a people"),
    "language": _("a language that tells the origin"),
    "faith": _("a faith"),
    "status": _("a status or a paper"),
    "gender": _("man or woman"),
}
_TOKEN = re.compile(r"[^\W_]+")
_CONTACT = re.compile(r"[^\s,;]+@[^\s,;]+|https?://\S+|www\.\S+|\+?\d[\d\s./-]{5,}\d")
# How Dutch, French and English name a people after its country: Iraniër, iranienne, Iranian, Jemenitisch.
_ENDING = re.compile(
    r"(it|ne|n)?(e|s|en|i|is|isch|ische|ier|iers|ien|iens|ienne|iennes|iaan|iaans|iaanse|ian|ians|een|eens|eenne|eennes|ees|ese|ezen|eze"
    r"|ais|aise|aises|ois|oise|oises|ain|aine|an|ans|ane|aan|aans|aanse|er|ers|eer|eers|eeer|se|ish|sch|sche)?"
)
_SHORTEST_NAME = 3
_SHORT_STEM = 3  # so short a beginning is a country only with an ending that names a people
_PEOPLE = re.compile(r"(i[^s]|is).+")
# Where the languages of work are spoken, beside the countries of the site: "French" is said of everybody.
_NEAR = frozenset({"LU", "FR", "DE", "AT", "CH", "GB", "IE", "US", "CA"})
_AT_WORK = frozenset({"nl", "fr", "en", "de"})
_WITH_CITIES = frozenset(
    {"Africa", "America", "Asia", "Europe"}
)  # elsewhere zones are named after islands and bases


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``kind``: what it may tell, by the keys of KINDS, empty for most."""

    text: str
    kind: str = ""

    @property
    def label(self) -> str:
        """What it may tell, in words."""
        return str(KINDS[self.kind]) if self.kind else ""


def pieces(text: str, names: Iterable[str] = ()) -> list[Piece]:
    """Cut a text where a word may tell who somebody is; ``names``: of the person, the centre, the coach."""
    marks = dict(sorted(_marks(text, names)))
    found, at = [], 0
    for (start, end), kind in marks.items():
        if start < at:
            continue
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], kind))
        at = end
    return [*found, Piece(text[at:])] if at < len(text) else found


def _marks(text: str, names: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _CONTACT.finditer(text):
        yield match.span(), "contact"
    for match in _TOKEN.finditer(text):
        if any(_is_of_another_script(letter) for letter in match.group()):
            yield match.span(), "language"
    words = [(match.span(), normalise(match.group())) for match in _TOKEN.finditer(text)]
    own = {part for name in names for part in normalise(name).split() if len(part) >= _SHORTEST_NAME}
    phrases = _phrases()
    for span, word in words:
        if kind := _kind_of(word, own):
            yield span, kind
    for length in range(2, max(map(len, phrases), default=1) + 1):
        for at in range(len(words) - length + 1):
            together = words[at : at + length]
            if told := phrases.get(tuple(word for _span, word in together)):
                yield (together[0][0][0], together[-1][0][1]), told


def _kind_of(word: str, own: set[str]) -> str:
    if any(_is_of_name(word, name) for name in own):
        return "name"
    if word in _data()["not"]["words"]:
        return ""
    if kind := _phrases().get((word,)):
        return kind
    for kind, beginnings in _data()["begins"].items():
        if word.startswith(tuple(beginnings)):
            return kind
    return "country" if any(_is_people_of(word, stem) for stem in _stems(word[:_SHORT_STEM])) else ""


def _is_of_another_script(letter: str) -> bool:
    return letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")


def _is_of_name(word: str, name: str) -> bool:
    """Cut short, inflected or joined: Serka, Serkans, SerkanYildiz for Serkan."""
    if len(name) <= _SHORTEST_NAME:
        return word in (name, f"{name}s")
    return name in word or (len(word) > _SHORTEST_NAME and name.startswith(word))


def _is_people_of(word: str, stem: str) -> bool:
    if not word.startswith(stem):
        return False
    rest = word[len(stem) :]
    if len(stem) <= _SHORT_STEM and not _PEOPLE.fullmatch(rest):
        return False
    return bool(_ENDING.fullmatch(rest))


@cache
def _data() -> dict:
    return tomllib.loads(Path(__file__).with_name("telling.toml").read_text(encoding="utf-8"))


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Whole words, and words that stand together, by what they tell."""
    found = {}
    for language, _name in settings.LANGUAGES:
        for kind, text in (*_of_cldr(language), *_of_records(language)):
            words = tuple(normalise(text).split())
            if any(len(word) > _SHORTEST_NAME for word in words) or text.isupper():
                found[words] = kind
    for kind, texts in _data()["words"].items():
        found |= {tuple(text.split()): kind for text in texts}
    return found


def _of_cldr(language: str) -> Iterator[tuple[str, str]]:
    # They read their tables: only where somebody writes on a card.
    from babel import Locale
    from babel.core import get_global

    locale = Locale.parse(language)
    at_home = {*installed(), *_NEAR}
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in at_home:
            yield "country", name
    for code, name in locale.languages.items():
        if code.split("_")[0] not in _AT_WORK:
            yield "language", name
            if language == "nl":
                yield "language", f"{name}e"
    for zone, country in get_global("zone_territories").items():
        part, _slash, city = zone.rpartition("/")
        if country not in at_home and part in _WITH_CITIES:
            yield "city", locale.time_zones.get(zone, {}).get("city", city.replace("_", " "))


def _of_records(language: str) -> Iterator[tuple[str, str]]:
    with override(language):
        for record in countries():
            kinds = (*record.documents, *record.receptions, *record.statuses.values())
            for kind in kinds:
                yield "status", gettext(kind.label)
                for heard in getattr(kind, "heard", "").split("|"):
                    yield "status", heard
            yield "status", record.asylum_authority
            yield "status", gettext(record.reference)


@cache
def _stems(begin: str) -> frozenset[str]:
    """Beginnings of the names of countries that start with these letters: syr(ie), afghan(istan)."""
    return frozenset(stem for stem in _all_stems() if stem.startswith(begin))


@cache
def _all_stems() -> frozenset[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        for kind, text in _of_cldr(language):
            name = normalise(text)
            if kind != "country" or " " in name or len(name) <= _SHORTEST_NAME:
                continue
            short = re.sub(r"(istan|[aeiouyj]+)$", "", name)
            found |= {name, short if len(short) >= _SHORT_STEM else name}
    return frozenset(found)
