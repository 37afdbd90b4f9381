"""Who is known to be at work or learning on a day, from the placements and their check-ins.

Only a yes is an answer here: work that ended says nothing of other work, so that the rest is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, Q

from matching.models import CheckIn, Placement
from residents.afterwards.known import Asked
from residents.choices import Afterwards

COUNTED = {
    Placement.Kind.PAID_JOB: Afterwards.WORK,
    Placement.Kind.TEMP_AGENCY: Afterwards.WORK,
    Placement.Kind.APPRENTICESHIP: Afterwards.APPRENTICESHIP,
    Placement.Kind.EDUCATION: Afterwards.EDUCATION,
}


def work_on(asked: Collection[Asked]) -> dict[Asked, str]:
    """Return ``Afterwards`` for those whose placement is known to have gone on until their day or longer.

    It is known by the last day of the placement, or by a check-in of that day or later that said so.
    """
    people = {person for person, _day in asked}
    rows: dict[int, list[tuple[str, date, date | None, date | None]]] = defaultdict(list)
    found = (
        Placement.objects.filter(resident__in=people, kind__in=list(COUNTED), started_on__isnull=False)
        .annotate(seen_on=Max("check_ins__done_on", filter=Q(check_ins__still_working=CheckIn.Answer.YES)))
        .order_by("started_on", "pk")
        .values_list("resident_id", "kind", "started_on", "ended_on", "seen_on")
    )
    for person, *row in found:
        rows[person].append(tuple(row))
    states = {(person, day): _state(rows[person], day) for person, day in asked}
    return {key: state for key, state in states.items() if state}


def _state(rows: Iterable[tuple[str, date, date | None, date | None]], day: date) -> str:
    """The placement that began last goes first: it is what they do now."""
    known = [
        COUNTED[Placement.Kind(kind)]
        for kind, began, ended, seen in rows
        if began <= day and any(until is not None and until >= day for until in (ended, seen))
    ]
    return known[-1] if known else ""
