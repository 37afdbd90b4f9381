"""What ends proposals at night: silence, consents that are over, vacancies that are no longer open.

Each row in a transaction of its own, so that a night can be stopped and run again.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, Q
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.locks import hold
from matching.integrity.standing import barred
from matching.models import Proposal, ProposalQuerySet
from matching.pipeline.terms import TERMS
from matching.queries import agreed_to
from matching.services.interviews import end_interview
from matching.services.proposals import withdraw_proposal
from matching.services.stages import move_proposal

OVER = (Vacancy.Status.CLOSED, Vacancy.Status.FILLED, Vacancy.Status.EXPIRED)


def lapse_unanswered(on: date | None = None) -> int:
    """Let proposals lapse whose last day to answer was before ``on`` (today); return how many.

    Not those about which the company waits for the desk, nor under a pause: its days to answer stand still.
    """
    on = on or timezone.localdate()
    overdue = Proposal.objects.on_the_clock().filter(answer_due_on__lt=on).exclude(_stands_still(on))
    return _lapse_each(overdue, on)


def lapse_stalled(on: date | None = None) -> int:
    """Let proposals lapse that stood still past their term on ``on`` (today); return how many."""
    on = on or timezone.localdate()
    stalled = Q()
    for status, term in TERMS.items():
        stalled |= Q(status=status, turn_due_on__lt=on - timedelta(days=term.lapses_after))
    return _lapse_each(Proposal.objects.with_due().filter(stalled).exclude(_stands_still(on)), on)


def withdraw_unconsented(on: date | None = None) -> int:
    """Take back the introductions of residents who no longer agree to them on ``on`` (today).

    To be shown to employers at all, or for this vacancy. Returns how many.
    """
    on = on or timezone.localdate()
    waiting = Proposal.objects.filter(status=Proposal.Status.PROPOSED)
    return _withdraw_each(waiting.filter(~agreed_to(on)), Proposal.End.NO_CONSENT)


def withdraw_from_closed() -> int:
    """Take back what did not reach the company of a vacancy that is no longer open; return how many."""
    waiting = Proposal.objects.at_desk().filter(vacancy__status__in=OVER)
    return _withdraw_each(waiting, Proposal.End.CLOSED)


def _stands_still(on: date) -> Exists:
    return barred(on, "vacancy__company")


def _lapse_each(rows: ProposalQuerySet, on: date) -> int:
    return sum(_lapse(key, rows, on) for key in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _lapse(key: int, rows: ProposalQuerySet, on: date) -> bool:
    proposal = Proposal.objects.get(pk=key)
    hold(proposal)
    if not rows.filter(pk=key).exists():
        return False
    end_interview(proposal, str(Proposal.Status.LAPSED.label))
    move_proposal(proposal, Proposal.Status.LAPSED, on=on)
    return True


def _withdraw_each(rows: ProposalQuerySet, reason: str) -> int:
    return sum(_withdraw(key, rows, reason) for key in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _withdraw(key: int, rows: ProposalQuerySet, reason: str) -> bool:
    proposal = Proposal.objects.get(pk=key)
    hold(proposal)
    if not rows.filter(pk=key).exists():
        return False
    withdraw_proposal(proposal, reason)
    return True
