"""Who talks to which company: scores of all pairs from the one scorer, and the best of all assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from employers.models import Vacancy
from matching.assignment.optimum import assign
from matching.assignment.problem import CentreLimit
from matching.models import Fair, FairGuest, FairMeeting, FairRule, FairTable, MatchProfile
from matching.profiles import demands_of, profile_of, settle, travel_to, with_demands
from matching.profiles.reading import places_of_centres
from matching.scoring import CHECK, NEAR, RANKED, Judgement, judge
from residents.consents import holding_on

# Whom the proposal seats: also who is one condition short, for that is what one can talk about. Anybody else
# sits down by hand.
SEATED = (RANKED, CHECK, NEAR)
Pair = tuple[int, int]  # the keys of a guest and a table


def judgements(tables: Sequence[FairTable], residents: Sequence[int], on: date) -> dict[Pair, Judgement]:
    """Hold each resident against each vacancy that takes part; by the keys of resident and table."""
    settle()
    keys = [table.vacancy_id for table in tables]
    vacancies = {each.pk: each for each in with_demands(Vacancy.objects.filter(pk__in=keys))}
    demands = demands_of([vacancies[table.vacancy_id] for table in tables])
    travel = travel_to(demand.municipality for demand in demands)
    rows = list(MatchProfile.objects.filter(resident__in=residents))
    places = places_of_centres()
    return {
        (row.pk, table.pk): judge(demand, profile_of(row, on, demand.company, places), on, travel=travel)
        for table, demand in zip(tables, demands, strict=True)
        for row in rows
    }


def best_seating(fair: Fair, on: date) -> dict[Pair, Judgement | None]:
    """Return the pairs of guests who come and vacancies that are worth the most together, as they are judged.

    Keeps what the coach put there by hand, the wishes, the number of conversations on both sides and the
    limits of a centre. Raises ``NoAssignment`` when what is there by hand is more than these allow.
    """
    tables = list(fair.tables.all())
    agreeing = holding_on(on, "consent")  # one that was withdrawn elsewhere counts here too
    guests = list(fair.guests.filter(agreeing, status=FairGuest.Status.COMES).select_related("resident"))
    judged = judgements(tables, [guest.resident_id for guest in guests], on)
    never = set(
        FairRule.objects.filter(guest__fair=fair, table__isnull=False).values_list("guest_id", "table_id")
    )
    scores = [
        [_score(judged.get((guest.resident_id, table.pk)), (guest.pk, table.pk) in never) for table in tables]
        for guest in guests
    ]
    row = {guest.pk: number for number, guest in enumerate(guests)}
    column = {table.pk: number for number, table in enumerate(tables)}
    found = assign(
        scores,
        [table.seats for table in tables],
        centre_limits=_limits(fair, guests, len(tables)),
        apart=[(row[one], row[two]) for one, two in _apart(fair) if one in row and two in row],
        must=frozenset(
            (row[guest], column[table]) for guest, table in _by_hand(fair) if guest in row and table in column
        ),
        each=fair.each,
    )
    pairs = [(guests[guest].pk, tables[table].pk) for guest, table in found.seats]
    resident = {guest.pk: guest.resident_id for guest in guests}
    return {(guest, table): judged.get((resident[guest], table)) for guest, table in pairs}


def _score(judgement: Judgement | None, is_never: bool) -> float | None:
    if judgement is None or is_never or judgement.state not in SEATED:
        return None
    return judgement.score


def _limits(fair: Fair, guests: Sequence[FairGuest], tables: int) -> list[CentreLimit]:
    """The limits of each centre: at one vacancy, and over the whole fair."""
    centres: dict[int, set[int]] = {}
    for number, guest in enumerate(guests):
        centres.setdefault(guest.resident.centre_id, set()).add(number)
    limits = []
    for people in map(frozenset, centres.values()):
        if fair.centre_limit is not None:
            limits += [CentreLimit(people, fair.centre_limit, table) for table in range(tables)]
        if fair.centre_limit_all is not None:
            limits.append(CentreLimit(people, fair.centre_limit_all))
    return limits


def _apart(fair: Fair) -> list[Pair]:
    rules = FairRule.objects.filter(guest__fair=fair, other__isnull=False)
    return list(rules.values_list("guest_id", "other_id"))


def _by_hand(fair: Fair) -> list[Pair]:
    meetings = FairMeeting.objects.filter(table__fair=fair, is_by_hand=True)
    return list(meetings.values_list("guest_id", "table_id"))
