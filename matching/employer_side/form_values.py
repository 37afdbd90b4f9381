"""The fields of an official form with what to copy into each: of one hire, for the company that files it.

Only what the form of a paper asks, and only after the match. A number of a person is never among it: the
person shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from employers.models import Client, Company
from jobdesk.trail.scoping import system_scope
from law.steps import OfficialForm
from matching.models import Placement
from residents.models import Document, Resident
from residents.steps.escalation import office_language


@dataclass(frozen=True)
class FilledField:
    """A field with its ``value``; without one, ``ask`` says who knows it."""

    label: str
    value: str
    ask: str = ""


@dataclass(frozen=True)
class _Hire:
    placement: Placement
    document: Document | None

    @property
    def person(self) -> Resident:
        return self.placement.resident

    @property
    def company(self) -> Company:
        return self.placement.match.company

    @property
    def client(self) -> Client | None:
        vacancy = self.placement.match.vacancy
        return vacancy.client if vacancy else None


def filled_fields(form: OfficialForm, placement: Placement) -> list[FilledField]:
    """Return the fields of a form in its order; days and amounts as offices of the country read them.

    Without those of a client where the company hires for itself.
    """
    country = placement.resident.centre.country
    with system_scope("fields of a form"):
        documents = Document.objects.filter(resident=placement.resident).proving_stay()
        hire = _Hire(placement, documents.order_by("-from_on", "-id").first())
    asked = [field for field in form.fields if hire.client or not field.value.startswith("client.")]
    with override(office_language(country, get_language())):
        values = [GIVEN[field.value](hire) if field.value in GIVEN else "" for field in asked]
    return [
        FilledField(_(field.label), value, "" if value else _who_knows(field.value))
        for field, value in zip(asked, values, strict=True)
    ]


def _who_knows(value: str) -> str:
    if value.startswith("person.") or value == "ask.person":
        return _("Ask the person for it.")
    if value.startswith(("company.", "client.")) or value == "ask.company":
        return _("Your own company knows it.")
    return _("Not agreed, or not known: ask the job coach.")


def _day(value: date | None) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


def _amount(value: Decimal | None) -> str:
    return "" if value is None else number_format(value, 2, use_l10n=True)


def _place(hire: _Hire) -> str:
    vacancy = hire.placement.match.vacancy
    return vacancy.municipality if vacancy else hire.company.municipality


GIVEN: Mapping[str, Callable[[_Hire], str]] = {
    "company.name": lambda hire: hire.company.organisation.name,
    "company.number": lambda hire: hire.company.register_number,
    "company.municipality": lambda hire: hire.company.municipality,
    "company.phone": lambda hire: hire.company.phone,
    "client.name": lambda hire: hire.client.name if hire.client else "",
    "client.number": lambda hire: hire.client.register_number if hire.client else "",
    "person.first_name": lambda hire: hire.person.first_name,
    "person.last_name": lambda hire: hire.person.last_name,
    "person.birth_date": lambda hire: _day(hire.person.birth_date),
    "person.document": lambda hire: hire.document.get_type_display() if hire.document else "",
    "person.document_until": lambda hire: _day(hire.document.until_on) if hire.document else "",
    "work.title": lambda hire: hire.placement.job_title,
    "work.kind": lambda hire: str(hire.placement.get_kind_display()),
    "work.place": _place,
    "work.hours": lambda hire: str(hire.placement.hours),
    "work.wage_hour": lambda hire: _amount(hire.placement.wage_hour),
    "work.start": lambda hire: _day(hire.placement.started_on or hire.placement.planned_start_on),
    "work.end": lambda hire: _day(hire.placement.planned_end_on),
}
