"""Each kind of clash from both sides: what makes it, what does not, and what is asked instead."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.engine import ALLOWED, INCOMPLETE, NEEDS_PERMIT, NOT_ALLOWED, NOT_YET
from law.rules import Parameter, Parameters
from matching.clashes.finding import KINDS
from matching.clashes.records import Engagement, Paper, Right, Severity, parts_between
from tests.matching.clashes.cases import (
    FURTHER,
    MON_MORNING,
    MORNINGS,
    ON,
    OTHER,
    TUE_MORNING,
    TUE_NIGHT,
    WHOLE_WEEK,
    WORK,
    found,
    told,
)

DAY = timedelta(days=1)
START, END = WORK.starts_on, WORK.ends_on
TWV = Paper("TWV", ON, END, "C-1", proves_stay=False, of_employer=True)
W_DOCUMENT = Paper("W-document", ON, END, "", proves_stay=True, of_employer=False)


def test_nothing_clashes_where_all_is_known_and_fits():
    assert told() == []


@pytest.mark.parametrize(
    ("work", "person", "expected"),
    [
        # the times
        ({"shifts": None}, {}, [("times", "?", {})]),
        ({"shifts": 0}, {"lessons": TUE_MORNING}, [("times", "?", {})]),
        # lessons
        ({}, {"lessons": TUE_MORNING | TUE_NIGHT}, [("lessons", "hurts", {"parts": TUE_MORNING})]),
        ({}, {"lessons": TUE_NIGHT}, []),
        ({}, {"lessons": None}, [("lessons", "?", {})]),
        # what was named as possible: lessons are not told twice
        ({}, {"availability": MORNINGS & ~MON_MORNING}, [("availability", "hurts", {"parts": MON_MORNING})]),
        (
            {},
            {"availability": MORNINGS & ~TUE_MORNING, "lessons": TUE_MORNING},
            [("lessons", "hurts", {"parts": TUE_MORNING})],
        ),
        ({}, {"availability": None}, [("availability", "?", {})]),
        # children
        ({}, {"children": "arranged"}, []),
        ({}, {"children": "open"}, [("children", "hurts", {"parts": MORNINGS})]),
        ({}, {"children": "partly"}, []),
        (
            {"shifts": MORNINGS | TUE_NIGHT},
            {"children": "partly", "availability": MORNINGS},
            [("children", "hurts", {"parts": TUE_NIGHT}), ("availability", "hurts", {"parts": TUE_NIGHT})],
        ),
        (
            {},
            {"children": "partly", "availability": None},
            [("children", "?", {}), ("availability", "?", {})],
        ),
        ({}, {"children": ""}, [("children", "?", {})]),
        # other work
        ({}, {"others": (OTHER,)}, []),
        (
            {},
            {"others": (replace(OTHER, shifts=TUE_MORNING | TUE_NIGHT),)},
            [("other_work", "stops", {"parts": TUE_MORNING, "company": "Bakery"})],
        ),
        ({}, {"others": (replace(OTHER, shifts=None),)}, [("other_work", "?", {"company": "Bakery"})]),
        ({}, {"others": (replace(OTHER, shifts=MORNINGS, ends_on=START - DAY),)}, []),
        ({}, {"others": (replace(OTHER, shifts=MORNINGS, starts_on=END + DAY),)}, []),
    ],
)
def test_the_week(work, person, expected):
    assert told(work, person) == expected


def at(day: date, hour: int, minutes: int = 60) -> Engagement:
    return Engagement("A-1", datetime.combine(day, time(hour)), minutes)


@pytest.mark.parametrize(
    ("engagement", "expected"),
    [
        (at(START, 10), [("appointment", "hurts", {"at": "2026-03-16T10:00"})]),
        (at(START, 13), []),  # the afternoon is free
        (at(START, 11, 90), [("appointment", "hurts", {"at": "2026-03-16T11:00"})]),  # until half past twelve
        (at(START, 11, 60), [("appointment", "hurts", {"at": "2026-03-16T11:00"})]),
        (at(START - DAY, 10), []),  # before the first day
        (at(START + 5 * DAY, 10), []),  # a Saturday
        (at(ON + timedelta(weeks=9), 10), []),  # too far ahead
    ],
)
def test_appointments_in_a_shift(engagement, expected):
    assert told({}, {"engagements": (engagement,)}) == expected


def test_an_appointment_after_the_last_day_is_none():
    work = {"ends_on": START + 4 * DAY}
    assert told(work, {"engagements": (at(START + 7 * DAY, 10),)}) == []


@pytest.mark.parametrize(
    ("work", "person", "expected"),
    [
        # 35 km: 142 minutes by bicycle, 74 by public transport
        (
            {"point": FURTHER},
            {},
            [("journey", "hurts", {"minutes": 75, "most": 60, "means": "public_transport", "night": False})],
        ),
        ({"point": FURTHER}, {"travel_max": 75}, []),
        (
            {"point": FURTHER, "shifts": TUE_NIGHT},
            {"travel_max": 75},
            [("journey", "hurts", {"minutes": 145, "most": 75, "means": "bicycle", "night": True})],
        ),
        # no public transport at night
        ({"shifts": TUE_NIGHT}, {"means": frozenset({"public_transport"})}, "no_way"),
        ({"shifts": MORNINGS}, {"means": frozenset({"public_transport"})}, []),
        ({}, {"means": frozenset()}, "no_way"),
        # not known
        ({}, {"means": None}, [("journey", "?", {})]),
        ({}, {"travel_max": None}, [("journey", "?", {})]),
        ({"point": None}, {}, [("journey", "?", {})]),
    ],
)
def test_the_journey(work, person, expected):
    if expected == "no_way":
        parts = work.get("shifts", MORNINGS)
        expected = [("no_way", "stops", {"parts": parts})]
    assert told(work, person) == expected


def test_without_times_there_is_no_way_at_all():
    assert told({"shifts": None}, {"means": frozenset()}) == [("no_way", "stops", {}), ("times", "?", {})]


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (Right(ALLOWED), []),
        (Right(INCOMPLETE), [("no_right", "?", {})]),
        (Right(NOT_ALLOWED), [("no_right", "stops", {})]),
        (Right(NOT_YET), [("no_right", "?", {})]),
        (Right(NOT_YET, START), []),
        (Right(NOT_YET, START + DAY), [("right_later", "stops", {"day": "2026-03-17"})]),
        (Right(ALLOWED, None, END), []),
        (Right(ALLOWED, None, END - DAY), [("right_ends", "hurts", {"day": "2026-09-17"})]),
        (Right(ALLOWED, None, START - DAY), [("right_ends", "stops", {"day": "2026-03-15"})]),
    ],
)
def test_the_right_to_work(right, expected):
    assert told(right=right) == expected


@pytest.mark.parametrize(("days", "is_short"), [(91, False), (90, True)])
def test_work_without_an_end_is_asked_about_for_its_first_contract(days, is_short):
    kinds = [each.kind for each in found({"ends_on": None}, right=Right(ALLOWED, None, START + days * DAY))]
    assert kinds == (["right_ends"] if is_short else [])


@pytest.mark.parametrize(
    ("papers", "until", "expected"),
    [
        ((replace(W_DOCUMENT, until_on=END - DAY),), None, ["document_ends"]),
        ((replace(W_DOCUMENT, until_on=END - DAY),), END - DAY, ["right_ends"]),  # told once
        ((W_DOCUMENT,), None, []),
        ((replace(W_DOCUMENT, until_on=None),), None, []),
        ((replace(W_DOCUMENT, until_on=END - DAY), W_DOCUMENT), None, []),  # there is a later one
        ((replace(TWV, until_on=END - DAY, employer="C-9"),), None, []),  # no paper of the stay
    ],
)
def test_a_document_that_ends(papers, until, expected):
    assert [each.kind for each in found({}, {"papers": papers}, Right(ALLOWED, None, until))] == expected


@pytest.mark.parametrize(
    ("outcome", "papers", "awaited", "expected"),
    [
        (NEEDS_PERMIT, (replace(TWV, employer="C-2"),), False, ["permit_of_another"]),
        (ALLOWED, (replace(TWV, employer="C-2"),), False, []),
        (NEEDS_PERMIT, (replace(TWV, employer="C-2", until_on=START - DAY),), False, []),  # it is over
        (ALLOWED, (TWV,), False, []),
        (ALLOWED, (replace(TWV, until_on=END - DAY),), False, ["permit_short"]),
        (ALLOWED, (replace(TWV, until_on=END - DAY), TWV), False, []),
        (ALLOWED, (TWV,), True, ["permit_other_terms"]),
        (NEEDS_PERMIT, (), True, []),  # the first one: nothing was agreed again
    ],
)
def test_the_permit(outcome, papers, awaited, expected):
    right = Right(outcome, is_permit_awaited=awaited)
    assert [each.kind for each in found({}, {"papers": papers}, right)] == expected


def test_a_permit_without_a_last_day_is_asked_about():
    assert told({}, {"papers": (replace(TWV, until_on=None),)}) == [("permit_short", "?", {})]


def born(age: int) -> date:
    return START.replace(year=START.year - age)


@pytest.mark.parametrize(
    ("country", "age", "hours", "elsewhere", "days", "most"),
    [
        ("NL", 30, 48, 0, 365, None),
        ("NL", 30, 49, 0, 365, 48),  # over sixteen weeks
        ("NL", 30, 55, 0, 40, None),
        ("NL", 30, 56, 0, 40, 55),  # over four
        ("NL", 30, 60, 0, 20, None),
        ("NL", 30, 61, 0, 20, 60),
        ("NL", 30, 40, 9, 365, 48),  # two jobs add up
        ("NL", 17, 40, 0, 365, None),
        ("NL", 17, 41, 0, 365, 40),
        ("BE", 30, 40, 0, 365, None),
        ("BE", 30, 41, 0, 365, 40),
        ("BE", 30, 40, 9, 365, None),  # each employer for itself
        ("BE", 17, 30, 9, 365, 38),  # but not at 17
    ],
)
def test_the_most_hours_by_law(country, age, hours, elsewhere, days, most):
    others = (replace(OTHER, hours=elsewhere),) if elsewhere else ()
    work = {"hours": hours, "ends_on": START + timedelta(days=days - 1), "wage": Decimal(90)}
    person = {"country": country, "birth_date": born(age), "others": others, "hours_max": 90}
    clashes = [each for each in found(work, person) if each.kind == "hours_limit"]
    assert [each.params["most"] for each in clashes] == ([most] if most else [])
    assert all(each.severity == Severity.STOPS and each.params["source"] for each in clashes)


def test_hours_that_nobody_can_test_are_asked_about():
    assert ("hours_limit", "?", {}) in told({}, {"birth_date": None})
    assert ("hours_limit", "?", {}) in told({}, {"birth_date": born(14)})  # no limit of that age is known
    assert ("hours_limit", "?", {}) not in told({"is_paid": False}, {"birth_date": None})


@pytest.mark.parametrize(
    ("hours", "person", "expected"),
    [
        (32, {}, []),
        (33, {}, [("hours_wanted", "hurts", {"hours": 33, "most": 32})]),
        (25, {"others": (OTHER,)}, [("hours_wanted", "hurts", {"hours": 33, "most": 32})]),
        (25, {"others": (replace(OTHER, ends_on=START - DAY),)}, []),
        (25, {"hours_max": None}, [("hours_wanted", "?", {})]),
        (None, {"hours_max": None}, []),
    ],
)
def test_the_hours_that_somebody_can_work(hours, person, expected):
    assert told({"hours": hours}, person) == expected


def test_a_wage_below_the_floor_stops_and_says_the_source():
    [clash] = found({"wage": Decimal("14.70")})
    assert (clash.kind, clash.severity) == ("wage_floor", Severity.STOPS)
    assert clash.params == {"amount": "14.71", "source": "WML (secondary source)"}


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({"wage": Decimal("14.71")}, []),
        ({"wage": None}, ["wage_floor?"]),
        ({"wage": None, "is_paid": False}, []),
        ({"starts_on": date(2026, 8, 1)}, ["wage_floor?"]),  # the floor of that day is not entered
        ({"starts_on": date(2026, 8, 1), "wage": Decimal("14.70")}, ["wage_floor"]),  # below the last one
        ({"sector": "cleaning"}, ["wage_sector"]),
        ({"sector": "cleaning", "wage": Decimal("15.52")}, []),
    ],
)
def test_the_wage(work, expected):
    codes = [each.kind + ("" if each.is_known else "?") for each in found(work)]
    assert codes == expected


BE = {"country": "BE", "reception": "Fedasil", "pays_contribution": True, "birth_date": born(30)}
BE_WORK = {"starts_on": ON, "wage": Decimal(14)}


@pytest.mark.parametrize(
    ("work", "person", "is_at_risk"),
    [
        ({"ends_on": None}, {}, True),
        ({"ends_on": date(2026, 9, 2)}, {}, True),  # six months
        ({"ends_on": date(2026, 9, 1)}, {}, False),
        ({"ends_on": None, "is_paid": False}, {}, False),
        ({"ends_on": None}, {"is_protected": True}, False),
        ({"ends_on": None}, {"household_children": 1}, False),
        ({"ends_on": None}, {"reception": "municipality", "pays_contribution": False}, False),
        ({"ends_on": None}, {"country": "NL", "reception": "COA", "knows_household": True}, False),
    ],
)
def test_the_place_in_reception(work, person, is_at_risk):
    kinds = [each.kind for each in found(BE_WORK | work, BE | person)]
    assert ("place_at_risk" in kinds) is is_at_risk


def test_a_place_is_asked_about_where_the_rule_of_the_day_is_not_known():
    name = "be.reception.contract_months"
    later = Parameter(name, None, "test", "O", from_on=ON - DAY)
    clashes = found({**BE_WORK, "ends_on": None}, BE, parameters=Parameters.shipped().extended([later]))
    assert [each.is_known for each in clashes if each.kind == "place_at_risk"] == [False]


@pytest.mark.parametrize(
    ("work", "person", "expected"),
    [
        ({}, {"knows_household": True}, [("contribution", "to_know", {"agency": "COA"})]),
        ({}, {}, [("contribution", "?", {})]),  # how much depends on the household
        ({"is_paid": False}, {}, []),
        ({}, {"pays_contribution": False}, []),
    ],
)
def test_the_contribution(work, person, expected):
    assert told(work, {"reception": "COA", "pays_contribution": True} | person) == expected


@given(shifts=st.integers(1, WHOLE_WEEK), lessons=st.integers(0, WHOLE_WEEK), free=st.integers(0, WHOLE_WEEK))
def test_every_part_of_the_shifts_is_told_once_or_free(shifts, lessons, free):
    clashes = found({"shifts": shifts}, {"lessons": lessons, "availability": free, "means": None})
    parts = {each.kind: each.params["parts"] for each in clashes if "parts" in each.params}
    in_lessons, outside = parts.get("lessons", 0), parts.get("availability", 0)
    assert in_lessons == shifts & lessons
    assert in_lessons & outside == 0
    assert in_lessons | outside == shifts & ~(free & ~lessons)


@given(day=st.dates(max_value=date(2100, 1, 1)), hour=st.times(), minutes=st.integers(1, 600))
def test_parts_of_an_appointment_follow_each_other(day, hour, minutes):
    start = datetime.combine(day, hour)
    bits = parts_between(start, start + timedelta(minutes=minutes))
    assert 1 <= bits.bit_count() <= 3
    first = parts_between(start, start + timedelta(minutes=1))
    assert first.bit_count() == 1
    turned = bits | bits << 21
    place = first.bit_length() - 1
    assert turned >> place & 1
    assert (turned >> place) & ((1 << bits.bit_count()) - 1) == (1 << bits.bit_count()) - 1


@pytest.mark.parametrize(
    ("hour", "part"), [(5, 1 << 3), (11, 1 << 3), (12, 1 << 4), (17, 1 << 4), (18, 1 << 5), (4, 1 << 2)]
)
def test_the_parts_of_a_tuesday(hour, part):
    tuesday = datetime.combine(date(2026, 3, 3), time(hour))
    assert parts_between(tuesday, tuesday + timedelta(minutes=30)) == part


def test_the_worst_comes_first_and_what_is_not_known_last():
    clashes = found(
        {"wage": Decimal(10)},
        {"lessons": TUE_MORNING, "hours_max": None, "reception": "COA", "pays_contribution": True},
    )
    assert [each.kind for each in clashes] == ["wage_floor", "lessons", "hours_wanted", "contribution"]


def test_another_parameter_is_another_clash():
    one, same, other = (
        found({}, {"lessons": lessons})[0].fingerprint for lessons in (TUE_MORNING, TUE_MORNING, MON_MORNING)
    )
    assert one == same != other


def test_codes_fit_into_their_column():
    assert max(map(len, KINDS)) <= 30
    assert all(kind.code == code for code, kind in KINDS.items())
