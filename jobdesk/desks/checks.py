"""What is wrong with the desks in the database, said before the site starts (``manage.py migrate`` asks)."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Centre, Organisation, Region


def check_countries(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Find rows of a country that this site has no package for: nobody would know by which rules they go."""
    known = dict(country_choices())
    found = {code for alias in databases or () for code in _codes(alias)} - set(known)
    return [
        Error(
            f"There are desks of {code!r}, and no package of settings.COUNTRIES has that country.",
            hint="Put the package back, or give these rows another country.",
            id="desks.E001",
        )
        for code in sorted(found)
    ]


def _codes(alias: str) -> set[str]:
    """The countries of the rows; none where the tables are not there yet."""
    tables = connections[alias].introspection.table_names()
    return {
        code
        for model in (Organisation, Region, Centre)
        if model._meta.db_table in tables
        for code in model.objects.using(alias).order_by().values_list("country", flat=True).distinct()
    }
