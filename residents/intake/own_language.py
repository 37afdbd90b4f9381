"""The questions of the intake in the resident's own language, to read along."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override

from residents.here import countries_here

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps"})
_SAME_WORDS = {"prs": "fa"}  # Dari readers read these sentences in Farsi


@dataclass(frozen=True)
class Spoken:
    """A question in another language, with what the page must say about that text."""

    text: str
    lang: str
    dir: str


def spoken(question: str, language: str, label: str | Promise) -> Spoken | None:
    """Return a question in a resident's language; None when we have no words or the coach reads the same."""
    if language == get_language():
        return None
    if language in dict(settings.LANGUAGES):
        with override(language):
            return Spoken(str(label), language, "ltr")
    words = _sentences(question).get(_SAME_WORDS.get(language, language))
    if words is None:
        return None
    return Spoken(words, language, "rtl" if language in _RIGHT_TO_LEFT else "ltr")


def _sentences(question: str) -> Mapping[str, str]:
    """A question by language; which language of the country is asked about says its record."""
    if question == "dutch_or_french":
        return countries_here()[0].language_question_in
    return _read_sentences().get(question, {})


@lru_cache(maxsize=1)
def _read_sentences() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("own_language.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
