"""What a vacancy asks, as a ranking reads it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from employers.models import Vacancy
from employers.queries import work_language
from jobdesk.desks.places import points_of
from jobdesk.vocabulary.languages import Cefr
from jobdesk.vocabulary.own_words import Reader
from matching.profiles.building import PAPERS
from matching.scoring.coefficients import FIRST_CONTRACT
from matching.scoring.records import Demand, LanguageLevel, Point

UNIT_GROUP = 4  # digits


def is_end_assumed(vacancy: Vacancy) -> bool:
    """Say whether nobody said until when the work is, so that the first quarter is asked about."""
    return vacancy.ends_on is None and vacancy.contract != Vacancy.Contract.PERMANENT


def with_demands(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Fetch, with the vacancies, all that ``demands_of`` reads."""
    return vacancies.select_related("company__organisation", "occupation__parent").prefetch_related(
        "languages", "certificates__skill"
    )


def demand_of(vacancy: Vacancy) -> Demand:
    """Return what one vacancy asks; without a first day, from today on."""
    return demands_of([vacancy])[0]


def demands_of(vacancies: Sequence[Vacancy]) -> list[Demand]:
    """Return what each vacancy asks, in their order; one query for where they are."""
    points = points_of({(each.municipality, each.company.organisation.country) for each in vacancies})
    reader = Reader() if any(each.occupation_words for each in vacancies) else None
    return [_demand(each, points, reader) for each in vacancies]


def _demand(vacancy: Vacancy, points: dict[tuple[str, str], Point], reader: Reader | None) -> Demand:
    country = vacancy.company.organisation.country
    starts_on = vacancy.first_day(timezone.localdate())
    is_lasting = vacancy.contract == Vacancy.Contract.PERMANENT
    asked = [each.skill for each in vacancy.certificates.all() if each.skill and not each.is_offered]
    return Demand(
        id=str(vacancy.pk),
        country=country,
        municipality=vacancy.municipality,
        point=points.get((vacancy.municipality, country)),
        company=vacancy.company.employer_code,
        isco=_isco(vacancy, reader),
        starts_on=starts_on,
        ends_on=None if is_lasting else max(vacancy.ends_on or starts_on + FIRST_CONTRACT, starts_on),
        shifts=vacancy.shifts,
        hours=vacancy.hours,
        languages=_languages(vacancy),
        certificates=frozenset(skill.code for skill in asked if skill.kind in PAPERS),
        skills=frozenset(skill.code for skill in asked if skill.kind not in PAPERS),
    )


def _isco(vacancy: Vacancy, reader: Reader | None) -> str:
    """The unit group of the work, or what own words mean without a doubt; empty for a wider group."""
    if vacancy.occupation_words and reader:
        return reader.sure(vacancy.occupation_words, work_language(vacancy), misread_as=vacancy.misread_as)
    unit = vacancy.occupation.unit_group if vacancy.occupation else ""
    return unit if len(unit) == UNIT_GROUP else ""


def _languages(vacancy: Vacancy) -> tuple[tuple[LanguageLevel, ...], ...]:
    """Each language at the highest level that one of its uses asks; all of them are asked."""
    highest: dict[str, str] = {}
    for row in vacancy.languages.all():
        highest[row.language] = max(row.level, highest.get(row.language, Cefr.A0))
    return tuple((LanguageLevel(language, level),) for language, level in sorted(highest.items()))
