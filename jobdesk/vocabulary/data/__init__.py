"""The files that the vocabulary ships, read as they are: no database, no Django."""

import csv
from pathlib import Path

DATA = Path(__file__).parent
LANGUAGES = ("nl", "fr", "en")


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a shipped file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))
