"""Which countries this site has, by code. Their records stand above the platform; the settings say where.

The database keeps the code and the model asks for the choices here, so that a country needs no migration.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name in the reader's language) of every country, in the order of the settings."""
    return [(record.code, gettext(record.name)) for record in _records()]


def places_file(code: str) -> Path | None:
    """Return the file with the places of a country; None where it has none, or there is no such country."""
    return next((record.places for record in _records() if record.code == code), None)


def _records() -> list[Any]:
    return [import_module(package).COUNTRY for package in settings.COUNTRIES]
