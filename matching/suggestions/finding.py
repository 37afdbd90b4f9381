"""The pairs of one country that may be suggested, read and scored in columns, and those that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from employers.models import Company, Vacancy
from matching.integrity.standing import barred
from matching.models import MatchProfile, Proposal
from matching.profiles import demands_of, profiles_of, travel_to, with_demands
from matching.scoring import TRAVEL, Demand, Profile, Travel
from matching.scoring.columns import scored_columns
from matching.suggestions.flow import Pairs, spread


class Suggested(NamedTuple):
    """A vacancy for a resident, by their keys."""

    resident: int
    vacancy: int
    score: float


def suggestions_for(country: str, on: date) -> list[Suggested]:
    """Return what is suggested in a country on a day: at most ten residents a vacancy, three each.

    Only who meets every condition; not whom the company knows or declined. Asks for a system scope.
    """
    vacancies = Vacancy.objects.filter(
        status=Vacancy.Status.OPEN,
        company__status=Company.Status.APPROVED,
        company__organisation__country=country,
    ).exclude(barred(on))
    demands = demands_of(list(with_demands(vacancies).order_by("pk")))
    rows = MatchProfile.objects.filter(
        country=country, is_guided=True, consent_until__gte=on, is_looking=True
    ).order_by("pk")
    profiles = list(profiles_of(rows.iterator(chunk_size=5_000), on))
    travel = travel_to(demand.municipality for demand in demands)
    return chosen(demands, profiles, on, _barred(demands), travel)


def chosen(
    demands: Sequence[Demand],
    profiles: Sequence[Profile],
    on: date,
    barred: frozenset[tuple[int, int]],
    travel: Travel = TRAVEL,
) -> list[Suggested]:
    """Score every pair and spread the best of them; ``barred``: (resident, vacancy) that may not be."""
    pairs = scored_pairs(demands, profiles, on, barred, travel)
    return [
        Suggested(
            int(profiles[pairs.residents[at]].id),
            int(demands[pairs.vacancies[at]].id),
            float(pairs.scores[at]),
        )
        for at in spread(pairs)
    ]


def scored_pairs(
    demands: Sequence[Demand],
    profiles: Sequence[Profile],
    on: date,
    barred: frozenset[tuple[int, int]],
    travel: Travel = TRAVEL,
) -> Pairs:
    """Return the pairs in which every condition is met, by their places in both lists."""
    columns = [each for each in scored_columns(demands, profiles, on, travel=travel) if len(each.rows)]
    if not columns:
        none = np.empty(0, dtype=np.int64)
        return Pairs(none, none, np.empty(0))
    vacancies = np.concatenate([np.full(len(each.rows), each.demand, dtype=np.int64) for each in columns])
    residents = np.concatenate([each.rows.astype(np.int64) for each in columns])
    scores = np.concatenate([each.scores for each in columns])
    may_be = (scores > 0) & ~_is_barred(vacancies, residents, demands, profiles, barred)
    return Pairs(vacancies[may_be], residents[may_be], scores[may_be])


def _is_barred(
    vacancies: np.ndarray,
    residents: np.ndarray,
    demands: Sequence[Demand],
    profiles: Sequence[Profile],
    barred: frozenset[tuple[int, int]],
) -> np.ndarray:
    resident_at = {int(each.id): at for at, each in enumerate(profiles)}
    vacancy_at = {int(each.id): at for at, each in enumerate(demands)}
    keys = [
        vacancy_at[vacancy] * len(profiles) + resident_at[resident]
        for resident, vacancy in barred
        if resident in resident_at and vacancy in vacancy_at
    ]
    return np.isin(vacancies * len(profiles) + residents, np.array(keys, dtype=np.int64))


def _barred(demands: Sequence[Demand]) -> frozenset[tuple[int, int]]:
    """Who was proposed for a vacancy before, or declined by its company for whichever one."""
    of_company: dict[str, list[int]] = {}
    for demand in demands:
        of_company.setdefault(demand.company, []).append(int(demand.id))
    proposals = Proposal.objects.filter(status__in=Proposal.BARRING).order_by()
    barred = set()
    for resident, vacancy, company, status in proposals.values_list(
        "resident_id", "vacancy_id", "vacancy__company_id", "status"
    ):
        barred.add((resident, vacancy))
        if status == Proposal.Status.NO_FIT:
            barred |= {(resident, each) for each in of_company.get(Company(pk=company).employer_code, ())}
    return frozenset(barred)
