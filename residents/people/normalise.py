"""Numbers, telephones and days in the form in which they are searched and compared. Names: ``spelling``."""

import re
from collections.abc import Iterable
from datetime import date

from law import registry
from residents.people.spelling import WORD_LENGTH, indexed_words, plain

_PHONE = re.compile(r"[\d\s+()/.-]{6,}")
_DAY = re.compile(r"(?<![\d+])(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*((?:19|20)\d{2}|\d{2})(?!\s*\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(?:(\d{2})(\d{2})((?:19|20)\d{2})|((?:19|20)\d{2})(\d{2})(\d{2}))(?!\d)")
_NAMED_DAY = re.compile(r"(?<!\w)(\d{1,2})(?:er|e)?\s+([^\W\d_]{3,})\.?\s+(\d{4})(?!\d)")
# The first letters that tell the months apart, Dutch, French and English, without accents.
MONTHS = (
    ("jan",), ("feb", "fev"), ("mar", "maa", "mrt"), ("apr", "avr"), ("may", "mei", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aou"), ("sep",), ("oct", "okt"), ("nov",), ("dec",),
)  # fmt: skip


def phone_digits(phone: str) -> str:
    """Return a telephone number as digits, as dialled inside the country: ``+31 6 12…`` → ``0612…``."""
    digits = re.sub(r"[^\d+]", "", phone)
    return _country_prefix().sub("0", digits).lstrip("+")


def normalise_number(number: str) -> str:
    """Return an agency's number as it is compared: without spaces, dots, dashes and the "V" in front."""
    compact = re.sub(r"[\s./-]", "", number).upper()
    return _number_prefix().sub("", compact)


@registry.once_per_site
def _country_prefix() -> re.Pattern[str]:
    prefixes = _any_of(country.phone_prefix for country in registry.countries())
    return re.compile(rf"^(?:00|\+)?(?:{prefixes})(?=\d{{8}})")


@registry.once_per_site
def _number_prefix() -> re.Pattern[str]:
    prefixes = (prefix for country in registry.countries() for prefix in country.reference_prefixes)
    return re.compile(rf"^(?:{_any_of(prefixes)})(?=\d)")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words; one that fits nothing where there are none."""
    return "|".join(re.escape(word) for word in words if word) or "(?!)"


def search_words(*, first_name: str, last_name: str, phone: str, number: str) -> list[tuple[str, str]]:
    """Return by which (word, key) a resident is found: names with how they sound, numbers without a key."""
    digits = phone_digits(phone)
    numbers = {number.casefold(), digits, digits.removeprefix("0")} - {""}
    return sorted(indexed_words(first_name, last_name) | {(each[:WORD_LENGTH], "") for each in numbers})


def is_phone(text: str) -> bool:
    """Say whether ``text`` is digits with what people write between them."""
    return _PHONE.fullmatch(text.strip()) is not None


def day_in(text: str, latest: date) -> tuple[date | None, str]:
    """Return the day written in ``text`` in any form, and what is left of the text.

    Day first, as both countries write it; a year of two digits is the last one before ``latest``.
    """
    for pattern, read in (
        (_ISO_DAY, lambda m: (int(m[1]), int(m[2]), int(m[3]))),
        (_DAY, lambda m: (_year(m[3], latest), int(m[2]), int(m[1]))),
        (
            _RUN_TOGETHER,
            lambda m: (int(m[3]), int(m[2]), int(m[1])) if m[3] else (int(m[4]), int(m[5]), int(m[6])),
        ),
        (_NAMED_DAY, lambda m: (int(m[3]), _month(m[2]), int(m[1]))),
    ):
        match = pattern.search(text)
        if match is None:
            continue
        try:
            return date(*read(match)), f"{text[: match.start()]} {text[match.end() :]}".strip()
        except ValueError:  # no such day: then it is something else
            continue
    return None, text


def _year(digits: str, latest: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = latest.year - latest.year % 100 + int(digits)
    return year if year <= latest.year else year - 100


def _month(word: str) -> int:
    """Return the month of a Dutch, French or English word; 0, which is no month, for another word."""
    letters = plain(word)
    return next((number for number, starts in enumerate(MONTHS, 1) if letters.startswith(starts)), 0)
