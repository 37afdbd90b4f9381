"""What the engine searches: names and words of occupations; those of the shipped files need no database."""

from __future__ import annotations

from dataclasses import dataclass

from jobdesk.vocabulary.data import LANGUAGES, rows_of

UNIT_DIGITS = 4
TITLE = 0.9  # how much the title of a group is trusted: it names many occupations, and others by "and"
FROM_ELSEWHERE = 0.9  # and a word of ESCO: among thirty thousand are some that nobody says


@dataclass(frozen=True, slots=True)
class Label:
    """One name or word of an occupation. ``unit``: its group; ``trust``: how much it counts, up to 1.

    ``key``: what it is of, for who has something to find again.
    """

    text: str
    language: str
    unit: str
    trust: float = 1.0
    key: int = 0


def shipped_labels() -> list[Label]:
    """Return the everyday words and the titles of the unit groups."""
    titles = [
        Label(row[language], language, row["code"], TITLE)
        for row in rows_of("isco08.csv")
        if len(row["code"]) == UNIT_DIGITS
        for language in LANGUAGES
    ]
    words = [
        Label(text, language, row["isco"])
        for name in ("everyday.csv", "words.csv")
        for row in rows_of(name)
        for language in LANGUAGES
        for text in row[language].split(", ")
    ]
    return words + titles
