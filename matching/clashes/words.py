"""A clash in the reader's language: what, what to do, and the page where it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from jobdesk.web.money import euros_per
from jobdesk.web.pages import page_url
from jobdesk.web.week import WHOLE_WEEK
from law.present import document_kind
from law.registry import country as record_of
from matching.clashes.finding import KINDS
from matching.clashes.reading import Row
from matching.clashes.records import Clash, Severity
from matching.models import SEVERITIES, Placement
from matching.rankings.words import MEANS
from residents.calculator_link import calculator_url
from residents.law_values.sources import source_text
from residents.models import Resident

COLOURS = {Severity.STOPS: "stop", Severity.HURTS: "wait", Severity.TO_KNOW: ""}
ICONS = {Severity.STOPS: "x", Severity.HURTS: "alert", Severity.TO_KNOW: "info"}
_PARTS = 3


@dataclass(frozen=True)
class Said:
    """A clash as a screen shows it. ``kind``: its colour; ``badge``: how bad it is, in words.

    ``url`` and ``action`` lead to where something can be done; empty where there is no such page.
    """

    what: str
    todo: str
    kind: str
    icon: str
    badge: str
    url: str = ""
    action: str = ""
    severity: str = ""
    is_serious: bool = False
    is_known: bool = True

    @property
    def text(self) -> str:
        """Both sentences."""
        return f"{self.what} {self.todo}".strip()


@dataclass(frozen=True)
class Where:
    """Whose work the clash is about: its pages."""

    resident: Resident
    work: Row | None = None
    vacancy: str = ""  # its code


def said(clash: Clash, where: Where) -> Said:
    """Say a clash. A kind that is no more, of an older version, is said by its code."""
    kind = KINDS.get(clash.kind)
    if kind is None:
        return Said(clash.kind, "", "", "info", "")
    here = where.resident.centre.country
    page = PAGES.get(kind.page if clash.is_known else kind.ask_page)
    url, action = page(where, clash) if page else ("", "")
    if not clash.is_known:
        text = gettext(kind.ask)
        what = text % _written(clash.params, here) if clash.params else text
        return Said(what, "", "open", "question", _("Not known yet"), url, action, is_known=False)
    return Said(
        what=gettext(kind.what) % _written(_with_blanks(clash), here),
        todo=gettext(kind.todo),
        kind=COLOURS[clash.severity],
        icon=ICONS[clash.severity],
        badge=str(SEVERITIES[clash.severity]),
        url=url,
        action=action,
        severity=clash.severity,
        is_serious=clash.is_serious,
    )


def parts_text(bits: int) -> str:
    """Say parts of a week, those of all days together: “Monday morning, Tuesday morning”, “every night”."""
    names = (pgettext("part of a day", "morning"), pgettext("part of a day", "afternoon"), _("night"))
    every = (_("every morning"), _("every afternoon"), _("every night"))
    if bits == WHOLE_WEEK:
        return _("all week")
    texts = []
    for part, name in enumerate(names):
        days = [day for day in range(len(WEEKDAYS)) if bits >> (day * _PARTS + part) & 1]
        if len(days) == len(WEEKDAYS):
            texts.append(every[part])
        elif days == list(range(days[0], days[0] + len(days))) and len(days) > 2 if days else False:
            words = {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]], "part": name}
            texts.append(_("%(first)s to %(last)s %(part)s") % words)
        else:
            texts += [_("%(day)s %(part)s") % {"day": WEEKDAYS[day], "part": name} for day in days]
    return ", ".join(texts)


def _with_blanks(clash: Clash) -> Mapping[str, Any]:
    """A way that is missing by day is so at all hours; a permit may have no last day."""
    return {"parts": None, **clash.params} if clash.kind == "no_way" else clash.params


def _written(params: Mapping[str, Any], country: str) -> dict[str, str]:
    return {name: _write(name, value, country) for name, value in params.items()}


def _write(name: str, value: Any, country: str) -> str:
    writer = _WRITERS.get(name)
    return writer(value, country) if writer else str(value)


_WRITERS: Mapping[str, Callable[[Any, str], str]] = {
    "parts": lambda value, _country: _("by day") if value is None else parts_text(value),
    "day": lambda value, _country: date_format(date.fromisoformat(value), "j F Y"),
    "at": lambda value, _country: date_format(datetime.fromisoformat(value), "l j F, H:i"),
    "means": lambda value, _country: str(MEANS[value][1]),
    "document": lambda value, country: gettext(document_kind(value, country).label),
    "amount": lambda value, _country: euros_per(value, "hour", is_exact=True),
    "source": lambda value, _country: source_text(value),
    "rule": lambda value, _country: gettext(value),
}


# -- pages -----------------------------------------------------------------------------------------

Page = Callable[[Where, Clash], tuple[str, str]]


def _intake(where: Where, _clash: Clash) -> tuple[str, str]:
    return reverse("residents:intake", args=[where.resident.code]), _("To the intake")


def _procedure(where: Where, _clash: Clash) -> tuple[str, str]:
    return reverse("residents:procedure", args=[where.resident.code]), _("To the documents")


def _profile(where: Where, _clash: Clash) -> tuple[str, str]:
    return reverse("residents:profile", args=[where.resident.code]), _("To the profile")


def _right(where: Where, _clash: Clash) -> tuple[str, str]:
    return reverse("residents:right_to_work", args=[where.resident.code]), _("See the rule")


def _case(where: Where, _clash: Clash) -> tuple[str, str]:
    return page_url("resident", where.resident.code), _("To the case")


def _terms(where: Where, _clash: Clash) -> tuple[str, str]:
    if isinstance(where.work, Placement):
        return f"{page_url('placement_record', where.work.code)}#change", _("Record other terms")
    return "", ""


def _times(where: Where, clash: Clash) -> tuple[str, str]:
    if isinstance(where.work, Placement):
        return _terms(where, clash)
    code = where.vacancy
    return (reverse("matching:vacancy", args=[code]), _("To the vacancy")) if code else ("", "")


def _other(_where: Where, clash: Clash) -> tuple[str, str]:
    return page_url("placement", clash.subject), _("To the other work")


def _calculator(where: Where, _clash: Clash) -> tuple[str, str]:
    """What is left of this wage, by the scheme of their reception."""
    reception = record_of(where.resident.centre.country).reception(where.resident.reception)
    if reception is None or not reception.scheme:
        return "", ""
    hours = wage = None
    if isinstance(where.work, Placement):
        hours, wage = where.work.hours, where.work.wage_hour
    elif where.work is not None:
        hours, wage = where.work.vacancy.hours, where.work.vacancy.wage_hour
    return calculator_url(reception.scheme, hours=hours, wage_hour=wage), _("What is left of this wage?")


PAGES: Mapping[str, Page] = {
    "intake": _intake,
    "procedure": _procedure,
    "profile": _profile,
    "right": _right,
    "case": _case,
    "terms": _terms,
    "times": _times,
    "other": _other,
    "calculator": _calculator,
}
