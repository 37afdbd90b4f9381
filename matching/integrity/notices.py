"""What desks read about a company wherever they would propose somebody: the state, no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.models import Company
from matching.integrity.standing import measure_on, open_resemblance
from matching.models import Measure


@dataclass(frozen=True)
class Notice:
    """A banner: its kind, title and text, and the file that it leads to. ``bars``: nobody is proposed."""

    kind: str
    title: str
    text: str
    url: str
    bars: bool


def notice_of(company: Company, on: date) -> Notice | None:
    """Return what is said of a company on a day: the strictest measure, else that it may be another one."""
    url = reverse("matching:integrity", args=[company.pk])
    measure = measure_on(company, on)
    if measure is not None:
        title, text = _said(measure)
        kind = "wait" if measure.kind == Measure.Kind.WARNING else "stop"
        return Notice(kind, title, text, url, measure.is_barring)
    if open_resemblance(company) is not None:
        return Notice(
            "wait",
            _("May be a company that came back"),
            _(
                "It resembles one under a pause or ban. A coordinator says on its file whether it is "
                "the same; "
                "another one approves it."
            ),
            url,
            bars=False,
        )
    return None


def _said(measure: Measure) -> tuple[str, str]:
    if not measure.is_decided:
        return (
            _("Urgent pause until %(day)s") % {"day": _day(measure.urgent_until_on)},
            _(
                "Nobody is proposed here until a second coordinator has decided. The company does not "
                "know of it."
            ),
        )
    since = {"day": _day(measure.decided_on)}
    if measure.kind == Measure.Kind.WARNING:
        return (
            _("A warning since %(day)s") % since,
            _("Think of it before you propose somebody. Ask a coordinator what it is about."),
        )
    if measure.kind == Measure.Kind.PAUSE:
        return (
            _("A pause until %(day)s") % {"day": _day(measure.until_on)},
            _("Nobody is proposed here. What was proposed stands still; work that runs goes on."),
        )
    return (
        _("A ban since %(day)s") % since,
        _("Nobody is proposed here, and its vacancies are closed. Work that runs goes on."),
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "–"
