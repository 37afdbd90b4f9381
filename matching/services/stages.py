"""One proposal from one status to the next: the only way a proposal moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from jobdesk.trail.audit import StatusChange, change_status
from law.rules import add_working_days
from matching.models import Proposal
from matching.pipeline.terms import TERMS
from matching.transitions import PROPOSAL


def move_proposal(
    proposal: Proposal,
    to_status: str,
    *,
    on: date | None = None,
    reason: str = "",
    also: Mapping[str, Any] | None = None,
) -> None:
    """Move a proposal that is held, with ``also`` what changes with it. Call inside a transaction.

    Saves, records the change of status with the reason. It waits from today on, and too long after the term
    of its status. Raises RuleBroken where the table of transitions does not lead.
    """
    today = timezone.localdate()
    fields = {"since_on": today, "due_on": last_day_in(to_status, today, _country(proposal)), **(also or {})}
    change_status(proposal, to_status, PROPOSAL, on=on, reason=reason, also=fields)


def status_before(proposal: Proposal) -> str:
    """Return the status from which a proposal came into the one it has; empty for its first."""
    last = StatusChange.objects.filter(
        subject_type=proposal._meta.label_lower, subject_id=proposal.pk
    ).first()
    return last.from_status if last else ""


def last_day_in(status: str, since: date, country: str) -> date | None:
    """Return the last day on which a proposal in a status waits in time; None where nobody's days run."""
    term = TERMS.get(status)
    return add_working_days(since, term.late_after, country) if term else None


def _country(proposal: Proposal) -> str:
    return proposal.vacancy.company.organisation.country
