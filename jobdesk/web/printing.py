"""Pages on paper: HTML to a tagged PDF (PDF/UA-1) with our own styles and fonts, and nothing from elsewhere.

WeasyPrint is imported on first use: it takes two to three seconds that no web page should wait for.
"""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/ua-1"


def lay_out(html: str, styles: Sequence[str], css: str = "") -> Document:
    """Lay ``html`` out on pages, with static stylesheets by path and then the rules of ``css``."""
    from weasyprint import HTML

    sheets = [_sheet(path) for path in styles]
    if css:
        sheets.append(_rules(css))
    document = HTML(string=html, base_url="about:blank", url_fetcher=fetcher()).render(
        stylesheets=sheets, font_config=_fonts(), pdf_variant=VARIANT
    )
    # Templates put the title on lines of its own; a reader shows it as it is.
    document.metadata.title = " ".join((document.metadata.title or "").split())
    return document


def write(document: Document) -> bytes:
    """Return the pages as a tagged PDF."""
    return document.write_pdf(pdf_variant=VARIANT)


@cache
def _fonts() -> FontConfiguration:
    """The fonts that were read, kept for the life of the process: reading them again doubles the time."""
    from weasyprint.text.fonts import FontConfiguration

    # It removes its files when it goes; at the very end of a process the modules it needs are gone already.
    atexit.register(_forget)
    return FontConfiguration()


def _forget() -> None:
    for kept in (_sheet, _rules, _fonts):
        kept.cache_clear()


@cache
def _sheet(path: str) -> CSS:
    from weasyprint import CSS

    return CSS(filename=finders.find(path), font_config=_fonts(), url_fetcher=fetcher())


@lru_cache(maxsize=16)
def _rules(css: str) -> CSS:
    from weasyprint import CSS

    return CSS(string=css, font_config=_fonts())


@cache
def fetcher() -> URLFetcher:
    """A fetcher that reads our own static files and nothing else: no network, no other file."""
    from weasyprint.urls import URLFetcher

    folders = tuple(Path(finders.find(folder)).resolve() for folder in ("css", "fonts"))

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers=None):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if urlsplit(url).scheme != "file" or not any(path.is_relative_to(folder) for folder in folders):
                raise ValueError(f"Paper may not read {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
