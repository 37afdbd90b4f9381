"""How the screens say whether somebody may work: a badge in a list, a banner on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.case.path import Path
from desk.case.stations import MAY_WORK, NOW, Station
from law.engine import INCOMPLETE, NOT_YET, Decision, Reason, assess
from matching.right_to_work import decision_for_placement
from residents.law_values import parameters_in_force
from residents.law_values.sources import source_text
from residents.right_to_work.facts import facts_of
from residents.right_to_work.wording import decision_badge, decision_title, missing_text, reason_text


@dataclass(frozen=True)
class Badge:
    """Kind (colour and icon) and words of a badge."""

    kind: str
    words: str


def decision_of(path: Path, on: date) -> Decision:
    """Decide for the placement that is under way, else for work as an employee in general.

    No queries but one for the law in force."""
    if path.placement is not None:
        return decision_for_placement(path.placement, on)
    return assess(facts_of(path.resident), on, parameters_in_force())


def work_badge(decision: Decision, document: Station, on: date) -> Badge:
    """Return what a list shows of a decision; a ``document`` that ends soon goes before a yes."""
    if decision.outcome in MAY_WORK:
        if document.state == NOW and document.since and document.since >= on:
            return Badge("wait", _("Document expires"))
        return Badge("go", decision_badge(decision))
    if decision.outcome == INCOMPLETE:
        return Badge("open", decision_badge(decision))
    if decision.outcome == NOT_YET and decision.from_on:
        return Badge("stop", _("Not yet, from %(day)s") % {"day": date_format(decision.from_on, "j N")})
    return Badge("stop", decision_badge(decision))


def work_banner(decision: Decision) -> dict:
    """Return what the page shows of a decision: kind, title, reasons, and what is missing."""
    kind = "stop"
    if decision.outcome in MAY_WORK:
        kind = "go"
    elif decision.outcome == INCOMPLETE:
        kind = "open"
    elif decision.outcome == NOT_YET:
        kind = "wait"
    return {
        "kind": kind,
        "title": decision_title(decision),
        "reasons": [{"kind": _reason_kind(each), "text": reason_text(each)} for each in decision.reasons],
        "missing": [missing_text(name) for name in decision.missing],
        "sources": [source_text(source) for source in decision.sources],
        "is_provisional": decision.provisional,
        "next_change": decision.next_change,
    }


def _reason_kind(reason: Reason) -> str:
    return {True: "go", False: "stop", None: "wait"}[reason.holds]
