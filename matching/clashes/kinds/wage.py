"""The wage against the floor of the day and the age, and against what a sector asks."""

from __future__ import annotations

from collections.abc import Iterator

from law.messages import gettext_noop as _
from law.registry import country
from law.rules import years_old
from law.wage_floor import sector_floor, wage_floor
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown


def _floor(case: Case) -> Iterator[Clash]:
    """By the same floor as the services that refuse what is below (``matching/wages/floor.py``)."""
    here, day = country(case.person.country), max(case.work.starts_on, case.on)
    if not case.work.is_paid or not here.minimum_wage:
        return
    born = case.person.birth_date
    age = years_old(born, day) if born else None
    floor = wage_floor(here, day, case.parameters, age)
    if case.work.wage is None:
        yield unknown("wage")
    elif floor is None:
        yield unknown("minimum")
    elif case.work.wage < floor.amount:
        yield found(Severity.STOPS, amount=str(floor.amount), source=floor.entry.source)
    elif not floor.is_of_the_day:
        yield unknown("minimum")


def _sector(case: Case) -> Iterator[Clash]:
    """Nobody but the employer knows which agreement holds, so that it is asked and not refused."""
    if not case.work.is_paid or case.work.wage is None:
        return
    day = max(case.work.starts_on, case.on)
    asked = sector_floor(country(case.person.country), case.work.sector, day, case.parameters)
    if asked and case.work.wage < asked.amount:
        yield found(Severity.TO_KNOW, amount=str(asked.amount), source=asked.entry.source)


FLOOR = "wage_floor"  # work under way has a line of its own on the start page
KINDS = (
    Kind(
        code=FLOOR,
        find=_floor,
        what=_("The wage is below the legal minimum: %(amount)s. Source: %(source)s."),
        todo=_("Agree on a higher wage with the company: what is below is refused."),
        page="terms",
        ask=_("Not known yet: whether the wage is enough. Ask the company for the wage, and test it again."),
        ask_page="terms",
    ),
    Kind(
        code="wage_sector",
        find=_sector,
        what=_("A collective agreement of this sector asks more: %(amount)s. Source: %(source)s."),
        todo=_("Ask the company whether this agreement holds for it."),
        page="terms",
    ),
)
