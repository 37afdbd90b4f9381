"""What the room of the employers asks about a company: see ``employers/from_matching/integrity.py``."""

from __future__ import annotations

from django.db.models import Exists
from django.utils import timezone

from employers.models import Company
from matching.integrity.notices import Notice, notice_of
from matching.integrity.standing import (
    check_may_go_on,
    check_may_propose,
    check_resemblance,
    measure_on,
    told_barred,
)
from matching.services.integrity_returns import check_second_pair, look_at


class IntegrityFiles:
    """Answers from the measures and resemblances of now."""

    def look_at(self, company: Company) -> None:
        look_at(company)

    def check_approve(self, company: Company) -> None:
        check_may_propose(company)
        check_second_pair(company)

    def check_open(self, company: Company) -> None:
        check_may_propose(company)
        check_resemblance(company)

    def check_go_on(self, company: Company) -> None:
        check_may_go_on(company)

    def told_barred(self, path: str) -> Exists:
        return told_barred(timezone.localdate(), path)

    def is_told_barred(self, company: Company) -> bool:
        found = measure_on(company, timezone.localdate())
        return found is not None and found.is_barring and found.is_decided

    def notice_of(self, company: Company) -> Notice | None:
        return notice_of(company, timezone.localdate())
