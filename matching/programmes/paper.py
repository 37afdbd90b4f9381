"""The list of a programme on A4: who is in which run, at which step since when."""

from __future__ import annotations

from django.template.loader import render_to_string

from jobdesk.web import printing
from matching.models import Enrolment, Programme
from matching.programmes.pages import enrolments_of, run_lines

STYLES = ("css/fonts.css", "css/tokens.css", "css/print.css", "css/fair-print.css")


def print_programme(programme: Programme) -> bytes:
    """Return those who take part or wait, by run, as a PDF; it holds names and stays at the desk."""
    people = [each for each in enrolments_of(programme) if each.status in Enrolment.OPEN]
    sheets = [
        (line, [each for each in people if each.run_id == line.run.pk])
        for line in run_lines([programme]).get(programme.pk, [])
    ]
    context = {"programme": programme, "sheets": [sheet for sheet in sheets if sheet[1]]}
    html = render_to_string("print/programme.html", context)
    return printing.write(printing.lay_out(html, STYLES, "@page { size: A4 }"))
