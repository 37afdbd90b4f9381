"""People for a hotel, and for fruit in Belgium: who suit, who are to be asked something, near misses."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from demo.batch import Batch
from demo.cases import CaseWriter
from demo.names import ORIGINS, Person
from demo.places import Places
from demo.situations import Desk
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.week import WHOLE_WEEK
from matching.profiles import demand_of, ranking_for
from matching.rankings.looking import keep_people_shown
from matching.services.journeys import say_journey
from residents.models import WishedWork, WorkExperience

MORNINGS = sum(0b001 << (day * 3) for day in range(7))
BY_DAY = sum(0b011 << (day * 3) for day in range(7))
PENDING, VALID = 320, 330  # days since the application, and that the document is still valid


@dataclass(frozen=True)
class Candidate:
    """Somebody with work and wishes by codes of the vocabulary, and what they answered at the intake."""

    person: Person
    did: str
    years: int
    wishes: tuple[str, ...]
    dutch: str = "A2"
    english: str = ""
    pending: int = PENDING
    valid: int = VALID
    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""  # the work as they said it, where nobody chose it from the list yet


def _person(origin: str, first_name: str, last_name: str, gender: str = "woman") -> Person:
    return Person(first_name, last_name, gender, ORIGINS[origin].language, origin)


USUAL = {
    "hours": 24,
    "travel_minutes": 60,
    "cycling": "yes",
    "transport": "alone",
    "availability": BY_DAY,
    "lessons": 0,
    "occupation": "Kamerhulp, schoonmaak",
    "skills": "",
    "wish": "Werk in een hotel",
}
CANDIDATES = (
    Candidate(_person("syria", "Hiba", "Najjar"), "room-attendant", 4, ("room-attendant",), english="B1"),
    Candidate(
        _person("afghanistan", "Freshta", "Wardak"),
        "cleaner",
        2,
        ("kitchen-help",),
        answers={"cycling": "no"},
    ),
    Candidate(
        _person("eritrea", "Semhar", "Kidane"),
        "room-attendant",
        6,
        ("room-attendant", "cook"),
        dutch="A1",
        answers={"availability": WHOLE_WEEK, "hours": 32},
    ),
    Candidate(
        _person("iraq", "Rebin", "Qasim", "man"),
        "cleaner",
        1,
        ("cleaner",),
        dutch="B1",
        answers={"availability": MORNINGS & 0b111111111, "hours": 24},
    ),
    Candidate(
        _person("syria", "Maha", "Atassi"),
        "room-attendant",
        3,
        ("room-attendant",),
        answers={"travel_minutes": None},
    ),
    Candidate(
        _person("eritrea", "Bisrat", "Okbay"),
        "cleaner",
        5,
        ("cleaner",),
        dutch="B1",
        answers={"hours": None},
    ),
    Candidate(
        _person("afghanistan", "Jawid", "Popal", "man"),
        "room-attendant",
        2,
        ("room-attendant",),
        answers={"hours": 16},
    ),
    Candidate(_person("syria", "Nour", "Barakat"), "room-attendant", 7, ("room-attendant",), pending=74),
    Candidate(_person("turkey", "Sevgi", "Polat"), "cleaner", 3, ("cleaner",), dutch="A0", english="B1"),
)

FULL_WEEK = {
    "hours": 38,
    "travel_minutes": 75,
    "availability": BY_DAY,
    "occupation": "Plukken op het land",
    "wish": "Werk buiten",
}
# For the fruit of the Belgian desk: who suits, who is to be asked something, and near misses.
PICKERS = (
    Candidate(_person("afghanistan", "Nasrin", "Haidari"), "fruit-picker", 5, ("fruit-picker",)),
    Candidate(_person("syria", "Yazan", "Khoury", "man"), "fruit-picker", 3, ("fruit-picker",), english="B1"),
    Candidate(_person("eritrea", "Yonas", "Tesfay", "man"), "fruit-picker", 1, ("order-picker",), dutch="A1"),
    Candidate(
        _person("iraq", "Zhyan", "Rashid"), "fruit-picker", 4, ("fruit-picker",), answers={"hours": None}
    ),
    Candidate(
        _person("turkey", "Emine", "Arslan"),
        "fruit-picker",
        8,
        ("fruit-picker",),
        answers={"cycling": "", "transport": ""},
    ),
    Candidate(_person("afghanistan", "Zabi", "Noori", "man"), "fruit-picker", 2, (), answers={"hours": 32}),
    Candidate(
        _person("syria", "Rima", "Haddad"),
        "fruit-picker",
        6,
        ("fruit-picker",),
        answers={"availability": MORNINGS & 0b111111111111111},
        words="Appels plukken in het seizoen",
    ),
)


def build_candidates(places: Places) -> None:
    """Write them at the centres of two coaches, with an intake of last month."""
    terms = {each.code: each for each in Occupation.objects.all()}
    _at_centre(places, "lindenhout", "coach", CANDIDATES, terms, seed=2030)
    _at_centre(places, "bilzerbos", "coach2", PICKERS, terms, seed=2031, usual=FULL_WEEK)


def _at_centre(
    places: Places,
    centre: str,
    coach: str,
    candidates: Iterable[Candidate],
    terms: dict[str, Occupation],
    *,
    seed: int,
    usual: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same data every time
    batch = Batch()
    writer = CaseWriter(batch, rng, places.projects["GRENSLAND"], places.users[coach])
    desk = Desk(writer, places.centres[centre], places.users[coach], places.today, {}, {})
    for each in candidates:
        _write(desk, each, terms, usual)
    batch.flush()


def _write(desk: Desk, each: Candidate, terms: dict[str, Occupation], usual: Mapping[str, Any]) -> None:
    writer = desk.writer
    resident = desk.person(each.person, each.pending)
    apply = writer.dutch_applicant if desk.in_nl else writer.belgian_applicant
    apply(resident, desk.days(-each.pending), valid_until=desk.days(each.valid))
    writer.languages(resident, nl=each.dutch, **({"en": each.english} if each.english else {}))
    writer.contact(resident, desk.days(-39))
    answers: dict[str, Any] = (
        USUAL
        | dict(usual)
        | {"dutch_or_french": each.dutch, "experience_years": Decimal(each.years)}
        | each.answers
    )
    intake = writer.intake(resident, desk.days(-30), **answers)
    common = {"resident": resident, "intake": intake}
    years = Decimal(each.years)
    work: dict[str, Any] = {"words": each.words} if each.words else {"occupation": terms[each.did]}
    writer.batch.add(WorkExperience(**common, **work, years=years, employer="company"))
    for rank, code in enumerate(each.wishes, start=1):
        writer.batch.add(WishedWork(**common, occupation=terms[code], rank=rank))


def look_at_candidates(places: Places) -> None:
    """Let the coach have looked at who suits the hotel, once the profiles are there.

    Before that, let them have said how long it takes to another town: no bus line is in the estimate.
    """
    coach = places.users["coach"]
    hat = hat_for(coach, Role.COACH)
    with open_scope(hat.scope):
        say_journey(
            places.centres["lindenhout"],
            "Venlo",
            minutes=35,
            minutes_at_night=None,
            reason="Bus 12 rijdt er elke tien minuten rechtstreeks heen.",
            user=coach,
        )
        vacancy = Vacancy.objects.get(title="Kamerhulp", status=Vacancy.Status.OPEN)
        demand, ranking = demand_of(vacancy), ranking_for(vacancy, places.today)
        keep_people_shown(vacancy, demand, ranking, places.today, narrowed="", user=coach, hat=hat)
