"""What a ranking reads: of a vacancy a ``Demand``, of a resident a ``Profile``. Nothing else can weigh.

``None`` is "not known", everywhere, and never "no". Weeks are 21 bits, as in ``jobdesk/web/week.py``: that of
a part is ``day * 3 + part``, Monday morning the lowest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Point = tuple[float, float]  # degrees: latitude, longitude
NEVER = date.max  # a certificate that does not expire, a right to work without an end


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """A language by its code (``nl``) and a level of the Common European Framework (``A2``)."""

    language: str
    level: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What a vacancy asks. ``languages``: groups, each met by any one of its languages.

    ``isco``: a unit group of ISCO-08, empty when the work is in nobody's list. ``ends_on``: None, no end.
    ``shifts``: None where the vacancy does not say when the work is.
    """

    id: str
    country: str
    municipality: str
    point: Point | None
    company: str
    isco: str
    starts_on: date
    ends_on: date | None = None
    shifts: int | None = None
    hours: int | None = None
    languages: tuple[tuple[LanguageLevel, ...], ...] = ()
    certificates: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Experience:
    """Work that somebody did: the unit group of ISCO-08, and for how many years where that is known."""

    isco: str
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is read of a resident.

    ``eligible_from``: the first day on which they may work, permit and notification aside; those take
    ``lead_days`` from the day they are asked for, unless there is a permit for that company
    (``permit_employer``). ``work_until``: how long the right to work lasts, ``NEVER`` without an end.
    ``languages``: levels by code, None in it where the level is not recorded; a language that is absent is
    not spoken. ``certificates``: the last day of each, None where that is not known. ``availability`` still
    holds the ``lessons``. ``travel_max``: minutes one way. ``means``: those of ``journeys.MEANS``.
    ``at_work_at``: the company where somebody works now, empty when nowhere. ``country``: where the right to
    work holds, empty when not known. ``open_proposals``: shown beside a person, never weighed.
    ``read_from_words``: unit groups of ``occupations`` and ``wishes`` that were read from own words and that
    nobody confirmed; said beside a person, never weighed.

    Without a permit ``lead_days`` are counted from ``eligible_from``: whoever fills this in for somebody for
    whom nothing was asked yet puts today there when that day has passed.
    """

    id: str
    centre: str
    country: str
    municipality: str
    point: Point | None
    is_guided: bool | None
    has_consent: bool
    at_work_at: str = ""
    is_looking: bool | None = True
    eligible_from: date | None = None
    lead_days: int | None = None
    permit_employer: str = ""
    work_until: date | None = None
    occupations: tuple[Experience, ...] | None = None
    skills: frozenset[str] | None = None
    certificates: Mapping[str, date | None] | None = None
    languages: Mapping[str, str | None] | None = None
    availability: int | None = None
    lessons: int = 0
    hours_max: int | None = None
    travel_max: int | None = None
    means: frozenset[str] | None = None
    wishes: tuple[str, ...] | None = None
    read_from_words: frozenset[str] = frozenset()
    open_proposals: int = 0
