"""Who can be ranked for a vacancy, be a near miss, or must be asked something first: chosen by the database.

Reach first: only centres from which somebody could travel there. Then the work, and each condition; whoever
fails one by much or two by little is left out, as the scorer would. What the database cannot say (papers) it
lets pass. The others are judged by ``matching/scoring`` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from employers.models import Vacancy
from jobdesk.trail.scoping import DESK, SYSTEM, current_scope
from matching.models import MatchProfile
from matching.profiles.conditions import conditions, hard_filters, relevance
from matching.profiles.demands import demand_of
from matching.profiles.journeys import travel_to
from matching.profiles.reach import reach_of
from matching.profiles.reading import Place, places_of_centres, profile_of
from matching.scoring import TRAVEL, Travel
from matching.scoring.records import Demand, Profile

_CHOSEN = """
WITH reach (centre_id, bicycle, transport, both_means, any_means) AS (VALUES {reach}),
chosen AS (
    SELECT p.resident_id FROM matching_matchprofile p JOIN reach r ON r.centre_id = p.centre_id
    WHERE p.centre_id IN ({centres}) AND {hard} AND {relevance} AND {conditions}
)
SELECT p.* FROM matching_matchprofile p JOIN chosen c ON c.resident_id = p.resident_id
"""


def candidates_for(vacancy: Vacancy, on: date) -> Iterator[Profile]:
    """Yield the profiles, of the open scope, that can be ranked, near or to be checked for a vacancy."""
    demand = demand_of(vacancy)
    return candidates(demand, on, travel_to([demand.municipality]))


def candidates(demand: Demand, on: date, travel: Travel = TRAVEL) -> Iterator[Profile]:
    """Do the same for what is asked, as journeys are known."""
    places = places_of_centres()
    for row in chosen_rows(demand, on, places, travel):
        yield profile_of(row, on, demand.company, places)


def chosen_rows(
    demand: Demand, on: date, places: dict[int, Place], travel: Travel = TRAVEL
) -> list[MatchProfile]:
    """Return the rows that the database chooses, in no order."""
    reach = reach_of(demand, {pk: places[pk] for pk in _centres_in_scope(places)}, travel)
    if not demand.isco or not reach:
        return []
    return list(MatchProfile.objects.raw(*_statement(demand, on, reach)))


def _statement(demand: Demand, on: date, reach: list[tuple[int, ...]]) -> tuple[str, list[object]]:
    hard, relevant, failed = hard_filters(on), relevance(demand), conditions(demand, on)
    text = _CHOSEN.format(
        # Numbers and keys of our own: nothing of anybody's words.
        reach=", ".join(str(row) for row in reach),
        centres=", ".join(str(centre) for centre, *_minutes in reach),
        hard=hard.text,
        relevance=relevant.text,
        conditions=failed.text,
    )
    return text, [*hard.params, *relevant.params, *failed.params]


def _centres_in_scope(places: dict[int, Place]) -> list[int]:
    """The centres whose residents may be read, as the manager says; a raw query passes it by."""
    scope = current_scope()
    if scope.reader == SYSTEM:
        return list(places)
    return [pk for pk in places if pk in scope.centres] if scope.reader == DESK else []
