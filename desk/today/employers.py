"""Lines about employers, for those who approve them: companies that wait, people who ask to join one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desk.queries.today import MOST_ROWS
from desk.today.jobs import Duty, Job, day
from employers.models import Company
from employers.queries import check_due_on, join_requests_waiting, waiting_companies
from jobdesk.trail.access import may

Row = TypeVar("Row", bound=Model)


def companies(duty: Duty) -> Iterator[Job]:
    """Companies that wait for the check; not those that the reader brought in."""
    if not may(duty.hat, "employers.decide"):
        return
    for company in _here(waiting_companies(), "", duty).exclude(brought_in_by=duty.user)[:MOST_ROWS]:
        due_on = check_due_on(company)
        is_late = due_on < duty.on
        yield Job(
            due_on=due_on if is_late else duty.on,
            sentence=format_html(_("{company} waits for your check"), company=_link(company)),
            sub=_("Registered on %(day)s. %(sector)s, %(place)s.")
            % {
                "day": day(company.registered_on),
                "sector": company.get_sector_display(),
                "place": company.municipality,
            },
            icon="bang" if is_late else "building",
            kind="stop" if is_late else "wait",
            action=_("Look at it"),
            url=reverse("employers:company", args=[company.pk]),
            key=f"company-{company.pk}",
        )


def joining(duty: Duty) -> Iterator[Job]:
    """People who ask to join an employer."""
    if not may(duty.hat, "employers.decide"):
        return
    for asked in _here(join_requests_waiting(), "company__", duty)[:MOST_ROWS]:
        yield Job(
            due_on=asked.asked_on,
            sentence=format_html(
                _("{name} asks to join {company}"), name=asked.user.name, company=_link(asked.company)
            ),
            sub=_("Asked on %(day)s. Call the company to be sure.") % {"day": day(asked.asked_on)},
            icon="person",
            kind="wait",
            action=_("Answer"),
            url=reverse("employers:company", args=[asked.company_id]),
            key=f"join-{asked.pk}",
        )


def _here(rows: QuerySet[Row], path: str, duty: Duty) -> QuerySet[Row]:
    """The rows of the country of the centre that is picked; all of the scope when none is."""
    return rows.filter(**{f"{path}organisation__country": duty.centre.country}) if duty.centre else rows


def _link(company: Company) -> SafeString:
    url = reverse("employers:company", args=[company.pk])
    return format_html('<a class="strong" href="{}">{}</a>', url, company.organisation.name)
