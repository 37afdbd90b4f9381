"""Names, numbers and telephones in the form in which they are searched and compared."""

import re
import unicodedata

SEARCH_LENGTH = 300

# Letters that do not come apart into a letter and an accent, and Cyrillic as passports write it, roughly:
# enough for a coach who types a name as it sounds. Arabic and Ge'ez names are kept in Latin letters on cards.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
        "з": "z", "и": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ь": "", "ъ": "", "ы": "y", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_PUNCTUATION = re.compile(r"[^\w\s-]+|_")
_PHONE = re.compile(r"[\d\s+()/.-]{6,}")
_COUNTRY_PREFIX = re.compile(r"^(?:00|\+)?(?:31|32)(?=\d{8})")


def normalise(text: str) -> str:
    """Return ``text`` in lower case, without accents and punctuation, in Latin letters where we know how."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(_PUNCTUATION.sub(" ", plain.translate(_LETTERS)).split())


def phone_digits(phone: str) -> str:
    """Return a telephone number as digits, as dialled inside the country: ``+31 6 12…`` → ``0612…``."""
    digits = re.sub(r"[^\d+]", "", phone)
    return _COUNTRY_PREFIX.sub("0", digits).lstrip("+")


def normalise_number(number: str) -> str:
    """Return an agency's number as it is compared: without spaces, dots, dashes and the "V" in front."""
    plain = re.sub(r"[\s./-]", "", number).upper()
    return re.sub(r"^(?:V|OV)(?=\d)", "", plain)


def search_text(*, first_name: str, last_name: str, code: str, number: str, phone: str) -> str:
    """Return what a resident is found by; names in both orders, so that either way of typing finds them.

    Cut off at 300 characters; code, number and telephone come first and are never cut.
    """
    first, last = normalise(first_name), normalise(last_name)
    known = [code.casefold(), normalise(number), phone_digits(phone), first, last, first]
    return " ".join(filter(None, known))[:SEARCH_LENGTH]


def search_terms(query: str) -> list[str]:
    """Return the pieces that must all occur in a search text: words, or one telephone or agency number."""
    query = query.strip()
    if _PHONE.fullmatch(query):
        return [phone_digits(query)]
    return normalise(query).split()
