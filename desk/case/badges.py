"""How a list says whether somebody may work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.case.path import Path
from desk.case.stations import NOW, Station
from law.engine import MAY_WORK, NOT_YET, Decision, assess
from matching.right_to_work import decision_for_placement
from residents.law_values import parameters_in_force
from residents.right_to_work.banners import kind_of
from residents.right_to_work.facts import facts_of
from residents.right_to_work.wording import decision_badge


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
    if decision.outcome in MAY_WORK and document.state == NOW and document.since and document.since >= on:
        return Badge("wait", _("Document expires"))
    if decision.outcome == NOT_YET and decision.from_on:
        return Badge("stop", _("Not yet, from %(day)s") % {"day": date_format(decision.from_on, "j N")})
    # A list has one colour for everybody who may not start today.
    kind = "stop" if decision.outcome == NOT_YET else kind_of(decision)
    return Badge(kind, decision_badge(decision))
