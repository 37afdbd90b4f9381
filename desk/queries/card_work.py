"""Reads for the work on a step card."""

from __future__ import annotations

from django.db.models import QuerySet

from desk.models import CardVacancy
from employers.models import Vacancy
from jobdesk.desks.places import points_of
from jobdesk.desks.travel import kilometres
from residents.models import Resident


def card_work_of(resident: Resident) -> QuerySet[CardVacancy]:
    """What a coach put on the card; of these, the open ones are shown to the resident."""
    return CardVacancy.objects.filter(resident=resident).select_related("vacancy__company__organisation")


def work_to_offer(resident: Resident) -> list[Vacancy]:
    """The open vacancies of the country that are not on the card yet, the nearest first."""
    country = resident.centre.country
    rows = Vacancy.objects.filter(status=Vacancy.Status.OPEN, company__organisation__country=country)
    on_card = CardVacancy.objects.filter(resident=resident).values("vacancy")
    rows = rows.exclude(pk__in=on_card).select_related("company__organisation").order_by("title", "pk")
    vacancies = list(rows)
    points = points_of({(each.municipality, country) for each in vacancies})
    home = (float(resident.centre.latitude), float(resident.centre.longitude))

    def far(vacancy: Vacancy) -> float:
        point = points.get((vacancy.municipality, country))
        return kilometres(home, point) if point else float("inf")

    return sorted(vacancies, key=far)
