"""Figures as people read them, in the active language."""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import get_language

from reports.indicators import Unit

HIDDEN = "*"
NONE = "–"


def count(value: int | float | None) -> str:
    """Write a number of persons or positions with its thousands apart: ``1.200`` in Dutch."""
    if value is None:
        return HIDDEN
    return formats.number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


def percent(value: float | None, decimals: int = 1) -> str:
    """Write a fraction as a percentage: ``35,3%`` in Dutch, ``35,3 %`` in French."""
    if value is None:
        return NONE
    number = formats.number_format(round(value * 100, decimals), decimal_pos=decimals, use_l10n=True)
    return f"{number}\N{NO-BREAK SPACE}%" if get_language() == "fr" else f"{number}%"


def figure(value: int | float | None, unit: str) -> str:
    """Write a figure by its unit."""
    return percent(value) if unit == Unit.FRACTION else count(value)
