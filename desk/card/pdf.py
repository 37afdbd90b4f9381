"""A step card as a tagged PDF of one page, A4 or A5."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from desk.card.qr import qr_code
from desk.card.wording import CardText
from jobdesk.web import printing

if TYPE_CHECKING:
    from weasyprint import Document

STYLES = ("css/fonts.css", "css/tokens.css", "css/card.css", "css/card-print.css")
PAPERS = {"a4": 15.0, "a5": 10.6}  # the size of the largest letter, in points
SIZES = tuple(percent / 100 for percent in range(60, 101, 2))  # of that letter


def render_card(text: CardText, paper: str, url: str) -> bytes:
    """Return the card as a PDF on ``paper`` ("a4" or "a5"); ``url`` is the private page its QR code leads to.

    A long card is set in the largest letter with which it fits on one page.
    """
    html = render_to_string("print/step_card.html", {"card": text, "paper": paper, "qr": qr_code(url)})

    def laid_out(factor: float) -> Document:
        page = f"@page {{ size: {paper.upper()} }} html {{ font-size: {PAPERS[paper] * factor:.2f}pt }}"
        return printing.lay_out(html, STYLES, page)

    document = laid_out(SIZES[-1])
    if len(document.pages) > 1:
        too_large = bisect_left(SIZES[:-1], True, key=lambda factor: len(laid_out(factor).pages) > 1)
        document = laid_out(SIZES[max(too_large - 1, 0)])
    return printing.write(document)
