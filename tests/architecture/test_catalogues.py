"""Every text of the code stands in each catalogue, translated, with the same placeholders and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import templatize

from jobdesk.web.data_texts import data_files
from jobdesk.web.data_texts import texts_in as texts_in_data

ROOT = Path(settings.BASE_DIR)
LANGUAGES = sorted(path.name for path in (ROOT / "jobdesk" / "locale").iterdir() if path.is_dir())
APPS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides", "demo")
KEYWORDS = (
    DEFAULT_KEYWORDS
    | {"gettext_noop": None}
    | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
)
# Messages are told apart as gettext does: by context and first form.
Key = tuple[str | None, str]


@cache
def catalogue(language: str) -> Catalog:
    path = ROOT / "jobdesk" / "locale" / language / "LC_MESSAGES" / "django.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def key_of(message: Message) -> Key:
    return message.context, forms(message.id)[0]


def texts_of_code() -> Iterator[tuple[Key, str]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            yield from texts_in(path.read_bytes(), path)
    for path in data_files():
        yield from (((None, text), str(path.relative_to(ROOT))) for text in texts_in_data(path))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        calls = templatize(path.read_text(), origin=str(path))
        yield from texts_in(re.sub(r"^\s+", "", calls, flags=re.MULTILINE).encode(), path)


def texts_in(source: bytes, path: Path) -> Iterator[tuple[Key, str]]:
    for line, text, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
        yield (context, forms(text)[0]), f"{path.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language):
    known = {key_of(message) for message in messages(language)}
    assert {(key[1], place) for key, place in texts_of_code() if key not in known} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_the_catalogue_is_of_the_code(language):
    used = {key for key, _place in texts_of_code()}
    assert {key for key in map(key_of, messages(language)) if key not in used} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_by_a_person(language):
    wanted = catalogue(language).num_plurals
    untranslated = {
        forms(message.id)[0]
        for message in messages(language)
        if message.fuzzy
        or not all(forms(message.string))
        or len(forms(message.string)) != (wanted if message.pluralizable else 1)
    }
    assert untranslated == set()


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
TAG = re.compile(r"</?[a-z][^>]*>")


def parts_of(text: str, pattern: re.Pattern[str]) -> list[str]:
    return sorted(pattern.findall(text.replace("%%", "")))


def faults(message: Message) -> list[str]:
    """What the translations of a message have lost or added. A singular may leave its number out."""
    source, found = forms(message.id), []
    for translated in forms(message.string):
        for pattern in (PLACEHOLDER, TAG):
            wanted = [parts_of(form, pattern) for form in source]
            if parts_of(translated, pattern) not in wanted:
                found.append(f"{wanted[0]} → {parts_of(translated, pattern)}")
        if {translated[:1] == "\n", translated[-1:] == "\n"} != {
            source[0][:1] == "\n",
            source[0][-1:] == "\n",
        }:
            found.append("lines at its ends")
    if not set(parts_of(source[-1], PLACEHOLDER)) <= set(parts_of(forms(message.string)[-1], PLACEHOLDER)):
        found.append("the plural lost a placeholder")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_placeholders_and_tags(language):
    wrong = {forms(message.id)[0]: faults(message) for message in messages(language) if faults(message)}
    assert wrong == {}
