"""What readers see, and what administrators have written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from guides.models import GuideText
from guides.pages import PAGES
from guides.shipped import Shipped, Words, shipped_texts

State = GuideText.State
FALLBACK = "en"  # the product's own texts are there in it


@dataclass(frozen=True)
class Entry:
    """One text as it is read now. ``row``: the version it comes from; None: the product's own.

    ``original``: the product's own, if it has one. ``draft``: a later version that waits.
    """

    country: str
    page: str
    code: str
    place: float
    words: Mapping[str, Words]
    row: GuideText | None = None
    original: Shipped | None = None
    draft: GuideText | None = None

    @property
    def said(self) -> Words:
        """The words in the reader's language, else in one that there is."""
        return in_reader_language(self.words, self.code)

    @property
    def title(self) -> str:
        return self.said.title

    @property
    def is_shown(self) -> bool:
        """Whether readers see it: not removed, no draft that was never published, not gone with an update."""
        return self.state in (State.PUBLISHED, State.SHIPPED) and bool(self.words)

    @property
    def state(self) -> str:
        """The state of what is read now; a draft for what was never published."""
        return self.row.state if self.row else State.SHIPPED

    @property
    def version(self) -> int:
        """The number of the last version, with drafts; 0: only the product's own."""
        return self.last.version if self.last else 0

    @property
    def last(self) -> GuideText | None:
        return self.draft or self.row

    @property
    def is_behind(self) -> bool:
        """Whether the product's own text has changed since this one was written."""
        if self.row is None or self.original is None or self.state != State.PUBLISHED:
            return False
        return self.row.original != self.original.digest


def entries(country: str, page: str = "") -> list[Entry]:
    """Return what is read of a page (of all pages) in a country, in order; one query."""
    return [each for each in all_entries(country, page, drafts=False) if each.is_shown]


def all_entries(country: str, page: str = "", *, drafts: bool = True) -> list[Entry]:
    """Return every text of a page (of all pages), removed ones and drafts too, in order; two queries."""
    shipped = shipped_texts(country)
    read = {(row.page, row.code): row for row in _last(country, page, drafts=False)}
    waiting = {}
    if drafts:
        last = _last(country, page, drafts=True)
        waiting = {(row.page, row.code): row for row in last if row.state == State.DRAFT}
    pages = [page] if page else list(PAGES)
    keys = [key for key in dict.fromkeys((*shipped, *read, *waiting)) if key[0] in pages]
    found = [_entry(country, key, read.get(key), waiting.get(key), shipped.get(key)) for key in keys]
    return sorted(found, key=lambda each: (pages.index(each.page), each.place, each.code))


def entry(country: str, page: str, code: str) -> Entry | None:
    """Return one text with its draft; None when there is none, and never was."""
    return next((each for each in all_entries(country, page) if each.code == code), None)


def versions(country: str, page: str, code: str) -> QuerySet[GuideText]:
    """Return the versions of a text, the newest first."""
    found = GuideText.objects.filter(country=country, page=page, code=code)
    return found.select_related("written_by").order_by("-version")


def words_in(row: GuideText) -> Mapping[str, Words]:
    """Return the words that a version was written with, by language."""
    return {language: Words(**words) for language, words in row.words.items()}


def in_reader_language(words: Mapping[str, Words], code: str) -> Words:
    """Return the words in the reader's language, else in one that there is; ``code`` stands for none."""
    for language in (get_language() or "", FALLBACK):
        if language in words:
            return words[language]
    return next(iter(words.values()), Words(code, ""))


def languages() -> list[str]:
    """Return the languages in which every text is written."""
    return [code for code, _name in settings.LANGUAGES]


def changed_languages(before: Mapping[str, Words], after: Mapping[str, Words]) -> list[str]:
    """Return the languages in which two versions differ."""
    return [each for each in languages() if before.get(each) != after.get(each)]


def _entry(
    country: str,
    key: tuple[str, str],
    row: GuideText | None,
    draft: GuideText | None,
    shipped: Shipped | None,
) -> Entry:
    page, code = key
    if row is None and shipped is None:
        row, draft = draft, None  # never published: nothing else is there to read
    place = row.place if row else shipped.place if shipped else 0
    words: Mapping[str, Words]
    if row is None or row.state == State.SHIPPED:
        words = shipped.words if shipped else {}
    else:
        words = words_in(row)
    return Entry(country, page, code, place, words, row, shipped, draft)


def _last(country: str, page: str, *, drafts: bool) -> QuerySet[GuideText]:
    rows = GuideText.objects.filter(country=country)
    if page:
        rows = rows.filter(page=page)
    if not drafts:
        rows = rows.exclude(state=State.DRAFT)
    later = rows.filter(page=OuterRef("page"), code=OuterRef("code"), version__gt=OuterRef("version"))
    return rows.filter(~Exists(later)).select_related("written_by").order_by()
