"""Testing every wage of a country again: when a minimum becomes known, on the day it begins, and every night.

In batches, each in a transaction of its own and under a lock: what was stopped is begun again without harm,
since whoever was found before is found to be so already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from employers import services as employers
from employers.models import Vacancy
from jobdesk.jobs.running import say_how_far
from jobdesk.jobs.services import enqueue, enqueue_at_once
from law.registry import countries
from law.wage_floor import floor_parameters
from matching.models import Placement
from matching.services.placements import mark_wage
from matching.wages.floor import placement_wage_test, wage_test
from residents.law_values import parameters_in_force, read_once
from residents.models import LawValue

BATCH = 200  # rows in one transaction: short enough not to keep an employer or a coach waiting
TESTED = (Vacancy.Status.SUBMITTED, Vacancy.Status.OPEN, Vacancy.Status.HELD)


@dataclass
class Found:
    """What came of a round: vacancies put on hold and let go, work found too low and high enough again."""

    held: int = 0
    resumed: int = 0
    low: int = 0
    enough: int = 0


def ask_for_wage_round(approved: LawValue) -> None:
    """Have the wages of a country tested after the commit, when the approved value is a minimum of it."""
    for country in countries():
        if approved.name in floor_parameters(country):
            enqueue("wage-round", country.code)


def ask_for_wage_rounds_of_today() -> None:
    """Have the wages of every country tested: a minimum may begin today, or somebody may reach its age."""
    for country in countries():
        if floor_parameters(country):
            enqueue_at_once("wage-round", country.code)


def retest_wages(country: str, size: int = BATCH) -> Found:
    """Test the wages of all vacancies and of all paid work of a country that are not over, as of today.

    A vacancy below the minimum is put on hold, and one on hold that is not (any more) becomes what it was.
    Work below it gets the day on which that was found (``Placement.wage_low_on``), which its coach sees in
    Today; it goes once the wage is enough. Records each change.
    """
    found, today, done = Found(), timezone.localdate(), 0
    vacancies = Vacancy.objects.filter(status__in=TESTED, company__organisation__country=country)
    work = Placement.objects.under_way().filter(
        kind__in=Placement.PAID_KINDS, resident__centre__country=country
    )
    total = vacancies.count() + work.count()
    for pks in _batches(vacancies, size):
        _test_vacancies(pks, today, found)
        done += len(pks)
        say_how_far(done, total)
    for pks in _batches(work, size):
        _test_work(pks, today, found)
        done += len(pks)
        say_how_far(done, total)
    return found


def _batches(rows: QuerySet[Any], size: int) -> Iterator[list[int]]:
    """The keys of the rows, so many at a time; what changes meanwhile is looked at as it is by then."""
    last = 0
    while pks := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield pks
        last = pks[-1]


@transaction.atomic
def _test_vacancies(pks: list[int], today: date, found: Found) -> None:
    rows = Vacancy.objects.select_for_update(of=("self",)).select_related("company__organisation")
    with read_once():
        for vacancy in rows.filter(pk__in=pks, status__in=TESTED).order_by("pk"):
            is_below = wage_test(vacancy, parameters_in_force(), today).is_below
            if is_below and vacancy.status != Vacancy.Status.HELD:
                employers.hold_vacancy(vacancy)
                found.held += 1
            elif not is_below and vacancy.status == Vacancy.Status.HELD:
                employers.resume_vacancy(vacancy)
                found.resumed += 1


@transaction.atomic
def _test_work(pks: list[int], today: date, found: Found) -> None:
    rows = Placement.objects.under_way().select_for_update(of=("self",)).select_related("resident__centre")
    with read_once():
        for placement in rows.filter(pk__in=pks).order_by("pk"):
            is_below = placement_wage_test(placement, parameters_in_force(), today).is_below
            if is_below and placement.wage_low_on is None:
                mark_wage(placement, today)
                found.low += 1
            elif not is_below and placement.wage_low_on is not None:
                mark_wage(placement, None)
                found.enough += 1
