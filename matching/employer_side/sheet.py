"""What is released of a candidate on paper, marked with who took it along."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.accounts.models import User
from jobdesk.web import printing
from matching.employer_side.blind import BlindProfile
from matching.employer_side.released import Shown
from matching.models import Release

STYLES = ("css/fonts.css", "css/tokens.css", "css/candidate-print.css")
MARKS = range(6)  # down the page, so that no part of it is without one


def candidate_sheet(
    vacancy: Vacancy, profile: BlindProfile, release: Release, fields: Sequence[Shown], reader: User
) -> bytes:
    """Return a PDF of the card and the released fields, with reader, company and time across each page."""
    context = {
        "vacancy": vacancy,
        "profile": profile,
        "until_on": release.consent.until_on,
        "fields": fields,
        "reader": reader,
        "company": vacancy.company,
        "at": timezone.localtime(),
        "marks": MARKS,
    }
    return printing.write(printing.lay_out(render_to_string("print/candidate_sheet.html", context), STYLES))
