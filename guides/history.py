"""The versions of a text as administrators read them: who, when, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html, format_html_join

from guides.diff import ADDED, TAKEN, Piece, pieces
from guides.models import GuideText
from guides.queries import Entry, changed_languages, versions, words_in
from guides.shipped import Shipped, Words

_KINDS: Mapping[str, str] = {
    GuideText.State.DRAFT: "wait",
    GuideText.State.REMOVED: "stop",
    GuideText.State.SHIPPED: "info",
}


@dataclass(frozen=True)
class Change:
    """What changed in one language, word by word: with ``<ins>`` and ``<del>``."""

    language: str
    name: str
    title: str
    body: str


@dataclass(frozen=True)
class Version:
    """One line of the history."""

    row: GuideText
    languages: list[str]  # names of those in which its words changed
    is_moved: bool

    @property
    def kind(self) -> str:
        """Kind of badge."""
        return _KINDS.get(self.row.state, "go")


def history_of(entry: Entry) -> list[Version]:
    """Return the versions of a text, the newest first; one query."""
    rows = list(versions(entry.country, entry.page, entry.code))
    names = {code: str(name) for code, name in settings.LANGUAGES}
    found = []
    for number, row in enumerate(rows):
        older = rows[number + 1] if number + 1 < len(rows) else None
        before = _words_before(older, entry.original)
        changed = changed_languages(before, words_in(row)) if before else list(names)
        is_moved = older is not None and older.place != row.place
        found.append(Version(row, [names[each] for each in changed], is_moved))
    return found


def changes_of(row: GuideText, shipped: Shipped | None) -> list[Change]:
    """Return what a version changed since the one before it, by language."""
    older = versions(row.country, row.page, row.code).filter(version__lt=row.version).first()
    return change_between(_words_before(older, shipped), words_in(row))


def change_between(before: Mapping[str, Words], after: Mapping[str, Words]) -> list[Change]:
    """Return in what two texts differ, for the languages in which they do."""
    empty = Words("", "")
    names = {code: str(name) for code, name in settings.LANGUAGES}
    return [
        Change(
            language,
            names[language],
            _marked(before.get(language, empty).title, after.get(language, empty).title),
            _marked(before.get(language, empty).body, after.get(language, empty).body),
        )
        for language in changed_languages(before, after)
    ]


def _marked(before: str, after: str) -> str:
    return format_html_join("", "{}", ((_tagged(piece),) for piece in pieces(before, after)))


def _tagged(piece: Piece) -> str:
    tag = {ADDED: "<ins>{}</ins>", TAKEN: "<del>{}</del>"}.get(piece.kind, "{}")
    return format_html(tag, piece.text)


def _words_before(older: GuideText | None, shipped: Shipped | None) -> Mapping[str, Words]:
    if older is not None:
        return words_in(older)
    return shipped.words if shipped else {}
