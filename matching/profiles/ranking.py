"""The one door to a ranking: for the screens, the nightly run and a fair alike."""

from __future__ import annotations

from datetime import date

from employers.models import Vacancy
from matching.models import MatchProfile
from matching.profiles.candidates import candidates
from matching.profiles.demands import demand_of, demands_of, with_demands
from matching.profiles.journeys import travel_to
from matching.profiles.keeping import build_profiles, settle
from matching.profiles.openings import openings
from matching.profiles.reading import places_of_centres, profile_of
from matching.scoring import CHECK, EXCLUDED, NEAR, RANKED, Judgement, Ranking, judge, rank
from residents.models import Resident

ORDER = (RANKED, CHECK, NEAR)


def ranking_for(vacancy: Vacancy, on: date) -> Ranking:
    """Rank the residents of the open scope for a vacancy, as on a day.

    Nobody stands in it whom the database left out; of the others, ``excluded`` says why.
    """
    settle()
    demand = demand_of(vacancy)
    travel = travel_to([demand.municipality])
    return rank(demand, candidates(demand, on, travel), on, travel=travel)


def ranking_for_resident(resident: Resident, on: date) -> list[tuple[Vacancy, Judgement]]:
    """Return the open vacancies of the open scope that suit a resident, as on a day: the best first.

    First those for which nothing is missing, then those for which something must be asked, then near misses.
    """
    row = _row_of(resident)
    return [] if row is None else judged_vacancies(row, on)


def judged_vacancies(row: MatchProfile, on: date) -> list[tuple[Vacancy, Judgement]]:
    """Return the same for a profile as it is."""
    places, judged = places_of_centres(), []
    keys = openings(row, profile_of(row, on, places=places), on)
    vacancies = list(with_demands(Vacancy.objects.filter(pk__in=keys)))
    demands = demands_of(vacancies)
    travel = travel_to(demand.municipality for demand in demands)
    for vacancy, demand in zip(vacancies, demands, strict=True):
        profile = profile_of(row, on, demand.company, places)
        judgement = judge(demand, profile, on, travel=travel)
        if judgement.state != EXCLUDED:
            judged.append((vacancy, judgement))
    return sorted(judged, key=lambda pair: (ORDER.index(pair[1].state), -pair[1].grains, pair[0].pk))


def _row_of(resident: Resident) -> MatchProfile | None:
    settle()
    row = MatchProfile.objects.filter(pk=resident.pk).first()
    if row is None and build_profiles([resident.pk]):
        row = MatchProfile.objects.filter(pk=resident.pk).first()
    return row
