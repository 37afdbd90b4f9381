"""How a ranking is narrowed: chips that are on or off, kept in the address without a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.vocabulary.languages import Cefr, Language
from law.registry import country
from matching.rankings.words import language_name
from matching.scoring import Demand, Judgement, Ranking
from matching.scoring.conditions import first_day

WITHIN = 30  # minutes
SPEAKS = Cefr.A2  # with which somebody follows a short instruction
KEPT = ("mine", "speaks", "within", "start", "free")


@dataclass(frozen=True)
class Chip:
    """A filter: its words, whether it is on, and the address that turns it round."""

    words: str
    is_on: bool
    url: str


@dataclass(frozen=True)
class Narrowed:
    """Which filters are on. ``speaks``: languages by code; ``kept``: what else stays in the address."""

    mine: bool = False
    within: bool = False
    start: bool = False
    free: bool = False
    speaks: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], speakable: Collection[str], **kept: str) -> Narrowed:
        """Read the filters of an address; what is not among the choices is left out."""
        speaks = tuple(code for code in speakable if code in asked.get("speaks", "").split())
        on = {name: bool(asked.get(name)) for name in KEPT if name != "speaks"}
        return cls(**on, speaks=speaks, kept=tuple((name, value) for name, value in kept.items() if value))

    @property
    def is_on(self) -> bool:
        """Whether any filter is on."""
        return bool(self.pairs)

    @property
    def text(self) -> str:
        """The filters that are on, for the log of what was shown."""
        return urlencode(self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters that are on, as the address says them."""
        pairs = [(name, "1") for name in KEPT if name != "speaks" and getattr(self, name)]
        return [*pairs, *([("speaks", " ".join(self.speaks))] if self.speaks else [])]

    def address(self, **more: Any) -> str:
        """Return the query of the page with these filters and ``more``."""
        pairs = [*self.pairs, *self.kept, *((name, value) for name, value in more.items() if value)]
        return "?" + urlencode(pairs)


def speakable(demand: Demand) -> list[str]:
    """Return the languages that can be chosen: those asked, those of the country, and English."""
    wanted = [each.language for group in demand.languages for each in group]
    return list(dict.fromkeys([*wanted, *country(demand.country).languages, str(Language.EN)]))


def chips(on: Narrowed, demand: Demand, languages: Collection[str], today: date) -> list[Chip]:
    """Return the filters of the page in their order, each with whether it is on."""
    start = date_format(max(demand.starts_on, today), "j F")
    return [
        _chip(on, "mine", _("Mine only")),
        *(_language_chip(on, code, languages) for code in languages),
        _chip(on, "within", _("Within %(minutes)d minutes") % {"minutes": WITHIN}),
        _chip(on, "start", _("May begin on %(day)s") % {"day": start}),
        _chip(on, "free", _("In no other proposal")),
    ]


def narrow(ranking: Ranking, on: Narrowed, mine: Callable[[], Collection[str]]) -> Ranking:
    """Keep those whom the filters let through, in their order. ``mine``: asked only where it matters."""
    if not on.is_on:
        return ranking
    own = mine() if on.mine else ()

    def keeps(judged: Judgement) -> bool:
        return (not on.mine or judged.id in own) and _fits(judged, on)

    return Ranking(
        ranked=tuple(each for each in ranking.ranked if keeps(each.judgement)),
        near=tuple(each for each in ranking.near if keeps(each.judgement)),
        check=tuple(each for each in ranking.check if keeps(each.judgement)),
        excluded=ranking.excluded,
    )


def _fits(judged: Judgement, on: Narrowed) -> bool:
    profile = judged.profile
    if on.free and profile.open_proposals:
        return False
    if any(((profile.languages or {}).get(code) or Cefr.A0) < SPEAKS for code in on.speaks):
        return False
    if on.start:
        first, is_known = first_day(judged.asked, profile)
        if first is None or not is_known or first > judged.asked.start:
            return False
    if on.within:
        journey = judged.asked.journey(profile)
        return journey is not None and journey.minutes <= WITHIN
    return True


def _language_chip(on: Narrowed, code: str, languages: Collection[str]) -> Chip:
    words = {"language": language_name(code), "level": SPEAKS.value}
    turned = tuple(each for each in languages if (each in on.speaks) != (each == code))
    return Chip(
        _("%(language)s %(level)s or more") % words, code in on.speaks, replace(on, speaks=turned).address()
    )


def _chip(on: Narrowed, name: str, words: str) -> Chip:
    is_on = getattr(on, name)
    turned: dict[str, Any] = {name: not is_on}
    return Chip(words, is_on, replace(on, **turned).address())
