"""Why somebody waits, in figures: how long against how long it usually takes, and when a start is realistic.

Reads the case that ``queries.with_case`` fetched and the durations of the country; makes no queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.case.path import Path
from desk.case.stations import Case
from law.engine import NOT_YET
from law.steps import LEGAL, ON_MATCH, StepKind, due_on, step_kinds
from matching.models import Placement
from residents.law_values import kind_in_force
from residents.models import Step
from residents.steps.durations import Curve, Usual, remaining, usual
from residents.steps.usual_duration import too_few_text, usual_text

Durations = Mapping[tuple[str, str], Curve]


@dataclass(frozen=True)
class Waited:
    """How long the start waits for a step so far. Without ``usual`` the text gives the catalogue's days."""

    text: str
    days: int
    usual: Usual | None

    @property
    def has_ruler(self) -> bool:
        """Whether both marks of the ruler are known."""
        return self.usual is not None and self.usual.ninetieth is not None


@dataclass(frozen=True)
class RealisticStart:
    """When work can begin; ``on`` is None when something on the way there has no figure, see ``text``."""

    on: date | None
    text: str


@dataclass(frozen=True)
class Link:
    """One step before the start. ``days`` still to go once it can begin; None: nobody can say."""

    kind: StepKind
    name: str
    days: int | None
    from_catalogue: bool


def waited(path: Path, durations: Durations, on: date) -> Waited | None:
    """Say how long the step that the start waits for has waited; None when it waits for no step."""
    step = path.why.step if path.why else None
    if step is None:
        return None
    days = max((on - step.opened_on).days, 0)
    found = usual(durations, step.kind, path.resident.centre.municipality)
    if found is None:
        kind = step_kinds(path.resident.centre.country).get(step.kind)
        is_term = kind is not None and kind.basis == LEGAL
        return Waited(path.why.text if is_term else f"{path.why.text} {too_few_text()}", days, None)
    so_far = ngettext("Waiting for %(days)d day.", "Waiting for %(days)d days.", days) % {"days": days}
    return Waited(f"{so_far} {usual_text(found)}", days, found)


def realistic_start(path: Path, durations: Durations, on: date) -> RealisticStart | None:
    """Return when the planned work can begin: after the longest chain of steps that are still to be done.

    Each step counts with the time that half of the cases still needed after as many days. None without a
    planned placement.
    """
    placement = path.placement
    if placement is None or placement.status != Placement.Status.PLANNED:
        return None
    case = Case.of(path.resident, on, placement)
    links = _links(case, durations)
    unknown = [link.name for link in links.values() if link.days is None]
    first = path.resident.work_allowed_from
    if not case.may_work and not (path.resident.work_outcome == NOT_YET and first):
        unknown.append(_("the right to work"))
    if path.wait and path.wait.step is None:
        unknown.append(path.stations[path.wait.number - 1].name)
    if unknown:
        names = ", ".join(dict.fromkeys(unknown))
        text = _("A realistic start cannot be given yet. Not known how long it takes: %(names)s.")
        return RealisticStart(None, text % {"names": names})
    ready_on = on + timedelta(days=max((_ends(kind, links) for kind in links), default=0))
    day = max(ready_on, placement.planned_start_on, first or on)
    text = _("A realistic start: week %(week)d, about %(day)s.")
    guessed = [link.name for link in links.values() if link.from_catalogue]
    if guessed:
        text = _(
            "A realistic start: week %(week)d, about %(day)s. Too few cases yet for: %(names)s. "
            "There the days of the catalogue count."
        )
    words = {"week": day.isocalendar().week, "day": date_format(day, "j F Y"), "names": ", ".join(guessed)}
    return RealisticStart(day, text % words)


def _links(case: Case, durations: Durations) -> dict[str, Link]:
    links = {}
    for kind in step_kinds(case.country).values():
        if case.is_planned_without_wage and ON_MATCH in kind.opened_by:
            continue
        step = case.step(kind.kind) if kind.before_start else None
        follows = ON_MATCH in kind.opened_by and any(each in links for each in kind.waits_for)
        # A match opens what follows; a case that is older than that has it still to come.
        if step is None and follows and kind.before_start:
            step = Step(resident=case.resident, kind=kind.kind, status=Step.Status.WAITS)
        if step is not None and step.status in Step.UNDER_WAY:
            links[kind.kind] = _link(kind, step, case, durations)
    return links


def _link(kind: StepKind, step: Step, case: Case, durations: Durations) -> Link:
    name, place = step.get_kind_display(), case.resident.centre.municipality
    is_open = step.status == Step.Status.OPEN
    since = (case.on - step.opened_on).days if is_open else None
    if usual(durations, kind.kind, place) is not None:
        return Link(kind, name, remaining(durations, kind.kind, place, since), from_catalogue=False)
    begins = step.opened_on if is_open else case.on
    ends = due_on(kind_in_force(kind, begins), begins, case.country)
    if is_open and step.due_on:
        ends = max(ends, step.due_on)
    days = (ends - case.on).days
    return Link(kind, name, days if days >= 0 else None, from_catalogue=True)


def _ends(kind: str, links: Mapping[str, Link]) -> int:
    """Days from today until this step is done, after all that it waits for."""
    link = links[kind]
    before = max((_ends(each, links) for each in link.kind.waits_for if each in links), default=0)
    return before + link.days
