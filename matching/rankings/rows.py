"""A row of a ranking, ready to be drawn: every word is there, so that fifty rows cost no template filters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A line with its icon. ``kind``: plus, minus or open (not known); of a fact also no, or nothing.

    ``url``: where a journey is corrected by who knows better.
    """

    icon: str
    text: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """What keeps a person busy or apart: in proposals, at work. ``is_full``: more than a warning."""

    icon: str
    text: str
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of the score: whole points, and the most that this part can give of the hundred."""

    name: str
    points: int
    most: int
    percent: int


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a row: ``points`` of a hundred are the sum of ``parts``. ``known``: what it rests on."""

    points: int
    parts: tuple[PartLine, ...]
    known: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact to find out first: its name, the question to ask, and the page on which the answer is kept.

    ``choices``: answers to tap (value, words), where it is a simple one.
    """

    fact: str
    question: str
    url: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """The one condition that fails, in a sentence, and what could lift it."""

    what: str
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done with a row, on another page."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person for a vacancy, or a vacancy for a person.

    ``code`` is what is chosen, and shown where ``is_person``.
    ``aside``: the company and place of a vacancy. ``phone``: to call and to dial. ``act``: what
    stands beside a near miss, ``acts`` below the reasons.
    """

    code: str
    name: str
    url: str
    is_person: bool = True
    is_chosen: bool = False
    can_be_chosen: bool = True
    aside: str = ""
    busy: tuple[Busy, ...] = ()
    pros: tuple[Said, ...] = ()
    facts: tuple[Said, ...] = ()
    score: Score | None = None
    asks: tuple[Ask, ...] = ()
    phone: str = ""
    dial: str = ""
    short: Short | None = None
    act: Act | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the page: the rows in sight, how many there are in all, and where the next ones are."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    more_url: str = ""

    @property
    def left(self) -> int:
        """How many are not in sight."""
        return self.total - len(self.rows)
