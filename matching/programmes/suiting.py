"""Which programmes suit a resident: by the work they wish for or did, those with a free place first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jobdesk.vocabulary.models import Occupation
from matching.models import Programme
from matching.programmes.checks import StepCheck, step_checks
from matching.programmes.pages import RunLine, next_run, programmes_of, run_lines
from residents.models import Resident

WISHED, DONE, ANY_WORK, OTHER_WORK = 0, 1, 2, 3


@dataclass(frozen=True)
class Suiting:
    """A programme for one resident: how it fits, its next run, what the law says of steps with work."""

    programme: Programme
    run: RunLine
    fit: int
    checks: list[StepCheck]

    @property
    def why(self) -> str:
        """In words how it fits what they wish and did."""
        return {
            WISHED: _("Leads to work that they wish for."),
            DONE: _("Leads to work that they did before."),
            ANY_WORK: _("Leads to no occupation in particular."),
            OTHER_WORK: _("Leads to other work than they did or wish for."),
        }[self.fit]

    @property
    def is_held_up(self) -> bool:
        """Whether they may not, or not yet, take a step with work, or too little is known to say."""
        return any(not check.is_allowed for check in self.checks)


def programmes_for(resident: Resident, today: date) -> list[Suiting]:
    """Return the programmes with a run that goes on or comes, what fits best first."""
    programmes = list(programmes_of().filter(closed_on=None).prefetch_related("steps"))
    runs = run_lines(programmes)
    wished = _groups(each.occupation for each in resident.wished_work.select_related("occupation__parent"))
    done = _groups(each.occupation for each in resident.work_experience.select_related("occupation__parent"))
    found = []
    for programme in programmes:
        run = next_run(runs.get(programme.pk, []), today)
        if run is not None:
            checks = step_checks(resident, programme, run.run, today)
            found.append(Suiting(programme, run, _fit(programme.occupation, wished, done), checks))
    return sorted(found, key=_order)


def _order(each: Suiting) -> tuple[int, bool, date, int]:
    return each.fit, each.run.free == 0, each.run.run.starts_on, each.programme.pk


def _groups(occupations: Iterable[Occupation | None]) -> set[str]:
    return {each.unit_group for each in occupations if each is not None}


def _fit(occupation: Occupation | None, wished: set[str], done: set[str]) -> int:
    if occupation is None:
        return ANY_WORK
    if occupation.unit_group in wished:
        return WISHED
    return DONE if occupation.unit_group in done else OTHER_WORK
