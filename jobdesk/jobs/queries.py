"""Reads on jobs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import Membership, User
from jobdesk.accounts.queries import memberships_managed_by
from jobdesk.jobs.models import Job
from jobdesk.trail.access import may, who_may

SHOWN = 200  # jobs on one page: more means that nothing is done at all


def jobs_in_sight(user: User, hat: Hat) -> QuerySet[Job]:
    """Return the jobs that ``user`` may see and answer for: their own, and those of people they look after.

    A coordinator looks after those who work at their centres, an administrator after the members of their own
    organisations and after what the site asked for itself.
    """
    mine = Q(actor=user)
    if may(hat, "cases.oversee"):
        # Also of a colleague whose account is closed by now: their work may still have stopped.
        around = Membership.objects.filter(who_may("cases.take"), centres__in=hat.scope.centres)
        mine |= Q(actor__in=around.values("user"))
    if may(hat, "members.manage"):
        members = memberships_managed_by(user).filter(organisation__in=hat.organisation_ids)
        mine |= Q(actor__in=members.values("user")) | Q(actor=None)
    return Job.objects.filter(mine).select_related("actor")


def unfinished(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return those of ``jobs`` that wait, run, stopped or failed, the newest first."""
    return jobs.filter(status__in=[*Job.OPEN, Job.Status.FAILED]).order_by("-asked_at", "-pk")


def latest_job(kinds: tuple[str, ...], *arguments: int | str) -> Job | None:
    """Return the last job of one of these kinds on a row; None when there is none (any more)."""
    return Job.objects.filter(kind__in=kinds, arguments=list(arguments)).order_by("-pk").first()


def is_open(kind: str, *arguments: int | str) -> bool:
    """Say whether a job of this kind and with these arguments waits, runs or will be tried again."""
    return Job.objects.filter(kind=kind, arguments=list(arguments), status__in=Job.OPEN).exists()
