"""What stands in a cell, before anybody asks what it means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
# As spreadsheets in the three languages write them.
ERRORS = frozenset(
    [
        "#N/A",
        "#N/B",
        "#NV",
        "#VALUE!",
        "#WAARDE!",
        "#VALEUR!",
        "#REF!",
        "#VERW!",
        "#DIV/0!",
        "#DEEL/0!",
        "#NAME?",
        "#NAAM?",
        "#NOM?",
        "#NUM!",
        "#GETAL!",
        "#NOMBRE!",
        "#NULL!",
        "#LEEG!",
        "#NUL!",
        "#SPILL!",
        "#CALC!",
        "#####",
    ]
)
# A spreadsheet that opens our file would run what begins like this.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fault:
    """A cell that holds no value but a fault of the file; ``message`` says which."""

    message: str


def plain(value: Any) -> str:
    """Return a cell as one clean text: no control characters, no odd spaces, whole numbers without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Fault):
        return ""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", str(value)))
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]  # a file of ours that comes back: see `harmless`
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(each if each == "\n" or unicodedata.category(each) != "Cc" else " " for each in text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def shown(value: Any) -> str:
    """Return a cell as a person reads it, cut off after 200 characters."""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return str(value)
    text = plain(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


def key(text: Any) -> str:
    """Return a text as it is compared: lower case, without accents, punctuation and spaces."""
    decomposed = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(each for each in decomposed if each.isalnum())


def harmless(value: Any) -> Any:
    """Return a value for a file that a spreadsheet opens: what it would run gets a ' in front."""
    if isinstance(value, str) and value.startswith(_RUNS):
        return f"'{value}"
    return value
