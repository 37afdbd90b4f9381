"""Whom a company calls with a question."""

from __future__ import annotations

from dataclasses import dataclass

from employers.models import Company
from employers.queries import checkers_in
from jobdesk.accounts.models import User
from matching.models import Proposal


@dataclass(frozen=True)
class Contact:
    """Somebody at the desk: the coach who proposed people last, or a coordinator."""

    user: User
    is_coach: bool


def contact_of(company: Company) -> Contact | None:
    """Return who helps the company whose scope is open; None when there is nobody in its country."""
    proposals = Proposal.objects.filter(vacancy__company=company, proposed_by__is_active=True)
    last = proposals.select_related("proposed_by").order_by("-suggested_on", "-pk").first()
    if last:
        return Contact(last.proposed_by, is_coach=True)
    coordinator = checkers_in(company.organisation.country).first()
    return Contact(coordinator, is_coach=False) if coordinator else None
