"""What is seen of a country at start: its record fits together, with its data files and with the database.

What is wrong is said with the field and the code, for whoever is adding the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from law.countries.company_number import LONGEST as LONGEST_NUMBER
from law.registry import CountryError
from law.rules import kinds
from law.rules.parameters import read_values
from law.shortage import ShortageError, read_lists
from law.steps import CatalogueError, StepKind, read_catalogue
from law.steps.record import BY_PERMIT, OPENERS, PURPOSES

if TYPE_CHECKING:
    from law.countries.record import Country

# How many characters the database keeps.
LONGEST = {
    "documents": 20,
    "events": 30,
    "values": 30,
    "mentions": 10,
    "receptions": 12,
    "requirements": 40,
    "steps": 30,
}


def check(country: Country) -> None:
    """See that a country can be one of the site. Raises CountryError with the first thing that is wrong."""
    for wrong in _faults(country):
        raise CountryError(f"{country.code}: {wrong}")


def _faults(country: Country) -> Iterator[str]:
    if not re.fullmatch("[A-Z]{2}", country.code):
        yield "code is not two capitals (ISO 3166)"
    if not country.languages:
        yield "no language"
    yield from _of_codes(country)
    yield from _of_names(country)
    yield from _of_values(country)
    yield from _of_steps(country)
    yield from _of_shortage(country)


def _of_codes(country: Country) -> Iterator[str]:
    """A list that has a code twice, and a code that the database cannot keep."""
    lists = ("events", "documents", "receptions", "regions", "requirements", "schemes")
    codes = {name: [each.code for each in getattr(country, name)] for name in lists}
    for name, of_list in codes.items():
        if twice := {code for code in of_list if of_list.count(code) > 1}:
            yield f"{name} has twice: {_listed(twice)}"
    codes["values"] = [value.code for event in country.events for value in event.values]
    codes["mentions"] = [mention.code for kind in country.documents for mention in kind.mentions]
    for name, of_list in codes.items():
        yield from _too_long(name, of_list)


def _too_long(name: str, codes: Iterable[str]) -> Iterator[str]:
    longest = LONGEST.get(name)
    if longest and (long := {code for code in codes if len(code) > longest}):
        yield f"{name}: a code has at most {longest} characters: {_listed(long)}"


def _of_names(country: Country) -> Iterator[str]:
    """A field that names what the country does not have."""
    names = {each.name for each in country.definitions}
    if foreign := {name for name in names if not name.startswith(f"{country.code.lower()}.")}:
        yield f"a parameter begins with its code: {_listed(foreign)}"
    if country.minimum_wage and country.minimum_wage not in names:
        yield f"minimum_wage is no parameter of it: {country.minimum_wage}"
    if unknown := set(country.minimum_wage_at.values()) - names:
        yield f"minimum_wage_at is no parameter of it: {_listed(unknown)}"
    if unknown := set(country.minimum_wage_in.values()) - names:
        yield f"minimum_wage_in is no parameter of it: {_listed(unknown)}"
    limits = {name for each in country.hours_limits for name in (each.parameter, each.adds_up)}
    if unknown := limits - names:
        yield f"hours_limits is no parameter of it: {_listed(unknown)}"
    if country.minimum_wage_at and not country.minimum_wage:
        yield "minimum_wage_at has ages, and minimum_wage is empty"
    number = country.company_number
    if number and number.digits > LONGEST_NUMBER:
        yield f"company_number has at most {LONGEST_NUMBER} digits: {number.digits}"
    if country.applicant_document not in country.document_by_code:
        yield f"applicant_document is no document of it: {country.applicant_document}"
    if country.work_needs not in PURPOSES:
        yield f"work_needs is no purpose of a step: {country.work_needs!r}"
    for status in country.statuses.values():
        if status.document not in country.document_by_code:
            yield f"status {status.code}: document is no document of it: {status.document}"
        if status.work_needs and status.work_needs not in PURPOSES:
            yield f"status {status.code}: work_needs is no purpose of a step: {status.work_needs!r}"
    schemes = {each.code for each in country.schemes}
    for reception in country.receptions:
        if reception.scheme and reception.scheme not in schemes:
            yield f"reception {reception.code}: scheme is no scheme of it: {reception.scheme}"
        if reception.ends_after and reception.ends_after not in names:
            yield f"reception {reception.code}: ends_after is no parameter of it: {reception.ends_after}"


def _of_values(country: Country) -> Iterator[str]:
    """A value that nothing asks for, or that is not of its kind."""
    file = country.values.name
    if not country.values.is_file():
        yield f"{file} is missing"
        return
    definitions = {each.name: each for each in country.definitions}
    try:
        for entry in read_values(country.values):
            if entry.name not in definitions:
                yield f"{file}: {entry.name} is none of its definitions"
            else:
                kinds.check(definitions[entry.name], entry.value)
    except ValueError as error:  # ParameterError, or no TOML
        yield f"{file}: {error}"


def _of_steps(country: Country) -> Iterator[str]:
    """A step that nothing would open, or that is taken for what opens it."""
    if not country.steps.is_file():
        yield f"{country.steps.name} is missing"
        return
    try:
        catalogue = read_catalogue(country.steps)
    except CatalogueError as error:
        yield str(error)
        return
    yield from _too_long("steps", catalogue)
    for kind in catalogue.values():
        yield from _of_step(country, kind)
    # What proves a requirement may have its code (an event, a document); the step is only the way to it.
    proofs = {*country.event_by_code, *country.document_by_code}
    if same := (set(country.requirement_by_code) & set(catalogue)) - proofs:
        yield f"requirements: the code of a step, which is not what is required: {_listed(same)}"


def _of_step(country: Country, kind: StepKind) -> Iterator[str]:
    where = f"{country.steps.name}, {kind.kind}"
    statuses = {status.opens_as for status in country.statuses.values()}
    if unknown := set(kind.opened_by) - OPENERS - statuses - set(country.requirement_by_code):
        yield (
            f"{where}: opened_by is no word of law/steps/record.py, no status and no requirement: "
            f"{_listed(unknown)}"
        )
    if unknown := set(kind.reception) - {each.code for each in country.receptions}:
        yield f"{where}: reception is no reception of it: {_listed(unknown)}"
    if kind.ended_by == BY_PERMIT and not any(each.of_employer for each in country.documents):
        yield f"{where}: ended_by a permit, and no document is of_employer"


def _of_shortage(country: Country) -> Iterator[str]:
    """A list of shortage occupations that cannot be read, or of a region that it does not have."""
    try:
        lists = read_lists(country.shortage)
    except ShortageError as error:
        yield str(error)
        return
    if unknown := {each.region for each in lists if each.region} - {each.code for each in country.regions}:
        yield f"{country.shortage.name}: region is no region of it: {_listed(unknown)}"


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
