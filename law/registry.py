"""Which countries this site knows: each is one package with a record (`law/countries/record.py`).

The program that runs the rules says once, at start, which packages there are. A code without a record is an
error: it never falls into another country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from law.countries.record import Country, Scheme

_Answer = TypeVar("_Answer")

_countries: dict[str, Country] = {}


class UnknownCountry(LookupError):
    """No country with this code is installed, or none has this scheme of contributions."""


class CountryError(ValueError):
    """A country's record says something that cannot be; the message names the country and what is wrong."""


def install(packages: Iterable[str]) -> None:
    """Read the records of these packages, by dotted name ("law.countries.nl"), instead of those before.

    Raises ImportError for a package that is not there, CountryError for a record that cannot be.
    """
    records: dict[str, Country] = {}
    for package in packages:
        record = getattr(import_module(package), "COUNTRY", None)
        if record is None:
            raise CountryError(f"{package}: has no COUNTRY")
        if record.code in records:
            raise CountryError(f"{record.code}: two packages have this code")
        record.check()
        records[record.code] = record
    _countries.clear()
    _countries.update(records)


def countries() -> tuple[Country, ...]:
    """The countries of this site, in the order of the settings."""
    return tuple(_countries.values())


def installed() -> tuple[str, ...]:
    """Their codes."""
    return tuple(_countries)


def once_per_site(read: Callable[[], _Answer]) -> Callable[[], _Answer]:
    """Decorate what is read from the records: read once, and again when other countries are installed."""
    kept = cache(lambda _installed: read())

    @wraps(read)
    def answer() -> _Answer:
        return kept(installed())

    return answer


def country(code: str) -> Country:
    """The record of a country. Raises UnknownCountry."""
    try:
        return _countries[code]
    except KeyError:
        known = ", ".join(_countries) or "none is installed"
        raise UnknownCountry(f"{code!r} is no country of this site ({known})") from None


def schemes() -> Mapping[str, Scheme]:
    """The schemes of contributions of all countries, by code."""
    return {scheme.code: scheme for each in countries() for scheme in each.schemes}


def country_of_scheme(code: str) -> Country:
    """The country that has this scheme of contributions. Raises UnknownCountry."""
    for each in countries():
        if any(scheme.code == code for scheme in each.schemes):
            return each
    raise UnknownCountry(f"{code!r} is no scheme of contributions of a country of this site")


def scheme(code: str) -> Scheme:
    """The scheme of contributions with this code. Raises UnknownCountry."""
    return next(each for each in country_of_scheme(code).schemes if each.code == code)
