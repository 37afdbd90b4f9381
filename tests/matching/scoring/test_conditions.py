"""The seven conditions, each at its limit and one beyond, and what is in no list at all."""

from datetime import date, timedelta
from typing import Any

import pytest

from matching.scoring import CHECK, EXCLUDED, NEAR, RANKED, Experience, LanguageLevel, Travel, judge
from matching.scoring.records import NEVER
from tests.matching.scoring.cases import (
    AFTERNOON,
    MORNING,
    NIGHT,
    SELAM,
    START,
    TODAY,
    WATERDAM,
    WHOLE_WEEK,
    WORKING_DAYS,
    selam,
    vacancy,
    week,
)

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
NOWHERE = EXCLUDED, "conditions"
END = START + timedelta(9)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def found(demand: dict[str, Any], profile: dict[str, Any]) -> tuple[str, str]:
    """Where somebody stands, and which condition, question or code says why."""
    judgement = judge(vacancy(**demand), selam(**profile), TODAY)
    if judgement.state == NEAR:
        return NEAR, judgement.failed[0].condition
    if judgement.state == CHECK:
        return CHECK, " ".join(judgement.left_open)
    return judgement.state, judgement.why


def test_somebody_who_meets_everything_is_ranked() -> None:
    assert found({}, {}) == (RANKED, "")


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"is_guided": False}, (EXCLUDED, "ended")),
        ({"is_guided": None}, (CHECK, "status")),
        ({"has_consent": False}, (EXCLUDED, "no_consent")),
        ({"country": "BE"}, (EXCLUDED, "other_country")),
        ({"country": ""}, (CHECK, "country")),
        ({"at_work_at": "Hotel De Linde", "is_looking": True}, (EXCLUDED, "at_work_here")),
        ({"at_work_at": "Bakkerij", "is_looking": False}, (EXCLUDED, "not_looking")),
        ({"at_work_at": "Bakkerij", "is_looking": True}, (RANKED, "")),
        ({"at_work_at": "Bakkerij", "is_looking": None}, (CHECK, "looking")),
        ({"is_looking": False}, (RANKED, "")),  # of somebody who does not work it says nothing
        # Of several reasons the first is said.
        ({"is_guided": False, "has_consent": False}, (EXCLUDED, "ended")),
        ({"has_consent": False, "country": "BE"}, (EXCLUDED, "no_consent")),
        ({"country": "BE", "at_work_at": "Hotel De Linde"}, (EXCLUDED, "other_country")),
    ],
)
def test_who_is_left_out_before_any_condition(profile: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found({}, profile) == expected


def test_work_at_a_company_without_a_name_is_not_this_company() -> None:
    assert found({"company": ""}, {"at_work_at": ""}) == (RANKED, "")


@pytest.mark.parametrize(
    ("demand", "profile", "expected"),
    [
        ({}, {"occupations": (Experience("9111"),), "wishes": ()}, (RANKED, "")),  # the same minor group
        ({}, {"occupations": (Experience("9121"),), "wishes": ()}, (EXCLUDED, "not_relevant")),
        ({}, {"occupations": (Experience("911"),), "wishes": ()}, (RANKED, "")),  # no unit group is known
        ({}, {"occupations": (Experience("91"),), "wishes": ()}, (EXCLUDED, "not_relevant")),
        ({}, {"occupations": (), "wishes": ("9112",)}, (RANKED, "")),
        ({}, {"occupations": (), "wishes": ("9111",)}, (EXCLUDED, "not_relevant")),
        ({}, {"occupations": (), "wishes": ("911",)}, (EXCLUDED, "not_relevant")),
        ({}, {"occupations": None, "wishes": ("9112",)}, (RANKED, "")),
        ({}, {"occupations": None, "wishes": ()}, (EXCLUDED, "occupation_unknown")),
        ({}, {"occupations": (), "wishes": None}, (EXCLUDED, "not_relevant")),
        ({"isco": ""}, {}, (EXCLUDED, "no_occupation")),
        ({"isco": ""}, {"occupations": (Experience(""),), "wishes": ("",)}, (EXCLUDED, "no_occupation")),
    ],
)
def test_who_is_relevant(demand: dict[str, Any], profile: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found(demand, profile) == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"eligible_from": START - days(35)}, (RANKED, "")),
        ({"eligible_from": START - days(34)}, (NEAR, "eligible")),
        ({"eligible_from": START - days(5)}, (NEAR, "eligible")),  # 30 days after the start
        ({"eligible_from": START - days(4)}, NOWHERE),  # 31
        ({"eligible_from": NEVER}, NOWHERE),
        ({"eligible_from": None}, (CHECK, "eligible")),
        ({"lead_days": None}, (CHECK, "eligible")),
        ({"lead_days": None, "eligible_from": START}, (CHECK, "eligible")),
        # Too late whatever the lead time is: there is nothing to ask.
        ({"lead_days": None, "eligible_from": START + days(1)}, NOWHERE),
        # A permit for this company is there already.
        ({"permit_employer": "Hotel De Linde", "eligible_from": START}, (RANKED, "")),
        ({"permit_employer": "Hotel De Linde", "eligible_from": START, "lead_days": None}, (RANKED, "")),
        ({"permit_employer": "Hotel De Linde", "eligible_from": START + days(1)}, (NEAR, "eligible")),
        ({"permit_employer": "Hotel De Linde", "eligible_from": None}, (CHECK, "eligible")),
        # For any other a new one takes the lead days from today.
        ({"permit_employer": "Bakkerij", "lead_days": 42}, (RANKED, "")),
        ({"permit_employer": "Bakkerij", "lead_days": 43}, (NEAR, "eligible")),
        ({"permit_employer": "Bakkerij", "lead_days": 72}, (NEAR, "eligible")),
        ({"permit_employer": "Bakkerij", "lead_days": 73}, NOWHERE),
        ({"permit_employer": "Bakkerij", "eligible_from": START}, (RANKED, "")),
        ({"permit_employer": "Bakkerij", "eligible_from": START + days(1)}, (NEAR, "eligible")),
        ({"permit_employer": "Bakkerij", "eligible_from": None}, (CHECK, "eligible")),
        ({"permit_employer": "Bakkerij", "eligible_from": None, "lead_days": 43}, NOWHERE),
        ({"permit_employer": "Bakkerij", "eligible_from": None, "lead_days": None}, (CHECK, "eligible")),
    ],
)
def test_may_work_on_the_start_day(profile: dict[str, Any], expected: tuple[str, str]) -> None:
    assert (TODAY + days(42)) == START
    assert found({}, profile) == expected


def test_a_start_that_has_passed_is_today() -> None:
    assert found({"starts_on": YESTERDAY}, {"eligible_from": TODAY - days(35)}) == (RANKED, "")
    assert found({"starts_on": YESTERDAY}, {"eligible_from": TODAY - days(34)}) == (NEAR, "eligible")


@pytest.mark.parametrize(
    ("ends_on", "work_until", "expected"),
    [
        (START + days(99), START + days(99), (RANKED, "")),
        (START + days(99), NEVER, (RANKED, "")),
        (START + days(99), START + days(98), (NEAR, "right_ends")),
        (START + days(99), START + days(49), (NEAR, "right_ends")),  # 50 of 100 days
        (START + days(99), START + days(48), NOWHERE),
        (START + days(99), START - days(1), NOWHERE),
        (START, START - days(1), NOWHERE),
        (START + days(99), None, (CHECK, "right_ends")),
        (None, NEVER, (RANKED, "")),
        (None, None, (CHECK, "right_ends")),
        (None, START + days(182), (NEAR, "right_ends")),  # half of a first year
        (None, START + days(181), NOWHERE),
        (None, START + days(4000), (NEAR, "right_ends")),  # never as long as a contract without an end
    ],
)
def test_the_right_lasts_as_long_as_the_contract(
    ends_on: date | None, work_until: date | None, expected: tuple[str, str]
) -> None:
    assert found({"ends_on": ends_on}, {"work_until": work_until}) == expected


NL_A2, NL_B1, EN_B1 = LanguageLevel("nl", "A2"), LanguageLevel("nl", "B1"), LanguageLevel("en", "B1")


@pytest.mark.parametrize(
    ("groups", "languages", "expected"),
    [
        (((NL_A2,),), {"nl": "A2"}, (RANKED, "")),
        (((NL_A2,),), {"nl": "C2"}, (RANKED, "")),
        (((NL_A2,),), {"nl": "A1"}, (NEAR, "language:nl")),
        (((NL_A2,),), {"nl": "A0"}, NOWHERE),
        (((NL_A2,),), {}, NOWHERE),  # absent is not spoken
        (((LanguageLevel("nl", "A1"),),), {}, (NEAR, "language:nl")),
        (((NL_A2,),), {"nl": None}, (CHECK, "language:nl")),
        (((NL_A2,),), None, (CHECK, "language:nl")),
        ((), None, (RANKED, "")),
        # Any one of a group is enough.
        (((NL_B1, EN_B1),), {"nl": "A1", "en": "B1"}, (RANKED, "")),
        (((NL_B1, EN_B1),), {"nl": "A1", "en": "A2"}, (NEAR, "language:en")),
        (((NL_B1, EN_B1),), {"nl": "A2", "en": "A2"}, (NEAR, "language:nl")),  # the first that comes as near
        (((NL_B1, EN_B1),), {"nl": "A2", "en": None}, (CHECK, "language:en")),
        (((NL_B1, EN_B1),), {"nl": "B1", "en": None}, (RANKED, "")),
        (((NL_B1, EN_B1),), None, (CHECK, "language:nl")),
        # Of every group one.
        (((NL_A2,), (EN_B1,)), {"nl": "A2", "en": "B1"}, (RANKED, "")),
        (((NL_A2,), (EN_B1,)), {"nl": "A2", "en": "A2"}, (NEAR, "language:en")),
        (((NL_A2,), (EN_B1,)), {"nl": "A1", "en": "A2"}, NOWHERE),
        (((NL_A2,), (EN_B1,)), None, (CHECK, "language:nl language:en")),
        (((NL_A2,), (EN_B1,)), {"nl": "A1", "en": None}, NOWHERE),  # one fails, and not everything is known
        # Two groups that come down to one language are one condition, by the larger gap.
        (((NL_A2,), (NL_A2, EN_B1)), {"nl": "A1"}, (NEAR, "language:nl")),
        (((NL_A2,), (NL_B1, EN_B1)), {"nl": "A1"}, NOWHERE),
        (((NL_B1, EN_B1), (NL_A2,)), {"nl": "A1"}, NOWHERE),
    ],
)
def test_languages(groups: Any, languages: Any, expected: tuple[str, str]) -> None:
    assert found({"languages": groups}, {"languages": languages}) == expected


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ({"vca-basic": NEVER}, (RANKED, "")),
        ({"vca-basic": START}, (RANKED, "")),
        ({"vca-basic": START - days(1)}, (NEAR, "certificate:vca-basic")),
        ({"vca-basic": None}, (CHECK, "certificate:vca-basic")),
        ({}, (NEAR, "certificate:vca-basic")),
        (None, (CHECK, "certificate:vca-basic")),
    ],
)
def test_a_certificate_is_valid_on_the_start_day(certificates: Any, expected: tuple[str, str]) -> None:
    assert found({}, {"certificates": certificates}) == expected


def test_two_certificates_are_two_conditions() -> None:
    asked = {"certificates": frozenset({"vca-basic", "forklift"})}
    assert found(asked, {"certificates": {"forklift": NEVER}}) == (NEAR, "certificate:vca-basic")
    assert found(asked, {"certificates": {}}) == NOWHERE
    assert found(asked, {"certificates": None}) == (CHECK, "certificate:forklift certificate:vca-basic")
    assert found(asked, {"certificates": {"forklift": None}}) == NOWHERE


BICYCLE, BUS, CAR = frozenset({"bicycle"}), frozenset({"public_transport"}), frozenset({"car"})
NIGHTS = week((0, 2, 4, 5), NIGHT)
FAR = (
    WATERDAM[0] + 0.5,
    WATERDAM[1],
)  # 72 kilometres: by bicycle 290 minutes, by public transport 140, by car 95


@pytest.mark.parametrize(
    ("demand", "profile", "expected"),
    [
        ({}, {"travel_max": 20}, (RANKED, "")),  # cycles 16 minutes, rounded up
        ({}, {"travel_max": 19}, (NEAR, "travel")),
        ({}, {"travel_max": 5}, (NEAR, "travel")),  # 15 minutes too far
        ({}, {"travel_max": 4}, NOWHERE),
        ({}, {"travel_max": None}, (CHECK, "travel")),
        ({}, {"means": None}, (CHECK, "travel")),
        ({}, {"means": None, "travel_max": 4}, NOWHERE),  # too far even by car
        ({}, {"means": frozenset()}, NOWHERE),
        ({}, {"means": frozenset(), "travel_max": None}, NOWHERE),
        ({}, {"point": None}, (CHECK, "travel")),
        ({"point": None}, {}, (CHECK, "travel")),
        ({}, {"means": BUS, "travel_max": 25}, (RANKED, "")),  # 15 + 6.5 minutes
        ({}, {"means": BUS, "travel_max": 24}, (NEAR, "travel")),
        ({"shifts": NIGHTS}, {"means": BUS}, NOWHERE),  # nothing runs at night
        ({"shifts": NIGHTS}, {"means": BUS | BICYCLE, "travel_max": 20}, (RANKED, "")),
        ({"shifts": week((0, 2), MORNING | NIGHT)}, {"means": BUS}, NOWHERE),  # some of the shifts are nights
        ({"point": FAR}, {"means": BUS, "travel_max": 140}, (RANKED, "")),
        ({"point": FAR}, {"means": CAR, "travel_max": 140}, (RANKED, "")),
        ({"point": FAR}, {"means": BICYCLE, "travel_max": 140}, NOWHERE),
    ],
)
def test_the_journey_at_the_hours_of_the_shift(demand: Any, profile: Any, expected: tuple[str, str]) -> None:
    assert found(demand, profile) == expected


def test_a_coach_who_knows_the_journey_knows_better_than_the_estimate() -> None:
    travel = Travel(known={("AZC Lindenhout", "Waterdam"): 50})
    judgement = judge(vacancy(), SELAM, TODAY, travel=travel)
    assert (judgement.state, judgement.failed[0].has) == (NEAR, 50)
    assert judge(vacancy(), selam(point=None, travel_max=50), TODAY, travel=travel).state == RANKED
    # It is a journey by day: at night the estimate holds, unless that is known too.
    assert judge(vacancy(shifts=NIGHTS), SELAM, TODAY, travel=travel).state == RANKED
    at_night = Travel(known_at_night={("AZC Lindenhout", "Waterdam"): 50})
    judgement = judge(vacancy(shifts=NIGHTS), SELAM, TODAY, travel=at_night)
    assert (judgement.state, judgement.failed[0].has) == (NEAR, 50)
    assert judge(vacancy(), SELAM, TODAY, travel=at_night).state == RANKED


@pytest.mark.parametrize(
    ("hours", "hours_max", "expected"),
    [
        (24, 24, (RANKED, "")),
        (24, 23, (NEAR, "hours")),
        (24, 16, (NEAR, "hours")),
        (24, 15, NOWHERE),
        (24, None, (CHECK, "hours")),
        (0, None, (RANKED, "")),  # a contract for no hours asks none
        (None, None, (RANKED, "")),
    ],
)
def test_hours(hours: Any, hours_max: Any, expected: tuple[str, str]) -> None:
    assert found({"hours": hours}, {"hours_max": hours_max}) == expected


MORNINGS = week(WORKING_DAYS, MORNING)  # five parts: half of them is three


@pytest.mark.parametrize(
    ("shifts", "profile", "expected"),
    [
        (MORNINGS, {"availability": week(range(3), MORNING)}, (RANKED, "")),
        (MORNINGS, {"availability": week(range(2), MORNING)}, (NEAR, "shifts")),
        (MORNINGS, {"availability": week(range(1), MORNING)}, NOWHERE),
        (MORNINGS, {"availability": week(WHOLE_WEEK, AFTERNOON)}, NOWHERE),
        (MORNINGS, {"availability": None}, (CHECK, "shifts")),
        (MORNINGS, {"lessons": week(range(2), MORNING)}, (RANKED, "")),
        (MORNINGS, {"lessons": week(range(3), MORNING)}, (NEAR, "shifts")),
        (MORNINGS, {"lessons": week(range(4), MORNING)}, NOWHERE),
        # Lessons take more than half, whenever else somebody is free.
        (MORNINGS, {"lessons": week(range(3), MORNING), "availability": None}, NOWHERE),
        (MORNINGS, {"lessons": week(range(2), MORNING), "availability": None}, (CHECK, "shifts")),
        (week((0, 2), MORNING), {"availability": week((0,), MORNING)}, (RANKED, "")),  # one of two
        (week((0, 2, 4), MORNING), {"availability": week((0,), MORNING)}, (NEAR, "shifts")),  # one of three
        (week((0, 2, 4, 5), MORNING), {"availability": week((0,), MORNING)}, NOWHERE),  # one of four
        (None, {}, (CHECK, "shifts")),  # a vacancy without shifts is asked for them first
        (0, {}, (CHECK, "shifts")),
    ],
)
def test_at_least_half_of_the_shifts(shifts: Any, profile: Any, expected: tuple[str, str]) -> None:
    assert found({"shifts": shifts}, profile) == expected


def test_two_conditions_that_fail_by_little_are_in_no_list() -> None:
    judgement = judge(vacancy(), selam(travel_max=15, hours_max=20), TODAY)
    assert (judgement.state, judgement.why) == NOWHERE
    assert [unmet.condition for unmet in judgement.failed] == ["travel", "hours"]


def test_one_that_fails_beside_one_that_is_not_known_is_in_no_list() -> None:
    judgement = judge(vacancy(), selam(travel_max=15, hours_max=None), TODAY)
    assert (judgement.state, judgement.why) == NOWHERE
    assert judgement.left_open == ("hours",)


def test_every_fact_that_is_not_known_is_asked_in_the_order_of_the_conditions() -> None:
    unknown = selam(
        eligible_from=None,
        work_until=None,
        languages=None,
        certificates=None,
        travel_max=None,
        hours_max=None,
        availability=None,
    )
    assert judge(vacancy(), unknown, TODAY).left_open == (
        "eligible",
        "right_ends",
        "language:nl",
        "certificate:vca-basic",
        "travel",
        "hours",
        "shifts",
    )


@pytest.mark.parametrize(
    ("demand", "profile", "short", "unit", "asks", "has"),
    [
        ({}, {"eligible_from": START - days(26)}, 9, "days", START, START + days(9)),
        (
            {"ends_on": START + days(9)},
            {"work_until": START + days(6)},
            3,
            "days",
            START + days(9),
            START + days(6),
        ),
        ({"ends_on": None}, {"work_until": START + days(300)}, None, "days", None, START + days(300)),
        ({}, {"languages": {"nl": "A1"}}, 1, "levels", "A2", "A1"),
        ({}, {"certificates": {}}, 1, "certificates", "vca-basic", None),
        ({}, {"certificates": {"vca-basic": TODAY}}, 1, "certificates", "vca-basic", TODAY),
        ({}, {"travel_max": 15}, 5, "minutes", 15, 20),
        ({"hours": 36}, {}, 4, "hours", 36, 32),
        ({"shifts": MORNINGS}, {"availability": week(range(2), MORNING)}, 1, "parts", 5, 2),
    ],
)
def test_a_near_miss_says_by_how_much(
    demand: Any, profile: Any, short: Any, unit: str, asks: Any, has: Any
) -> None:
    judgement = judge(vacancy(**demand), selam(**profile), TODAY)
    (unmet,) = judgement.failed
    assert judgement.state == NEAR
    assert (unmet.short, unmet.unit, unmet.asks, unmet.has) == (short, unit, asks, has)
