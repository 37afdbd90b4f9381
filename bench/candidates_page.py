"""How long the page of a vacancy's candidates takes, through all of Django, for a coach of every centre.

    DATABASE_URL=postgres://… .venv/bin/python bench/candidates_page.py [--count 100000] [--pages 30]

Promise, as a ratio in one run: at most 2 × the ranking and a bare page of somebody who is logged in. Each
page is a first look, so that what is kept of it is written too; page, ranking and bare page take turns. Works
in a test database of its own.

Measured: docs/quality.md.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.test import Client
from django.urls import reverse

from bench.beside import report
from bench.people import database
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.desks.models import Centre
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.profiles import ranking_for, with_demands
from tests.factories.accounts import MembershipFactory

PROMISE = 2
COUNTRY = "NL"


def measure(number: int, on: date) -> list[bool]:
    """Open the pages of some vacancies; say whether the promise is kept."""
    centres = list(Centre.objects.filter(country=COUNTRY))
    user = MembershipFactory(role=Role.COACH, centres=centres).user
    here = Vacancy.objects.filter(company__organisation__country=COUNTRY).order_by("pk")
    here.update(submitted_on=on)
    client = Client()
    client.force_login(user)
    vacancies = list(with_demands(here)[: number + 1])
    bare, pages = reverse("accounts:drafts"), [page_of(each) for each in vacancies]
    opened(client, bare)
    opened(client, pages[0])  # the first one of a process fills its caches
    ratios, ranked = [], []
    with open_scope(hat_for(user, Role.COACH).scope):
        for vacancy, page in list(zip(vacancies, pages, strict=True))[1:]:
            times = [
                took(work)
                for work in (
                    lambda page=page: opened(client, page),
                    lambda vacancy=vacancy: ranking_for(vacancy, on),
                    lambda: opened(client, bare),
                )
            ]
            ratios.append(times[0] / (times[1] + times[2]))
            ranked.append(times)
    whole, ranking, plain = (statistics.median(each) for each in zip(*ranked, strict=True))
    print(f"page {whole:.0f} ms; ranking {ranking:.0f} ms; bare page {plain:.0f} ms")
    return [report("page / ranking and a bare page, median", statistics.median(ratios), PROMISE)]


def page_of(vacancy: Vacancy) -> str:
    """Return the address of the candidates of a vacancy."""
    return reverse("matching:propose", args=[vacancy.code])


def opened(client: Client, address: str) -> None:
    """Open a page, which has to be there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code, response.get("Location"))


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds of something."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Fill, measure, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--quick", action="store_true", help="10,000 residents, 5 pages")
    options = parser.parse_args()
    residents, pages = (10_000, 5) if options.quick else (options.count, options.pages)
    with database(residents, open_ones=pages * 2 + 20) as on:
        kept = measure(pages, on)
    if not all(kept):
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
