"""Every write about companies and vacancies. The actor is that of the open scope.

``matching.services.vacancies`` approves and closes: there the minimum wage is known, and who was proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Company, Vacancy
from employers.transitions import VACANCY_TRANSITIONS
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from jobdesk.vocabulary.models import Occupation

# What the desk approved cannot be changed under the feet of those who were proposed for it.
CHANGEABLE_WHILE_OPEN = frozenset({"description", "places", "working_times", "language"})


class VacancyDetails(TypedDict):
    """What an employer says of a vacancy; the fields of the form."""

    title: str
    occupation: NotRequired[Occupation | None]
    occupation_words: NotRequired[str]
    description: str
    sector: str
    municipality: str
    contract: str
    places: int
    hours: int
    wage_hour: Decimal | None
    working_times: str
    language: str
    starts_on: date


@transaction.atomic
def sign_charter(company: Company) -> None:
    """Sign the charter for a company, today. Saves, records ``charter.signed``.

    Raises RuleBroken when it was signed before.
    """
    hold(company)
    if company.charter_signed_on:
        raise RuleBroken(_("Your company has signed the charter already."))
    company.charter_signed_on = timezone.localdate()
    company.charter_signed_by = current_scope().actor
    company.save(update_fields=["charter_signed_on", "charter_signed_by"])
    record("charter.signed", company, {"charter_signed_on": company.charter_signed_on})


@transaction.atomic
def post_vacancy(company: Company, **details: Unpack[VacancyDetails]) -> Vacancy:
    """Make a vacancy as a draft, which only the company sees.

    Saves, records its first status and ``vacancy.posted``.
    """
    vacancy = Vacancy.objects.create(company=company, **details)
    record_status(vacancy, "", vacancy.status)
    record("vacancy.posted", vacancy, _plain(details))
    return vacancy


@transaction.atomic
def update_vacancy(vacancy: Vacancy, **details: Unpack[VacancyDetails]) -> None:
    """Change a vacancy. Saves, records ``vacancy.updated`` with the fields that changed.

    Raises RuleBroken when it is closed, and when it is open and something changes that the desk approved.
    """
    hold(vacancy)
    if vacancy.status == Vacancy.Status.CLOSED:
        raise RuleBroken(_("This vacancy is closed and cannot be changed."))
    changed = {name: value for name, value in details.items() if getattr(vacancy, name) != value}
    if vacancy.status == Vacancy.Status.OPEN:
        _refuse_change_of_approved(changed)
    for name, value in changed.items():
        setattr(vacancy, name, value)
    if changed:
        vacancy.save(update_fields=list(changed))
        record("vacancy.updated", vacancy, _plain(changed))


@transaction.atomic
def submit_vacancy(vacancy: Vacancy) -> None:
    """Hand a draft, or one that was sent back, to the desk for approval. Saves, records the change of status.

    Raises RuleBroken without a signed charter, without a wage for paid work, or when the start has passed.
    """
    hold(vacancy)
    if not vacancy.company.charter_signed_on:
        raise RuleBroken(_("Sign our charter first. Then you can hand in this vacancy."))
    if vacancy.is_paid and vacancy.wage_hour is None:
        raise RuleBroken(_("Fill in the wage an hour, for example 15.60."), "wage_hour")
    if vacancy.starts_on < timezone.localdate():
        raise RuleBroken(_("Choose a start that is today or later."), "starts_on")
    also = {"submitted_on": timezone.localdate(), "returned_reason": ""}
    change_status(vacancy, Vacancy.Status.SUBMITTED, VACANCY_TRANSITIONS, also=also)


@transaction.atomic
def open_vacancy(vacancy: Vacancy) -> None:
    """Open a vacancy that waits for approval: people can be proposed. Saves, records the change of status."""
    hold(vacancy)
    change_status(vacancy, Vacancy.Status.OPEN, VACANCY_TRANSITIONS)


@transaction.atomic
def return_vacancy(vacancy: Vacancy, reason: str) -> None:
    """Send a vacancy back to the employer. Saves, records the change of status.

    Raises RuleBroken without a reason.
    """
    hold(vacancy)
    if not reason.strip():
        raise RuleBroken(_("Say what has to change, so that the employer can mend it."), "reason")
    reason = reason.strip()
    also = {"returned_reason": reason}
    change_status(vacancy, Vacancy.Status.RETURNED, VACANCY_TRANSITIONS, reason=reason, also=also)


@transaction.atomic
def close_vacancy(vacancy: Vacancy) -> None:
    """Close a vacancy for good. Saves, records the change of status. Raises RuleBroken when it was closed."""
    hold(vacancy)
    change_status(vacancy, Vacancy.Status.CLOSED, VACANCY_TRANSITIONS)


def _refuse_change_of_approved(changed: dict[str, Any]) -> None:
    approved = sorted(set(changed) - CHANGEABLE_WHILE_OPEN)
    if approved:
        raise RuleBroken(
            _("This was approved by the desk and cannot be changed. Close this vacancy and post a new one."),
            approved[0],
        )


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as the trail keeps them."""
    return {name: value.key if isinstance(value, Occupation) else value for name, value in details.items()}
