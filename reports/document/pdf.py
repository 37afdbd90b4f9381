"""A report as a tagged PDF (PDF/UA-1), in the active language."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from jobdesk.web import printing
from reports.document.contents import ReportContents
from reports.document.presentation import presented

STYLES = ("css/fonts.css", "css/tokens.css", "css/print.css")


def render_pdf(contents: ReportContents, made_on: date) -> bytes:
    """Return the report as a PDF. ``made_on`` is the day that is printed on it."""
    html = render_to_string(
        "print/report.html", presented(contents) | {"language": get_language(), "made_on": made_on}
    )
    return printing.write(printing.lay_out(html, STYLES, _page_numbers(gettext("%(page)s of %(pages)s"))))


def _page_numbers(words: str) -> str:
    """The number at the foot of a page, in the words of a language."""
    before, rest = words.split("%(page)s")
    between, after = rest.split("%(pages)s")
    content = f'"{before}" counter(page) "{between}" counter(pages) "{after}"'
    return f"@page {{ @bottom-right {{ content: {content} }} }}"
