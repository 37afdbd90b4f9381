"""Sources and notes of the values of the law, in the reader's language."""

from django.utils.translation import gettext

from law.registry import once_per_site
from law.rules import Parameters


def source_text(text: str) -> str:
    """Return a source or note in the reader's language, if it was shipped.

    What administrators added stays as they wrote it.
    """
    return gettext(text) if text in shipped_texts() else text


@once_per_site
def shipped_texts() -> frozenset[str]:
    """Return the sources and notes of the data files."""
    entries = Parameters.shipped().entries
    return frozenset(text for entry in entries for text in (entry.source, entry.note) if text)
