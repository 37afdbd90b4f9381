"""From a draft to a closed vacancy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from employers.models import Company, Vacancy
from employers.queries import has_signed
from employers.transitions import VACANCY_TRANSITIONS
from employers.wage_rules import check_wage, objection_to
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.vocabulary.models import Occupation

# What the desk approved cannot be changed under the feet of those who were proposed for it.
CHANGEABLE_WHILE_OPEN = frozenset({"description", "places", "working_times", "language"})
OF_WAGE = frozenset({"wage_hour", "contract", "starts_on"})  # what the test of a wage depends on
CHANGEABLE_WHILE_HELD = CHANGEABLE_WHILE_OPEN | {"wage_hour"}


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
def post_vacancy(company: Company, **details: Unpack[VacancyDetails]) -> Vacancy:
    """Make a vacancy as a draft, which only the company sees.

    Saves, records its first status and ``vacancy.posted``. Raises RuleBroken for a company that was closed.
    """
    if company.status == Company.Status.CLOSED:
        raise RuleBroken(_("Your company is closed in Jobdesk. Call the job desk to go on."))
    vacancy = Vacancy.objects.create(company=company, **details)
    record_status(vacancy, "", vacancy.status)
    record("vacancy.posted", vacancy, _plain(details))
    return vacancy


@transaction.atomic
def update_vacancy(vacancy: Vacancy, **details: Unpack[VacancyDetails]) -> None:
    """Change a vacancy. Saves, records ``vacancy.updated`` with the fields that changed.

    One that is on hold becomes what it was (``resume_vacancy``) once its wage is allowed: the desk approved
    the rest, which cannot have changed. Raises RuleBroken when it is closed, when something changes that the
    desk approved, and when the wage of one that was handed in changes to what is not allowed.
    """
    hold(vacancy)
    if vacancy.status == Vacancy.Status.CLOSED:
        raise RuleBroken(_("This vacancy is closed and cannot be changed."))
    changed = {name: value for name, value in details.items() if getattr(vacancy, name) != value}
    changeable = changeable_fields(vacancy)
    if changeable is not None:
        _refuse_change_of_approved(changed, changeable)
    for name, value in changed.items():
        setattr(vacancy, name, value)
    if changed:
        vacancy.save(update_fields=list(changed))
        record("vacancy.updated", vacancy, _plain(changed))
    if vacancy.status in (Vacancy.Status.SUBMITTED, Vacancy.Status.HELD) and set(changed) & OF_WAGE:
        _check_wage(vacancy)
    if vacancy.status == Vacancy.Status.HELD and not objection_to(vacancy):
        resume_vacancy(vacancy)


@transaction.atomic
def submit_vacancy(vacancy: Vacancy) -> None:
    """Hand a draft, or one that was sent back, to the desk for approval. Saves, records the change of status.

    A company that waits for its own check may do so too. Raises RuleBroken for one that was refused or
    closed, without the charter of now, without a wage for paid work, when the law does not allow the wage, or
    when the start has passed.
    """
    hold(vacancy)
    if vacancy.company.status not in Company.WELCOME:
        raise RuleBroken(_("The job desk does not work with your company now. Call the job desk to go on."))
    if not has_signed(vacancy.company):
        raise RuleBroken(_("Sign our charter first. Then you can hand in this vacancy."))
    _check_wage(vacancy)
    if vacancy.starts_on < timezone.localdate():
        raise RuleBroken(_("Choose a start that is today or later."), "starts_on")
    also = {"submitted_on": timezone.localdate(), "returned_reason": ""}
    change_status(vacancy, Vacancy.Status.SUBMITTED, VACANCY_TRANSITIONS, also=also)


@transaction.atomic
def open_vacancy(vacancy: Vacancy) -> None:
    """Open a vacancy that waits for approval: people can be proposed. Saves, records the change of status.

    Raises RuleBroken when the company itself was not approved.
    """
    hold(vacancy)
    if not vacancy.company.is_approved:
        raise RuleBroken(_("Approve the company first. Until then its vacancies stay closed."))
    change_status(vacancy, Vacancy.Status.OPEN, VACANCY_TRANSITIONS)


@transaction.atomic
def hold_vacancy(vacancy: Vacancy) -> None:
    """Put a vacancy on hold whose wage is below a minimum that became known: nobody can be proposed for it.

    One that is open, or waits for approval. Saves, records the change of status.
    """
    hold(vacancy)
    also = {"held_on": timezone.localdate(), "held_from": vacancy.status}
    reason = gettext_noop("The wage is below the legal minimum.")
    change_status(vacancy, Vacancy.Status.HELD, VACANCY_TRANSITIONS, reason=reason, also=also)


@transaction.atomic
def resume_vacancy(vacancy: Vacancy) -> None:
    """Let a vacancy that is on hold be what it was before. Saves, records the change of status."""
    hold(vacancy)
    also = {"held_on": None, "held_from": ""}
    reason = gettext_noop("The wage is not below the legal minimum any more.")
    change_status(vacancy, vacancy.held_from, VACANCY_TRANSITIONS, reason=reason, also=also)


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


def changeable_fields(vacancy: Vacancy) -> frozenset[str] | None:
    """Return what can be changed of a vacancy that the desk approved; None: it did not yet, so everything."""
    if vacancy.status == Vacancy.Status.OPEN:
        return CHANGEABLE_WHILE_OPEN
    if vacancy.status == Vacancy.Status.HELD and vacancy.held_from == Vacancy.Status.OPEN:
        return CHANGEABLE_WHILE_HELD
    return None


def _refuse_change_of_approved(changed: dict[str, Any], changeable: frozenset[str]) -> None:
    approved = sorted(set(changed) - changeable)
    if approved:
        raise RuleBroken(
            _("This was approved by the desk and cannot be changed. Close this vacancy and post a new one."),
            approved[0],
        )


def _check_wage(vacancy: Vacancy) -> None:
    """Refuse paid work without a wage, and a wage that the law does not allow."""
    if vacancy.is_paid and vacancy.wage_hour is None:
        raise RuleBroken(_("Fill in the wage an hour, for example 15.60."), "wage_hour")
    check_wage(vacancy)


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as the trail keeps them."""
    return {name: value.key if isinstance(value, Occupation) else value for name, value in details.items()}
