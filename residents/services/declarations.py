"""The monthly declaration of income to COA or Fedasil, by who works and lives in their reception."""

import calendar
from datetime import date, timedelta

from django.db import transaction

from residents.models import Resident, Step
from residents.services.rows import lock
from residents.services.steps import open_step
from residents.steps import step_kind

KIND = Step.Kind.INCOME_DECLARATION


@transaction.atomic
def open_income_declaration(
    resident: Resident, subject: str, started_on: date, month_on: date
) -> Step | None:
    """Open the declaration of the wage of the month before ``month_on``; due when that day's month ends.

    ``subject`` is the code of the placement, ``started_on`` its first day. The resident declares; the step
    stands in the list of their coach. Can be repeated without harm: returns None when the month has its
    declaration, when an earlier one is still under way (that one comes first), for who has left guidance or
    does not live in this reception.
    """
    lock(resident)
    entry = step_kind(KIND, resident.centre.country)
    if resident.status == Resident.Status.EXITED or resident.reception not in entry.reception:
        return None
    first = month_on.replace(day=1)
    if _is_declared(resident, subject, started_on, first):
        return None
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return open_step(resident, KIND, opened_on=first, subject=subject, last_day=last)


def _is_declared(resident: Resident, subject: str, started_on: date, first: date) -> bool:
    """Say whether a declaration of this placement is under way, or the month from ``first`` has had its own.

    The start of the work opens one too; closed after the month of the start, it declared that month's wage.
    """
    steps = resident.steps.filter(kind=KIND, subject=subject)
    if steps.filter(status__in=Step.UNDER_WAY).exists() or steps.filter(opened_on__gte=first).exists():
        return True
    month_before = (first - timedelta(days=1)).replace(day=1)
    return started_on >= month_before and steps.filter(closed_on__gte=first).exists()
