"""Sources and notes of the values of the law, in the reader's language."""

from functools import lru_cache

from django.utils.translation import gettext

from law.registry import installed
from law.rules import Parameters


def source_text(text: str) -> str:
    """Return a source or note in the reader's language, if it was shipped.

    What administrators added stays as they wrote it.
    """
    return gettext(text) if text in shipped_texts() else text


def shipped_texts() -> frozenset[str]:
    """Return the sources and notes of the data files."""
    return _shipped_texts(installed())


@lru_cache(maxsize=2)
def _shipped_texts(_installed: tuple[str, ...]) -> frozenset[str]:
    entries = Parameters.shipped().entries
    return frozenset(text for entry in entries for text in (entry.source, entry.note) if text)
