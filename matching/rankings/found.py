"""People found by name for a vacancy: where each of them stands, also who is in none of its lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from employers.models import Vacancy
from jobdesk.desks.models import Centre
from matching.models import MatchProfile
from matching.profiles import profiles_of, travel_to
from matching.rankings.people import RowWriter
from matching.rankings.rows import Row
from matching.rankings.standing import standing
from matching.scoring import Demand, Judgement, judge
from residents.people.finding import found_by
from residents.queries import residents_at

MOST_FOUND = 15


def found_people(
    q: str, vacancy: Vacancy, demand: Demand, centre: Centre | None, on: date
) -> tuple[Row, ...]:
    """Return the people whom somebody looks for, each with where they stand for the vacancy."""
    keys = residents_at(centre).filter(found_by(q)).order_by("first_name", "last_name", "pk")
    judged = standings(keys.values_list("pk", flat=True)[:MOST_FOUND], demand, on)
    writer = RowWriter(vacancy, judged)
    return tuple(writer.by_name(each, standing(each)) for each in judged)


def standings(keys: Iterable[int], demand: Demand, on: date) -> list[Judgement]:
    """Hold these residents against a vacancy, in their order, whatever list they are in or not."""
    rows = {row.pk: row for row in MatchProfile.objects.filter(pk__in=list(keys))}
    ordered = [rows[key] for key in keys if key in rows]
    travel = travel_to([demand.municipality])
    return [judge(demand, each, on, travel=travel) for each in profiles_of(ordered, on, demand.company)]
