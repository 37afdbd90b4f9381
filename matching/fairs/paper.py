"""The lists of a fair on A4: for each company, each resident, each centre, and the plan of the tables.

A company reads numbers and the blind profile, and a first name where its owner agreed; never anything else.
The other lists stay with the desk and the resident. A resident's own is in their language where the site
speaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from jobdesk.web import printing
from matching.employer_side.blind import BlindProfile
from matching.employer_side.candidates import profile_for, read_for_profile
from matching.fairs.pages import begin_of, meetings_of, tables_of
from matching.models import Fair, FairGuest, FairMeeting

STYLES = ("css/fonts.css", "css/tokens.css", "css/print.css", "css/fair-print.css")


@dataclass(frozen=True)
class Line:
    """A conversation on paper."""

    at: datetime | None
    number: int
    company: str
    work: str
    first_name: str = ""
    name: str = ""
    profile: BlindProfile | None = None


@dataclass(frozen=True)
class Sheet:
    """A page: whose it is, in which language it is written, and its lines."""

    title: str
    lines: list[Line]
    sub: str = ""
    language: str = ""


def print_fair(fair: Fair, kind: str) -> bytes:
    """Return the list of a kind of ``PAPERS`` as a PDF."""
    found = PAPERS[kind](fair, timezone.localdate())
    pages = [_page(fair, kind, sheet) for sheet in found.pop("sheets", [])]
    context = {"fair": fair, "session": fair.session, "kind": kind, "pages": pages, **found}
    html = render_to_string("print/fair.html", context)
    return printing.write(printing.lay_out(html, STYLES, "@page { size: A4 }"))


def _page(fair: Fair, kind: str, sheet: Sheet) -> str:
    context = {"fair": fair, "session": fair.session, "kind": kind, "sheet": sheet}
    with translation.override(sheet.language or translation.get_language()):
        return render_to_string("print/fair_sheet.html", context)


def company_sheets(fair: Fair, today: date) -> dict[str, Any]:
    """A page for each vacancy: when, which number, and what a company may read."""
    people = FairGuest.objects.filter(fair=fair).select_related("resident__centre")
    guests = {guest.pk: guest for guest in people.prefetch_related(*read_for_profile())}
    meetings = meetings_of(fair)
    sheets = []
    for table in tables_of(fair).prefetch_related("vacancy__languages"):
        lines = []
        for each in (meeting for meeting in meetings if meeting.table_id == table.pk):
            guest = guests[each.guest_id]
            profile = profile_for(guest.resident, table.vacancy, str(guest.number), today)
            first_name = guest.resident.first_name if guest.shows_first_name else ""
            lines.append(_line(fair, each, first_name=first_name, profile=profile))
        sheets.append(Sheet(table.vacancy.company.organisation.name, lines, table.vacancy.title))
    return {"sheets": [sheet for sheet in sheets if sheet.lines]}


def resident_sheets(fair: Fair, _today: date) -> dict[str, Any]:
    """A page for each resident: when they talk to whom, in their language where the site speaks it."""
    spoken = {code for code, _name in settings.LANGUAGES}
    by_guest: dict[int, list[FairMeeting]] = {}
    for each in meetings_of(fair):
        by_guest.setdefault(each.guest_id, []).append(each)
    sheets = []
    for meetings in sorted(by_guest.values(), key=lambda own: own[0].guest.number):
        guest = meetings[0].guest
        language = guest.resident.language if guest.resident.language in spoken else ""
        lines = [_line(fair, each) for each in meetings]
        sheets.append(
            Sheet(f"{guest.number}. {guest.resident.full_name}", lines, guest.resident.code, language)
        )
    return {"sheets": sheets}


def centre_sheets(fair: Fair, _today: date) -> dict[str, Any]:
    """A page for each centre, for the coach: who talks to whom and when."""
    by_centre: dict[str, list[Line]] = {}
    for each in meetings_of(fair):
        resident = each.guest.resident
        by_centre.setdefault(resident.centre.name, []).append(_line(fair, each, name=resident.full_name))
    return {"sheets": [Sheet(centre, lines) for centre, lines in sorted(by_centre.items())]}


def plan(fair: Fair, _today: date) -> dict[str, Any]:
    """The plan of the tables: a row for each round, a column for each company, numbers in the cells."""
    meetings = [each for each in meetings_of(fair) if each.round is not None]
    companies = sorted(
        {(each.table.vacancy.company_id, _company(each)) for each in meetings}, key=lambda pair: pair[1]
    )
    cells = {(each.round, each.table.vacancy.company_id): each.guest.number for each in meetings}
    rows = [
        (
            timezone.localtime(fair.begins(number)),
            [cells.get((number, company), "") for company, _name in companies],
        )
        for number in range(max((each.round + 1 for each in meetings if each.round is not None), default=0))
    ]
    return {"companies": [name for _pk, name in companies], "rows": rows}


def _line(fair: Fair, meeting: FairMeeting, **more: Any) -> Line:
    return Line(
        begin_of(fair, meeting),
        meeting.guest.number,
        _company(meeting),
        meeting.table.vacancy.title,
        **more,
    )


def _company(meeting: FairMeeting) -> str:
    return meeting.table.vacancy.company.organisation.name


PAPERS: dict[str, Callable[[Fair, date], dict[str, Any]]] = {
    "companies": company_sheets,
    "residents": resident_sheets,
    "centres": centre_sheets,
    "plan": plan,
}
