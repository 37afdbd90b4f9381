"""Scheduled work on cases. Arguments carry no names and no numbers of persons."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from jobdesk.scoping import system_scope
from residents.queries import residents_due_for_assessment
from residents.services import assess_many, hand_over_due

BATCH = 500  # residents in one transaction: short enough not to keep a coach waiting


@shared_task
def reassess_due() -> None:
    """Assess anew whose decision on the right to work may change today; can be repeated without harm."""
    today = timezone.localdate()
    with system_scope("nightly assessment"):
        last = 0
        while pks := _next_batch(today, last):
            assess_many(pks, today)
            last = pks[-1]


def _next_batch(today: date, after: int) -> list[int]:
    due = residents_due_for_assessment(today).filter(pk__gt=after)
    return list(due.values_list("pk", flat=True)[:BATCH])


@shared_task
def hand_over_cases() -> None:
    """Hand over the accepted cases whose day has come; can be repeated without harm."""
    with system_scope("handover of cases"):
        hand_over_due()
