"""The monthly declaration of income to the reception agency, by those who work and live in its reception."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from law.steps import ON_WAGE, StepKind, opened_by
from residents.models import Resident, Step
from residents.queries import declared_months
from residents.services.rows import lock
from residents.services.steps import open_step


@transaction.atomic
def open_income_declaration(resident: Resident, subject: str, month_on: date) -> Step | None:
    """Open the declaration of the wage of the month in which ``month_on`` lies; every month has its own.

    It is due when the month after ends; that of a month that still runs, opened by the start of the work,
    after the usual days. ``subject`` is the code of the placement. The resident declares; the step stands in
    the list of their coach. Can be repeated without harm: returns None when the month has its declaration,
    and for those who have left guidance or need not declare in their reception.
    """
    lock(resident)
    entry = _kind(resident)
    if resident.status == Resident.Status.EXITED or entry is None:
        return None
    month = month_on.replace(day=1)
    if month in declared_months([subject]).get(subject, ()):
        return None
    if month >= timezone.localdate().replace(day=1):
        return open_step(resident, entry.kind, subject=subject, month_on=month)
    after = next_month(month)
    last_day = next_month(after) - timedelta(days=1)
    return open_step(
        resident, entry.kind, opened_on=after, subject=subject, last_day=last_day, month_on=month
    )


def _kind(resident: Resident) -> StepKind | None:
    """What must be declared of a wage in this reception, if anything."""
    kinds = opened_by(ON_WAGE, resident.centre.country)
    return next((kind for kind in kinds if not kind.reception or resident.reception in kind.reception), None)


def next_month(month: date) -> date:
    """Return the first day of the month after the one that begins on ``month``."""
    return (month + timedelta(days=31)).replace(day=1)
