"""The attendance list of a session as a tagged PDF on A4: names, and room to tick and to write."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from jobdesk.web import printing
from residents.models import Attendance, GroupSession

STYLES = ("css/fonts.css", "css/tokens.css", "css/print.css", "css/attendance-print.css")
EMPTY_LINES = 8  # for those who walk in


def render_attendance_list(session: GroupSession, attendances: Sequence[Attendance]) -> bytes:
    """Return the list as a PDF; names as on the document, never anything about the case."""
    context = {"session": session, "attendances": attendances, "empty_lines": range(EMPTY_LINES)}
    html = render_to_string("print/attendance.html", context)
    return printing.write(printing.lay_out(html, STYLES, "@page { size: A4 }"))
