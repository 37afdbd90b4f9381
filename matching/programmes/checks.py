"""The right to work for the steps of a programme in which somebody works, for the day each is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from law.engine import ALLOWED, Decision, assess
from matching.models import Programme, ProgrammeRun, ProgrammeStep
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.right_to_work.banners import DecisionBanner, banner_of
from residents.right_to_work.facts import facts_of


@dataclass(frozen=True)
class StepCheck:
    """Whether somebody may take a step in which they work, on the day it usually begins."""

    step: ProgrammeStep
    on: date
    is_allowed: bool
    banner: DecisionBanner


def decision_for_step(resident: Resident, programme: Programme, step: ProgrammeStep, on: date) -> Decision:
    """Decide for a step on a day; for its company where the programme has exactly one."""
    companies = list(programme.companies.all())
    employer = companies[0].employer_code if len(companies) == 1 else ""
    return assess(facts_of(resident, work=step.work, employer=employer), on, parameters_in_force())


def step_checks(resident: Resident, programme: Programme, run: ProgrammeRun, today: date) -> list[StepCheck]:
    """Check the steps with work, each for the day it begins when those before take their usual time.

    ``resident`` as ``with_facts`` fetches it, ``programme`` with its companies.
    """
    found, day = [], max(run.starts_on, today)
    for step in programme.steps.all():
        if step.work:
            decision = decision_for_step(resident, programme, step, day)
            found.append(StepCheck(step, day, decision.outcome == ALLOWED, banner_of(decision)))
        day += timedelta(weeks=step.weeks)
    return found
