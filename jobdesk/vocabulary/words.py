"""Words in the form in which they are compared. Pure."""

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_NOT_WORDS = re.compile(r"[^\w+#]+|_")
_PLURALS = ("s", "en", "x")
_SHORTEST_STEM = 3


def normalise(text: str) -> str:
    """Return words in small letters, without accents and punctuation, with one space between."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return _NOT_WORDS.sub(" ", plain).strip()


def squeeze(normalised: str) -> str:
    """Return the words written as one: Dutch writes *heftruck chauffeur* either way."""
    return normalised.replace(" ", "")


def singular_forms(normalised: str) -> list[str]:
    """Return what the words may be in the singular: *kappers* → *kapper*, *infirmières* → *infirmiere*."""
    forms = []
    for ending in _PLURALS:
        stem = normalised.removesuffix(ending)
        if stem != normalised and len(stem) >= _SHORTEST_STEM:
            forms.append(stem)
    return forms
