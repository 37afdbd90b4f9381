"""The versions of what was agreed in words, as a table shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.web.money import euros_per
from jobdesk.web.week import days_text, shifts_text
from matching.models import Placement, PlacementTerms
from matching.terms.reading import chain_of, day_shown, version_of
from matching.terms.replay import Terms, terms_after


@dataclass(frozen=True, kw_only=True)
class Line:
    """One version: from when, the terms once it holds, and who recorded it, when and why.

    ``before``: what the lines said in whose place it stands, the last one first. ``is_void``: nothing of it
    was ever agreed. ``is_now``: its terms are those of today; ``is_ahead``: it begins later.
    """

    placement: Placement
    version: PlacementTerms
    since: str
    work: str
    hours: str
    wage: str
    times: str
    until: str
    before: tuple[str, ...]
    is_void: bool
    is_now: bool
    is_ahead: bool

    @property
    def may_be_corrected(self) -> bool:
        """Whether there is something in it that can be put right."""
        return not self.is_void and self.placement.status != Placement.Status.CANCELLED


def lines_of(placement: Placement) -> list[Line]:
    """Return the versions of a placement and of the work with other employers before and after, in order."""
    return [line for each in chain_of(placement) for line in _lines(each)]


def said_text(version: PlacementTerms) -> str:
    """Say what one version says: “32 hours a week, €17.00 an hour, from 1 March 2026”."""
    no_wage, no_times, no_end = _("no wage"), _("days and times not known"), _("without a last day")
    words = {
        "hours": hours_text(version.hours or 0),
        "wage_hour": no_wage if version.wage_hour is None else euros_per(version.wage_hour, "hour"),
        "shifts": times_text(version.shifts) or no_times,
        "job_title": version.job_title,
        "ends_on": _("until %(day)s") % {"day": _day(version.ends_on)} if version.ends_on else no_end,
    }
    said = [words[name] for name in version.names]
    if version.from_on:
        said.append(_("from %(day)s") % {"day": _day(version.from_on)})
    return ", ".join(said)


def hours_text(hours: int) -> str:
    """Say how many hours a week."""
    return ngettext("%(n)d hour a week", "%(n)d hours a week", hours) % {"n": hours}


def times_text(shifts: int | None) -> str:
    """Say on which days, and when: “Monday to Friday, mornings”; empty where it is not known."""
    return ", ".join(filter(None, [days_text(shifts), shifts_text(shifts)])) if shifts else ""


def _lines(placement: Placement) -> Iterator[Line]:
    rows = {row.pk: row for row in placement.terms.all()}
    after = terms_after(version_of(row) for row in rows.values())
    today = day_shown(placement)
    begun = [
        version.key
        for version, _terms in after
        if version.said and (version.from_on is None or version.from_on <= today)
    ]
    for version, terms in after:
        row = rows[version.key]
        yield Line(
            placement=placement,
            version=row,
            since=_day(row.from_on) if row.from_on else _("first day"),
            before=tuple(_before(row, rows)),
            is_void=not row.names,
            is_now=row.pk == begun[-1] and placement.status in Placement.UNDER_WAY,
            is_ahead=bool(row.names) and row.pk not in begun and placement.status in Placement.UNDER_WAY,
            **_cells(terms),
        )


def _cells(terms: Terms) -> dict[str, str]:
    return {
        "work": terms.job_title,
        "hours": str(terms.hours),
        "wage": "" if terms.wage_hour is None else euros_per(terms.wage_hour, "hour"),
        "times": times_text(terms.shifts),
        "until": _day(terms.ends_on) if terms.ends_on else "",
    }


def _before(row: PlacementTerms, rows: dict[int, PlacementTerms]) -> Iterator[str]:
    """What was recorded before each correction, the newest first."""
    while row.corrects_id is not None:
        row = rows[row.corrects_id]
        yield said_text(row)


def _day(day: date) -> str:
    return date_format(day, "j N Y")
