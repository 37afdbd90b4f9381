"""A step card as a tagged PDF of one page, A4 or A5."""

from __future__ import annotations

from django.template.loader import render_to_string

from jobdesk import printing
from matching.card.qr import qr_code
from matching.card.wording import CardText

STYLES = ("css/fonts.css", "css/tokens.css", "css/card.css", "css/card-print.css")
PAPERS = {"a4": 13.0, "a5": 9.2}  # the size of the letter, in points
SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)


def render_card(text: CardText, paper: str, url: str) -> bytes:
    """Return the card as a PDF on ``paper`` ("a4" or "a5"); ``url`` is the private page its QR code leads to.

    A long card is set in a smaller letter until it fits on one page.
    """
    html = render_to_string("print/step_card.html", {"card": text, "paper": paper, "qr": qr_code(url)})
    for factor in SMALLER:
        page = f"@page {{ size: {paper.upper()} }} html {{ font-size: {PAPERS[paper] * factor:.2f}pt }}"
        document = printing.lay_out(html, STYLES, page)
        if len(document.pages) == 1:
            break
    return printing.write(document)
