"""Dated parameters of law and funders, as data, and the days they are counted in. No Django, no clock."""

from law.rules.days import (
    add_months,
    add_working_days,
    day_after,
    is_working_day,
    working_days_between,
    years_old,
)
from law.rules.parameters import CONFIDENCES, Parameter, ParameterError, Parameters, UnknownParameter

__all__ = [
    "CONFIDENCES",
    "Parameter",
    "ParameterError",
    "Parameters",
    "UnknownParameter",
    "add_months",
    "add_working_days",
    "day_after",
    "is_working_day",
    "working_days_between",
    "years_old",
]
