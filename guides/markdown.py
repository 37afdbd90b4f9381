"""Markdown with figures to HTML. What an administrator writes never becomes a tag that they typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from guides.figures import PATTERN, Figure, Source, UnknownFigure, not_known, resolve
from law.countries.record import Country

SCHEMES = frozenset({"http", "https", "mailto", "tel", ""})
# A text has a title of its own; pictures would come from elsewhere, which the pages forbid.
LEFT_OUT = ("heading", "lheading", "image", "html_block", "html_inline", "code", "fence")


@dataclass
class Reading:
    """What one page is read with: the country, the day, and the sources it names, numbered as they come."""

    country: Country
    on: date
    sources: list[Source] = field(default_factory=list)

    def number_of(self, source: Source) -> int:
        """Return the number of a source on this page, from 1."""
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        return urlsplit(url).scheme in SCHEMES


def to_html(body: str, reading: Reading) -> SafeString:
    """Return a text as HTML, with its figures of the day; adds their sources to the reading."""
    # Raw HTML is escaped, links have one of SCHEMES, and what a figure says is escaped below.
    return SafeString(_MARKDOWN.render(body, {"reading": reading}))


def unknown_figures(body: str, country: Country, on: date) -> list[str]:
    """Return the placeholders of a text that cannot be asked in a country, as they were typed."""
    return [token.content for token in _figures(body) if _resolved(token, country, on) is None]


def _figures(body: str) -> Iterator[Token]:
    for block in _MARKDOWN.parse(body):
        for token in block.children or ():
            if token.type == "figure":
                yield token


def _resolved(token: Token, country: Country, on: date) -> Figure | None:
    try:
        return resolve(token.meta["name"], token.meta["argument"], country, on)
    except UnknownFigure:
        return None


def _read_figure(state: StateInline, silent: bool) -> bool:
    """The rule that finds a placeholder. Whatever stands between double braces is one: none is overlooked."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos)
    if end < 0:
        return False
    typed = state.src[state.pos : end + 2]
    if not silent:
        found = PATTERN.fullmatch(typed)
        token = state.push("figure", "", 0)
        token.content = typed
        token.meta = {
            "name": found["name"] if found else "",
            "argument": (found["argument"] or "") if found else "",
        }
    state.pos = end + 2
    return True


def _write_figure(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reading: Reading = env["reading"]
    figure = _resolved(tokens[index], reading.country, reading.on)
    if figure is None:  # as in a preview, or after an update
        return format_html('<span class="guide-unknown">{}</span>', not_known())
    kind = "guide-figure" if figure.is_known else "guide-unknown"
    text = format_html('<span class="{}">{}</span>', kind, figure.text) if figure.text else ""
    return text + _mark(figure.sources, reading)


def _mark(sources: Sequence[Source], reading: Reading) -> str:
    """Return the way to the sources of a figure, in the list below the texts."""
    if not sources:
        return ""
    numbers = [reading.number_of(each) for each in sources]
    words = ngettext("source %(numbers)s", "sources %(numbers)s", len(numbers)) % {
        "numbers": ", ".join(map(str, numbers))
    }
    if any(each.is_provisional for each in sources):
        words = _("%(sources)s, provisional") % {"sources": words}
    return format_html(' <a class="guide-source" href="#source-{}">{}</a>', numbers[0], words)


def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False}).disable(list(LEFT_OUT))
    markdown.inline.ruler.before("escape", "figure", _read_figure)
    markdown.add_render_rule("figure", _write_figure)
    return markdown


_MARKDOWN = _markdown()
