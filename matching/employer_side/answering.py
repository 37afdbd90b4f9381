"""How a company answers: its rate, its last candidates as marks, and the median of all in its country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from employers.models import Company
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal, Question
from matching.response_rate import FEWEST, MARKS, MONTHS, Asked, Rate, median_of, rate_of, since


@dataclass(frozen=True)
class Answering:
    """``marks``: of the last candidates, old to new, each a code of ``response_rate``.

    ``median`` in percent, of ``companies`` that have a rate; None while there are too few of them.
    """

    rate: Rate
    marks: Sequence[str]
    median: int | None = None
    companies: int = 0

    fewest = FEWEST
    months = MONTHS

    @property
    def counts(self) -> Counter[str]:
        """How many of the marks are of each kind."""
        return Counter(self.marks)


def answering_of(company: Company, today: date) -> Answering:
    """Return how a company answers, as of ``today``: two queries, however many companies there are."""
    # Candidates of every desk count, and the others' companies only as their middle one.
    with system_scope("response rate"):
        asked = _asked(company, today)
        median = median_of(_rates(company.organisation.country, today))
    marks = [each.mark(today) for each in asked[-MARKS:]]
    middle, companies = median or (None, 0)
    return Answering(rate_of(asked, today), marks, middle, companies)


def _asked(company: Company, today: date) -> list[Asked]:
    """The proposals of the last twelve months, old to new, with those that still wait."""
    asks = Exists(Question.objects.filter(proposal=OuterRef("pk"), answered_at=None))
    rows = (
        _counted()
        .filter(vacancy__company=company, answer_due_on__gte=since(today))
        .annotate(is_stopped=asks)
        .order_by("proposed_on", "pk")
        .values_list("answer_due_on", "answered_on", "status", "is_stopped")
    )
    return [
        Asked(
            _last_day(due_on, today) if is_stopped else due_on,
            answered_on,
            status == Proposal.Status.PROPOSED,
        )
        for due_on, answered_on, status, is_stopped in rows
    ]


def _last_day(due_on: date | None, today: date) -> date:
    """While the desk owes an answer itself, the last day is still to come."""
    return max(due_on or today, today)


def with_answer_rate(companies: QuerySet[Company], today: date) -> QuerySet[Company]:
    """Annotate how each answers as of ``today``: ``answers_of``, ``answers_in_time``, ``answer_rate``.

    The rate goes from 0 to 1; None where there were too few.
    """
    with system_scope("response rate"):
        of_one = _by_company(today).filter(vacancy__company=OuterRef("pk"))
        counts = {name: Subquery(of_one.values(name)) for name in ("of", "in_time")}
    share = ExpressionWrapper(F("answers_in_time") * 1.0 / F("answers_of"), FloatField())
    return companies.annotate(answers_of=counts["of"], answers_in_time=counts["in_time"]).annotate(
        answer_rate=Case(When(answers_of__gte=FEWEST, then=share), default=None)
    )


def _rates(country: str, today: date) -> list[Rate]:
    """The rate of every company of a country, in one query."""
    rows = _by_company(today).filter(vacancy__company__organisation__country=country)
    return [Rate(row["in_time"], row["of"]) for row in rows]


def _by_company(today: date) -> QuerySet[Proposal, dict[str, Any]]:
    """What counts for the rate of each company: ``of``, ``in_time``."""
    return (
        _counted()
        .filter(
            ~Exists(Question.objects.filter(proposal=OuterRef("pk"), answered_at=None)),
            answer_due_on__gte=since(today),
            answer_due_on__lt=today,
        )
        .order_by()
        .values("vacancy__company")
        .annotate(of=Count("pk"), in_time=Count("pk", filter=Q(answered_on__lte=F("answer_due_on"))))
    )


def _counted() -> QuerySet[Proposal]:
    """Not those that were taken back before an answer, by the desk or the resident."""
    taken_back = (Proposal.Status.WITHDRAWN, Proposal.Status.DECLINED)
    return Proposal.objects.exclude(status__in=taken_back, answered_on=None)
