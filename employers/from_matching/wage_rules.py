"""What the law in force says of a wage: asked of the room that knows it, which says so at start.

The values of the law are kept in a room that does not know employers, nor they it (``matching/apps.py``).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.errors import RuleBroken


class WageRules(Protocol):
    """Who knows the law in force."""

    def objection(self, vacancy: Vacancy, today: date) -> str:
        """Say why the wage of a vacancy cannot be; empty when it can."""

    def likely_wage(self, country: str, today: date) -> Decimal | None:
        """The highest wage (EUR gross an hour) that nobody is asked about; None: nobody ever is."""


OF_WAGE = frozenset({"wage_hour", "contract", "starts_on"})  # what the test of a wage depends on
_rules: list[WageRules] = []


def use_wage_rules(rules: WageRules) -> None:
    """Ask these rules from now on."""
    _rules[:] = [rules]


def check_wage(vacancy: Vacancy) -> None:
    """Raise RuleBroken, with the field, for paid work without a wage, and for one the law does not allow."""
    if vacancy.is_paid and vacancy.wage_hour is None:
        raise RuleBroken(_("Fill in the wage an hour, for example 15.60."), "wage_hour")
    if objection := objection_to(vacancy):
        raise RuleBroken(objection, "wage_hour")


def objection_to(vacancy: Vacancy) -> str:
    """Say why the law does not allow the wage of a vacancy; empty when it does."""
    return _rules[0].objection(vacancy, timezone.localdate())


def likely_wage(country: str) -> Decimal | None:
    """The highest wage (EUR gross an hour) in a country that nobody is asked about; None: nobody ever is."""
    return _rules[0].likely_wage(country, timezone.localdate())
