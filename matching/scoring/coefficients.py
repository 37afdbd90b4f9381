"""The figures of a ranking: what each feature weighs, how people travel, and how little "by little" is.

They were chosen, not learned: none is learned before there are some 500 outcomes and an audit of bias. A
change here changes ``versions.version()``, which stands in the log of each ranking. ``docs/matching.md`` says
where they come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

OCCUPATION, SKILLS, TRAVEL_TIME, AVAILABILITY, WISH, LANGUAGE = FEATURES = (
    "occupation",
    "skills",
    "travel",
    "availability",
    "wish",
    "language",
)
ONE = 1000  # values of features are thousandths: whole numbers, so that every way of counting gives the same

# Where a vacancy does not say until when. What is meant to last has no end; of the rest the first quarter is
# asked about, an assumption of November 2026, and the page says so.
FIRST_CONTRACT = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs, in hundredths. More for language was tried, and found fewer who suit."""

    occupation: int = 34
    skills: int = 20
    travel: int = 16
    availability: int = 12
    wish: int = 10
    language: int = 3


@dataclass(frozen=True, slots=True)
class Travel:
    """How a journey is estimated: kilometres an hour, and minutes before one is under way.

    Bicycle and public transport are those of the pages of a case. Car and foot are assumptions of November
    2026 that nobody measured. ``detour``: how much longer a road is than the great circle. ``known``: minutes
    one way by day that a coach knows better, by (centre, municipality); ``known_at_night`` those of a night.
    """

    detour: float = 1.3
    bicycle_kmh: float = 15
    public_transport_kmh: float = 36
    public_transport_minutes: float = 15
    car_kmh: float = 50
    car_minutes: float = 5
    foot_kmh: float = 5
    known: Mapping[tuple[str, str], int] = field(default_factory=dict)
    known_at_night: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How much one condition may fail by, so that somebody is still shown as a near miss.

    ``one_of_shifts`` and ``one_of_contract``: at least one part in so many is there. A contract without an
    end is measured by its first ``open_contract_days``: a right to work that ends never lasts as long, and
    half a year of it is what a first contract usually asks.
    """

    days: int = 30
    levels: int = 1
    minutes: int = 15
    hours: int = 8
    one_of_shifts: int = 3
    one_of_contract: int = 2
    open_contract_days: int = 365


WEIGHTS = Weights()
TRAVEL = Travel()
TOLERANCES = Tolerances()
