"""Vacancies later in their life: public, about to end, ended, and one that its company changes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from demo.places import Places
from desk.services import add_card_work
from employers.models import Vacancy
from employers.services import set_public, update_vacancy, warn_and_expire
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import record_status
from jobdesk.trail.scoping import open_scope
from jobdesk.vocabulary.models import Occupation
from residents.models import Resident

PUBLIC = ("Kamerhulp", "Orderpicker", "Medewerker kas", "Leerling-schilder", "Fruitplukker")


def build_openings(places: Places) -> None:
    """Let time pass for some vacancies of the hotel, and give others a public page."""
    ends = _open(places, "Barmedewerker", "waiter", "17.00 tot 23.00 uur", left=5)
    _open(places, "Onderhoudsmedewerker", "handyman", "overdag", left=-1)
    for vacancy in [ends, *Vacancy.objects.filter(title__in=PUBLIC, status=Vacancy.Status.OPEN)]:
        set_public(vacancy, is_public=True)
    with open_scope(hat_for(places.users["employer"], Role.EMPLOYER).scope):
        wanted: Any = {
            "title": "Medewerker kamers en linnen",
            "hours": 28,
            "description": "Kamers schoonmaken en het linnen verzorgen, met zes mensen. Wij leren u het vak.",
        }
        update_vacancy(Vacancy.objects.get(title="Kamerhulp", status=Vacancy.Status.OPEN), **wanted)
    warn_and_expire(places.today)
    _on_a_card(places)


def _on_a_card(places: Places) -> None:
    """Two vacancies to ask about, for somebody who looks for work."""
    coach = places.users["coach"]
    seeking = Resident.objects.filter(status=Resident.Status.GUIDANCE, coach=coach, placements=None)
    resident = seeking.select_related("centre").order_by("pk")[0]
    with open_scope(hat_for(coach, Role.COACH).scope):
        open_now = Vacancy.objects.filter(status=Vacancy.Status.OPEN)
        for vacancy in open_now.filter(title__in=("Orderpicker", "Barmedewerker")):
            add_card_work(resident, vacancy)


def _open(places: Places, title: str, occupation: str, times: str, *, left: int) -> Vacancy:
    """A vacancy of the hotel for one person that is open for so many days more."""
    company = places.companies["linde"]
    last = places.today + timedelta(days=left)
    vacancy = Vacancy.objects.create(
        company=company,
        status=Vacancy.Status.OPEN,
        title=title,
        occupation=Occupation.objects.filter(code=occupation).first(),
        description="Werk in een klein team. Wij leren u het vak en een collega helpt u.",
        sector=company.sector,
        municipality=company.municipality,
        hours=24,
        wage_hour=Decimal("16.10"),
        working_times=times,
        starts_on=places.today + timedelta(days=21),
        submitted_on=last - timedelta(days=Vacancy.OPEN_DAYS + 2),
        published_on=last - timedelta(days=Vacancy.OPEN_DAYS),
        expires_on=last,
    )
    record_status(vacancy, "", vacancy.status, on=vacancy.published_on)
    return vacancy
