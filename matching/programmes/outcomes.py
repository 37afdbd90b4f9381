"""What programmes bring: of the persons who completed one, how many work or learn 3 and 12 months later.

A person counts once for a programme, by the last time they completed it. What the desk was told goes before
what the placements say; where neither says anything it is not known, and stays in the denominator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from law.rules.days import add_months
from matching.models import Enrolment, Programme
from matching.models.programme import OUTCOME_MONTHS
from residents.afterwards.known import known_work
from residents.afterwards.rates import Rate, rate_of


@dataclass(frozen=True)
class Success:
    """What a programme brought: persons who ever took part and who completed it, and the rate by months."""

    began: int = 0
    completed: int = 0
    rates: Mapping[int, Rate] = field(default_factory=lambda: {months: Rate() for months in OUTCOME_MONTHS})

    @property
    def after_3(self) -> Rate:
        """Three months after the end."""
        return self.rates[3]

    @property
    def after_12(self) -> Rate:
        """Twelve months after the end."""
        return self.rates[12]


def states_of(enrolments: Iterable[Enrolment], months: int, on: date) -> dict[int, str]:
    """Return what those do who completed so many months ago or longer, by the key of the enrolment.

    Empty: not known. ``enrolments`` with their ``outcomes`` fetched before.
    """
    days = {
        each: add_months(each.ended_on, months)
        for each in enrolments
        if each.status == Enrolment.Status.COMPLETED and each.ended_on is not None
    }
    due = {each: day for each, day in days.items() if day <= on}
    told = {
        each.pk: outcome.outcome
        for each in due
        for outcome in each.outcomes.all()
        if outcome.months == months
    }
    known = known_work([(each.resident_id, day) for each, day in due.items() if each.pk not in told])
    return {each.pk: told.get(each.pk) or known.get((each.resident_id, day), "") for each, day in due.items()}


def success_of(programmes: Iterable[Programme], on: date) -> dict[int, Success]:
    """Return what each programme brought by a day, by its key. A fixed number of queries."""
    rows = (
        Enrolment.objects.filter(run__programme__in=programmes, enrolled_on__isnull=False)
        .select_related("run")
        .prefetch_related("outcomes")
        .order_by("ended_on", "pk")
    )
    by_programme: dict[int, dict[int, Enrolment]] = defaultdict(dict)
    began: dict[int, set[int]] = defaultdict(set)
    for each in rows:
        began[each.run.programme_id].add(each.resident_id)
        if each.status == Enrolment.Status.COMPLETED:
            by_programme[each.run.programme_id][each.resident_id] = each
    completed = [each for people in by_programme.values() for each in people.values()]
    states = {months: states_of(completed, months, on) for months in OUTCOME_MONTHS}
    return {
        programme: Success(
            began=len(people),
            completed=len(by_programme[programme]),
            rates={
                months: rate_of(
                    found[each.pk] for each in by_programme[programme].values() if each.pk in found
                )
                for months, found in states.items()
            },
        )
        for programme, people in began.items()
    }
