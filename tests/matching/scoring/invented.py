"""Vacancies and residents made at random, with everything that can be: unknown facts, nights, permits.

Few values each, so that limits are hit: what differs by one day, one level, one part of the week.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from matching.scoring import Demand, Experience, LanguageLevel, Profile
from matching.scoring.conditions import LEVELS
from matching.scoring.journeys import MEANS
from matching.scoring.records import NEVER
from tests.matching.scoring.cases import TODAY

COMPANIES = ("", "Hotel De Linde", "Bakkerij Zonneveld", "Wasserij Helder")
ISCO = ("9112", "9112", "9111", "9121", "5151", "5120", "9412", "911", "91", "8322")
LANGUAGES = ("nl", "en", "fr", "ar")
CERTIFICATES = ("vca-basic", "forklift", "driving-b")
SKILLS = ("beds", "linen", "machines", "bread", "till")
PLACES = [(52.0 + step / 20, 5.0 + step / 30) for step in range(8)]
MUNICIPALITIES = ("Waterdam", "Veenmeer")


def one_or_none(random: Random, values: Any, share: float = 0.04) -> Any:
    """Return one of the values; in so many of a hundred None."""
    return None if random.random() < share else random.choice(values)


def some(random: Random, values: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return up to so many of the values, none of them often."""
    return tuple(random.sample(values, random.randint(0, most)))


def day(random: Random, around: date, span: int) -> date:
    """Return a day near another."""
    return around + timedelta(random.randint(-span, span))


def vacancy(random: Random, number: int) -> Demand:
    """Return an invented vacancy."""
    starts_on = day(random, TODAY + timedelta(30), 40)
    groups = random.choice((0, 1, 1, 2))
    return Demand(
        id=f"V-{number}",
        country=random.choice(("NL",) * 6 + ("BE",)),
        municipality=random.choice(MUNICIPALITIES),
        point=one_or_none(random, PLACES, 0.05),
        company=random.choice(COMPANIES),
        isco=random.choice(("9112", "9112", "9112", "9111", "5120", "9412", "")),
        starts_on=starts_on,
        ends_on=one_or_none(random, [starts_on + timedelta(length) for length in (0, 29, 180)], 0.3),
        shifts=one_or_none(random, [random.getrandbits(21) & random.getrandbits(21) for _ in range(4)], 0.05),
        hours=one_or_none(random, (0, 8, 24, 32, 40), 0.05),
        languages=tuple(
            tuple(
                LanguageLevel(random.choice(LANGUAGES), random.choice(("A1", "A1", "A2", "B1")))
                for _each in range(random.randint(1, 2))
            )
            for _group in range(groups)
        ),
        certificates=frozenset(some(random, CERTIFICATES, random.choice((0, 0, 0, 1, 2)))),
        skills=frozenset(some(random, SKILLS, 3)),
    )


def resident(random: Random, number: int) -> Profile:
    """Return an invented resident."""
    return Profile(
        id=f"B-{number}",
        centre=random.choice(("Lindenhout", "Heuvel")),
        country=random.choice(("NL",) * 8 + ("BE", "")),
        municipality=random.choice(MUNICIPALITIES),
        point=one_or_none(random, PLACES, 0.05),
        is_guided=random.choice((True,) * 12 + (False, None)),
        has_consent=random.random() < 0.95,
        at_work_at=random.choice(COMPANIES + ("",) * 8),
        is_looking=random.choice((True, True, True, False, None)),
        eligible_from=one_or_none(random, [day(random, TODAY - timedelta(30), 50)]),
        lead_days=one_or_none(random, (0, 2, 35)),
        permit_employer=random.choice(COMPANIES + ("",) * 6),
        work_until=one_or_none(
            random, (NEVER, NEVER, NEVER, NEVER, NEVER, day(random, TODAY + timedelta(90), 120))
        ),
        occupations=one_or_none(random, [_occupations(random)]),
        skills=one_or_none(random, [frozenset(some(random, SKILLS, 4))]),
        certificates=one_or_none(
            random,
            [
                {
                    code: one_or_none(random, (NEVER, day(random, TODAY, 60)))
                    for code in some(random, CERTIFICATES, 3)
                }
            ],
        ),
        languages=one_or_none(
            random,
            [{code: one_or_none(random, tuple(LEVELS)) for code in LANGUAGES if random.random() < 0.8}],
        ),
        availability=one_or_none(random, [random.getrandbits(21) | random.getrandbits(21), (1 << 21) - 1]),
        lessons=random.choice((0, 0, 0b1001, 1 << 20)),
        hours_max=one_or_none(random, (16, 24, 32, 40, 48)),
        travel_max=one_or_none(random, (15, 45, 60, 90, 120)),
        means=one_or_none(
            random, [frozenset(some(random, MEANS[:3], 3) or random.choice(((), ("bicycle",), ("foot",))))]
        ),
        wishes=one_or_none(random, [some(random, ISCO, 2)]),
        open_proposals=random.randint(0, 4),
    )


def _occupations(random: Random) -> tuple[Experience, ...]:
    return tuple(
        Experience(code, one_or_none(random, (0, 0.5, 1, 2.5, 4, 12))) for code in some(random, ISCO, 3)
    )
