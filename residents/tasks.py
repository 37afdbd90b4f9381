"""Scheduled work on cases. Arguments carry no names and no numbers of persons."""

from datetime import date

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.jobs.kinds import job_kind
from jobdesk.jobs.queries import is_open
from jobdesk.trail.scoping import system_scope
from residents.models import Reassessment
from residents.queries import residents_due_for_assessment
from residents.services import assess_many, hand_over_due, remove_old_evidence
from residents.services.reassessment import BATCH, ask_for_due_reassessments, reassess_batch


@shared_task
def reassess_due() -> None:
    """Assess again all whose decision on the right to work may change today; can be repeated without harm."""
    today = timezone.localdate()
    with system_scope("nightly assessment"):
        last = 0
        while pks := _next_batch(today, last):
            assess_many(pks, today)
            last = pks[-1]


@shared_task
def follow_the_law() -> None:
    """Ask for the rounds that a day or a release makes due, and go on with those whose job has ended.

    Every ten minutes. A round is never given up: the right to work of everybody hangs on it.
    """
    with system_scope("change of the law"):
        ask_for_due_reassessments()
    for pk in Reassessment.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        if not is_open("law-round", pk):
            reassess_everyone(pk)


@job_kind("law-round", _("Assessing everybody after a change of the law"), can_cancel=False)
@shared_task
def reassess_everyone(reassessment_id: int, batch: int = BATCH) -> None:
    """Assess everybody again since the law changed, from the checkpoint on; can be repeated without harm."""
    with system_scope("change of the law"):
        while reassess_batch(reassessment_id, batch):
            pass


def _next_batch(today: date, after: int) -> list[int]:
    due = residents_due_for_assessment(today).filter(pk__gt=after)
    return list(due.values_list("pk", flat=True)[:BATCH])


@shared_task
def hand_over_cases() -> None:
    """Hand over the accepted cases whose day has come; can be repeated without harm."""
    with system_scope("handover of cases"):
        hand_over_due()


@shared_task
def remove_old_files() -> int:
    """Remove files of steps that were kept long enough; can be repeated without harm. Returns how many."""
    with system_scope("files kept long enough"):
        return remove_old_evidence()
