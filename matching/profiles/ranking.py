"""The one door to a ranking: for the screens, the nightly run and a fair alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from employers.models import Vacancy
from employers.queries import work_language
from jobdesk.vocabulary.models import Occupation, Scheme
from jobdesk.vocabulary.own_words import Reader
from matching.models import MatchProfile
from matching.profiles.candidates import candidates
from matching.profiles.conditions import MINOR_GROUP
from matching.profiles.demands import demand_of, demands_of, with_demands
from matching.profiles.keeping import build_profiles, settle
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
    return rank(demand, candidates(demand, on), on)


def ranking_for_resident(resident: Resident, on: date) -> list[tuple[Vacancy, Judgement]]:
    """Return the open vacancies of the open scope that suit a resident, as on a day: the best first.

    First those for which nothing is missing, then those for which something must be asked, then near misses.
    """
    row = _row_of(resident)
    if row is None:
        return []
    places, judged = places_of_centres(), []
    vacancies = list(with_demands(relevant_vacancies(row)))
    for vacancy, demand in zip(vacancies, demands_of(vacancies), strict=True):
        profile = profile_of(row, on, demand.company, places)
        judgement = judge(demand, profile, on)
        if judgement.state != EXCLUDED:
            judged.append((vacancy, judgement))
    return sorted(judged, key=lambda pair: (ORDER.index(pair[1].state), -pair[1].grains, pair[0].pk))


def relevant_vacancies(row: MatchProfile) -> QuerySet[Vacancy]:
    """Open vacancies for work of the same minor group as somebody did, or that they wish."""
    groups = {unit[:MINOR_GROUP] for unit in (row.isco_1, row.isco_2, row.isco_3) if unit}
    wishes = set((row.wishes or "").split())
    units = Q(pk=None)
    for group in groups:
        units |= Q(code__startswith=group)
    terms = Occupation.objects.filter(units | Q(code__in=wishes), scheme=Scheme.ISCO).order_by()
    here = Vacancy.objects.filter(
        status=Vacancy.Status.OPEN, company__organisation__country=row.country
    ).order_by("pk")
    read = [pk for pk, unit in _read_units(here) if unit[:MINOR_GROUP] in groups or unit in wishes]
    return here.filter(Q(occupation__in=terms) | Q(occupation__parent__in=terms) | Q(pk__in=read))


def _read_units(vacancies: QuerySet[Vacancy]) -> Iterator[tuple[int, str]]:
    """The vacancies in own words that mean a work without a doubt, with its unit group."""
    in_words = vacancies.exclude(occupation_words="").select_related("company__organisation")
    reader = None
    for each in in_words:
        reader = reader or Reader()
        unit = reader.sure(each.occupation_words, work_language(each), misread_as=each.misread_as)
        if unit:
            yield each.pk, unit


def _row_of(resident: Resident) -> MatchProfile | None:
    settle()
    row = MatchProfile.objects.filter(pk=resident.pk).first()
    if row is None and build_profiles([resident.pk]):
        row = MatchProfile.objects.filter(pk=resident.pk).first()
    return row
