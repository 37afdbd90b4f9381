"""Terms of steps that the law sets."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from law.steps import StepKind, days_of_term
from residents.law_values.in_force import parameters_in_force


def kind_in_force(kind: StepKind, on: date | None = None) -> StepKind:
    """Return a kind of step with the days that the law sets on a day (today), where a parameter sets them."""
    if not kind.term:
        return kind
    found = parameters_in_force().find(kind.term, on or timezone.localdate())
    return replace(kind, days=days_of_term(kind, found.value)) if found else kind
