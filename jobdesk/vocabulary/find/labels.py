"""The labels of the shipped vocabulary, read from its files: no database."""

from __future__ import annotations

from jobdesk.vocabulary.data import LANGUAGES, rows_of
from jobdesk.vocabulary.find.finder import Label

UNIT_DIGITS = 4
TITLE = 0.9  # how much the title of a group is trusted: it names many occupations, and others by "and"


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
