"""A public vacancy as search engines read it: a JobPosting of schema.org, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from employers.models import Vacancy
from employers.public.openings import opening_url
from employers.vacancy_sheet.facts import vacancy_facts

FULL_TIME_HOURS = 35  # a week; what counts as full-time differs from company to company
_Contract = Vacancy.Contract
# What schema.org and search engines call a contract beside its hours. An apprenticeship has no word there.
_EMPLOYMENT: dict[str, str] = {
    _Contract.FIXED_TERM: "TEMPORARY",
    _Contract.TEMP_AGENCY: "TEMPORARY",
    _Contract.INTERNSHIP: "INTERN",
    _Contract.WORK_EXPERIENCE: "INTERN",
    _Contract.VOLUNTEERING: "VOLUNTEER",
    _Contract.APPRENTICESHIP: "OTHER",
}
# Not as they are inside a script element: the browser would end it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def job_posting(vacancy: Vacancy) -> dict[str, Any]:
    """Return the JobPosting of a public vacancy, with its facts in the reader's language.

    Nobody applies through it: residents ask their job coach, with the code.
    """
    company = vacancy.company
    address = {
        "@type": "PostalAddress",
        "addressLocality": vacancy.municipality,
        "addressCountry": company.organisation.country,
    }
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": str(described(vacancy)),
        "identifier": {"@type": "PropertyValue", "name": "Jobdesk", "value": vacancy.code},
        "url": opening_url(vacancy),
        "datePosted": str(vacancy.published_on),
        "validThrough": str(vacancy.last_day),
        "employmentType": _employment(vacancy),
        "hiringOrganization": {"@type": "Organization", "name": company.organisation.name},
        "industry": str(vacancy.get_sector_display()),
        "jobLocation": {"@type": "Place", "address": address},
        "jobStartDate": str(vacancy.starts_on),
        "totalJobOpenings": vacancy.places,
        "directApply": False,
    }
    if vacancy.occupation_name:
        posting["occupationalCategory"] = vacancy.occupation_name
    if times := [fact.text for fact in vacancy_facts(vacancy) if fact.field == "shifts"]:
        posting["workHours"] = "; ".join(times)
    if vacancy.wage_hour is not None:
        value = {"@type": "QuantitativeValue", "value": float(vacancy.wage_hour), "unitText": "HOUR"}
        posting["baseSalary"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": value}
    return posting


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return data as an element of the page: a block of data, which a browser never runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def described(vacancy: Vacancy) -> SafeString:
    """Return description and facts as plain HTML, for what is read outside the site."""
    said = ((each.label, each.text) for each in vacancy_facts(vacancy))
    text = mark_safe(linebreaks(vacancy.description, autoescape=True))  # noqa: S308 - escaped by it
    return format_html("{}<ul>{}</ul>", text, format_html_join("", "<li>{}: {}</li>", said))


def _employment(vacancy: Vacancy) -> list[str]:
    hours = "FULL_TIME" if (vacancy.hours or 0) >= FULL_TIME_HOURS else "PART_TIME"
    kind = _EMPLOYMENT.get(vacancy.contract)
    return [hours, kind] if kind else [hours]
