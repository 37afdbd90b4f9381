"""Which companies somebody outside the desks can name: those that work with them, by name and place."""

from __future__ import annotations

from collections.abc import Collection

from employers.models import Company
from jobdesk.trail.scoping import system_scope


def companies_known_in(countries: Collection[str]) -> list[Company]:
    """Return the companies of these countries that are approved, or were, by name."""
    with system_scope("companies that a partner names"):
        rows = Company.objects.filter(
            country__in=countries, status__in=(Company.Status.APPROVED, Company.Status.CLOSED)
        )
        return list(rows.select_related("organisation").order_by("organisation__name", "pk"))
