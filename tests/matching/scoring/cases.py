"""A chambermaid's vacancy and somebody who meets every condition of it; a test changes what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from matching.scoring import Demand, Experience, LanguageLevel, Profile
from matching.scoring.records import NEVER

TODAY = date(2026, 11, 30)
START = date(2027, 1, 11)
WATERDAM = (52.3000, 5.2000)
LINDENHOUT = (52.3270, 5.2000)  # 3.9 kilometres by road: cycles 16 minutes, takes 20
WORKING_DAYS, WHOLE_WEEK = range(5), range(7)
MORNING, AFTERNOON, NIGHT = 1, 2, 4


def week(days: Any, parts: int) -> int:
    """Return a week with the same parts on each of these days."""
    return sum(parts << (day * 3) for day in days)


VACANCY = Demand(
    id="V-1",
    country="NL",
    municipality="Waterdam",
    point=WATERDAM,
    company="Hotel De Linde",
    isco="9112",
    starts_on=START,
    ends_on=date(2027, 7, 10),
    shifts=week((0, 2, 4, 5), MORNING),
    hours=24,
    languages=((LanguageLevel("nl", "A2"),),),
    certificates=frozenset({"vca-basic"}),
    skills=frozenset({"beds", "cleaning-agents"}),
)
SELAM = Profile(
    id="B-1",
    centre="AZC Lindenhout",
    country="NL",
    municipality="Lindenhout",
    point=LINDENHOUT,
    is_guided=True,
    has_consent=True,
    eligible_from=date(2026, 8, 1),
    lead_days=35,
    work_until=NEVER,
    occupations=(Experience("9112", 4),),
    skills=frozenset({"beds"}),
    certificates={"vca-basic": NEVER},
    languages={"nl": "A2", "ti": "C2"},
    availability=week(WHOLE_WEEK, MORNING | AFTERNOON | NIGHT),
    hours_max=32,
    travel_max=45,
    means=frozenset({"bicycle"}),
    wishes=("9112",),
)


def vacancy(**changes: Any) -> Demand:
    """Return the vacancy, changed."""
    return replace(VACANCY, **changes)


def selam(**changes: Any) -> Profile:
    """Return the resident, changed."""
    return replace(SELAM, **changes)
