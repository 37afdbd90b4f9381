"""The texts that come with the product: version 0 of each, as data.

``guides/texts/<language>.toml`` says what holds everywhere, ``guide/<language>.toml`` in the folder of a
country what holds there. A table of a file is a page; each of its entries has a ``code`` (its anchor), a
``place`` among the texts of the page, a ``title`` and a ``body`` in Markdown. One of a country stands for
the general one with the same code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from guides.pages import PAGES
from law import registry

GENERAL = Path(__file__).with_name("texts")


@dataclass(frozen=True)
class Words:
    """A text in one language; ``body`` is Markdown with figures (figures.py)."""

    title: str
    body: str


@dataclass
class Shipped:
    """One text of the product, in the languages in which it has it."""

    page: str
    code: str
    place: float
    words: dict[str, Words] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of its words: another one after an update says that they were changed."""
        return sha256(repr(sorted(self.words.items())).encode()).hexdigest()


Texts = Mapping[tuple[str, str], Shipped]


def shipped_texts(country: str) -> Texts:
    """Return the product's texts for a country by page and code; of one without a guide, the general ones."""
    return _shipped()[country]


def read_texts(folder: Path) -> Texts:
    """Return the texts of a folder, by page and code; none where there is no folder."""
    found: dict[tuple[str, str], Shipped] = {}
    for language, _name in settings.LANGUAGES:
        path = folder / f"{language}.toml"
        if not path.is_file():
            continue
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for page in PAGES:
            for entry in content.get(page, []):
                key = page, entry["code"]
                text = found.setdefault(key, Shipped(page, entry["code"], entry["place"]))
                text.words[language] = Words(entry["title"], entry["body"].strip())
    return found


@registry.once_per_site
def _shipped() -> Mapping[str, Texts]:
    general = read_texts(GENERAL)
    return {each.code: {**general, **read_texts(each.folder / "guide")} for each in registry.countries()}
