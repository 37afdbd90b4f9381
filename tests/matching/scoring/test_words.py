"""What is said of a judgement: a sentence for each feature, the condition that fails, the question."""

from datetime import date, timedelta
from typing import Any

import pytest

from law.messages import Message
from matching.scoring import Experience, LanguageLevel, judge, near_message, question, reasons
from matching.scoring.conditions import CONDITIONS
from matching.scoring.judgement import COUNTRY, LOOKING, STATUS
from tests.matching.scoring.cases import (
    MORNING,
    NIGHT,
    START,
    TODAY,
    WATERDAM,
    WORKING_DAYS,
    selam,
    vacancy,
    week,
)


def said(message: Message) -> str:
    """The sentence in English, with codes as they are."""
    return message.text % message.params


def both(demand: dict[str, Any], profile: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What speaks for somebody, and what against."""
    found = reasons(judge(vacancy(**demand), selam(**profile), TODAY))
    return [said(each) for each in found.pros], [said(each) for each in found.cons]


def test_the_weightiest_comes_first() -> None:
    pros, cons = both({}, {"lead_days": 35, "travel_max": 200, "point": (WATERDAM[0] + 0.15, WATERDAM[1])})
    assert pros == [
        "Has done this work for 4 years and wishes it.",
        "Can work all the hours asked.",
        "Has 1 of 2 skills asked.",
    ]
    assert cons == ["Cycles 90 minutes.", "The permit or notification takes 35 days."]


def test_nothing_is_said_of_whoever_is_left_out() -> None:
    assert both({}, {"has_consent": False}) == ([], [])


@pytest.mark.parametrize(
    ("occupations", "wishes", "for_them", "against"),
    [
        ((Experience("9112", 4),), ("9112",), "Has done this work for 4 years and wishes it.", None),
        ((Experience("9112", 1),), ("9112",), "Has done this work for a year and wishes it.", None),
        ((Experience("9112", 0.5),), ("9112",), "Has done this work and wishes it.", None),
        ((Experience("9112"),), ("9112",), "Has done this work and wishes it.", None),
        ((Experience("9112", 2.5),), (), "Has done this work for 2 years.", None),
        ((Experience("9112", 1.9),), (), "Has done this work for a year.", None),
        ((Experience("9112", 0),), (), "Has done this work.", None),
        (
            (Experience("9111", 3),),
            ("9112",),
            "Has done work that is near it for 3 years, 9111, and wishes this work.",
            None,
        ),
        (
            (Experience("9111", 1),),
            ("9112",),
            None,
            "Has done work that is near it for a year, 9111, and wishes this work.",
        ),
        (
            (Experience("9111"),),
            ("9112",),
            "Has done work that is near it, 9111, and wishes this work.",
            None,
        ),
        ((Experience("9111", 3),), (), "Has done work that is near it for 3 years: 9111.", None),
        ((Experience("9111", 1),), (), None, "Has done work that is near it for a year: 9111."),
        ((Experience("9111"),), (), "Has done work that is near it: 9111.", None),
        ((Experience("5120", 9),), ("9112",), None, "Has done other work: 5120."),
        ((Experience("5120", 9), Experience("9129", 0)), ("9112",), None, "Has done other work: 9129."),
        ((), ("9112",), None, "Has no work behind them that is recorded."),
        (None, ("9112",), None, "Earlier work is not known."),
    ],
)
def test_what_is_said_of_work(
    occupations: Any, wishes: Any, for_them: str | None, against: str | None
) -> None:
    pros, cons = both({}, {"occupations": occupations, "wishes": wishes, "lead_days": 0})
    if for_them:
        assert pros[0] == for_them
    if against:
        assert cons[0] == against
    assert [each for each in pros + cons if each in (for_them, against)] == [for_them or against]


@pytest.mark.parametrize(
    ("occupations", "wishes", "expected"),
    [
        ((Experience("9112", 4),), ("9112",), []),  # said with the work
        ((), ("9112",), ["Wishes this work."]),
        (None, ("9112",), ["Wishes this work."]),
        ((Experience("9111", 0),), ("9112",), ["Wishes this work."]),
        ((Experience("9112", 4),), (), ["Is open to any work."]),
        ((Experience("9112", 4),), ("5120", "9111"), ["Wishes work that is near it: 9111."]),
        ((Experience("9112", 4),), ("5120", "9333"), ["Would rather do other work: 9333."]),
        ((Experience("9112", 4),), None, ["Wishes are not known."]),
    ],
)
def test_what_is_said_of_wishes(occupations: Any, wishes: Any, expected: list[str]) -> None:
    pros, cons = both({}, {"occupations": occupations, "wishes": wishes})
    words = ("Wishes", "open to", "rather")
    assert [each for each in pros + cons if any(word in each for word in words)] == expected


@pytest.mark.parametrize(
    ("skills", "expected"),
    [
        (frozenset({"beds", "cleaning-agents"}), "Has every skill asked."),
        (frozenset({"beds"}), "Has 1 of 2 skills asked."),
        (frozenset({"till"}), "Has none of the skills asked, as far as recorded."),
        (None, "Skills are not known."),
    ],
)
def test_what_is_said_of_skills(skills: Any, expected: str) -> None:
    pros, cons = both({}, {"skills": skills})
    assert [each for each in pros + cons if "kill" in each] == [expected]


NIGHTS = week(WORKING_DAYS, NIGHT)
FAR = (WATERDAM[0] + 0.1, WATERDAM[1])


@pytest.mark.parametrize(
    ("means", "shifts", "expected"),
    [
        ({"bicycle"}, week((0,), MORNING), "Cycles 60 minutes."),
        ({"public_transport"}, week((0,), MORNING), "Travels 40 minutes by public transport."),
        ({"car"}, week((0,), MORNING), "Drives 25 minutes."),
        ({"foot"}, week((0,), MORNING), "Walks 175 minutes."),
        ({"bicycle"}, NIGHTS, "Cycles 60 minutes."),
        (
            {"bicycle", "public_transport"},
            NIGHTS,
            "Cycles 60 minutes; there is no public transport at night.",
        ),
        ({"foot", "public_transport"}, NIGHTS, "Walks 175 minutes; there is no public transport at night."),
        ({"car", "public_transport"}, NIGHTS, "Drives 25 minutes."),
        ({"public_transport"}, NIGHTS, "Cannot get there at the hours of the work."),
        (set(), NIGHTS, "Cannot get there at the hours of the work."),
        (None, NIGHTS, "How they travel is not known."),
    ],
)
def test_what_is_said_of_the_journey(means: Any, shifts: int, expected: str) -> None:
    profile = {"means": None if means is None else frozenset(means), "travel_max": 300, "point": FAR}
    pros, cons = both({"shifts": shifts}, profile)
    words = ("ycles", "ravel", "rives", "alks", "get there")
    assert [each for each in pros + cons if any(word in each for word in words)] == [expected]


def test_a_long_drive_at_night_says_why_it_is_by_car() -> None:
    far = {"means": frozenset({"car", "public_transport"}), "travel_max": 300, "point": (52.75, 5.2)}
    _pros, cons = both({"shifts": NIGHTS}, far)
    assert cons[0] == "Drives 85 minutes; there is no public transport at night."


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, "Can work all the hours asked."),
        ({"availability": week((0, 2, 4), MORNING)}, "Can work 3 of 4 parts of the week asked."),
        ({"lessons": week((0,), MORNING)}, "Can work 3 of 4 parts of the week asked; lessons take others."),
        ({"availability": None}, "Free hours or the hours of the work are not known."),
    ],
)
def test_what_is_said_of_free_hours(profile: dict[str, Any], expected: str) -> None:
    pros, cons = both({}, profile)
    assert [each for each in pros + cons if "hours" in each or "parts" in each] == [expected]


NL_A1, EN_A1 = LanguageLevel("nl", "A1"), LanguageLevel("en", "A1")


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ({"nl": "B1", "en": "B2"}, ["Speaks en at B2, more than asked."]),
        ({"nl": "B1"}, ["Speaks nl at B1, more than asked."]),
        ({"nl": "A1"}, []),
        ({"nl": None}, ["The level of a language is not known."]),
    ],
)
def test_what_is_said_of_languages(languages: Any, expected: list[str]) -> None:
    pros, cons = both({"languages": ((NL_A1, EN_A1),)}, {"languages": languages})
    assert [each for each in pros + cons if "peaks" in each or "language" in each] == expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"lead_days": 35}, ["The permit or notification takes 35 days."]),
        ({"lead_days": 1}, ["The permit or notification takes a day."]),
        ({"lead_days": 0}, []),
        ({"lead_days": 35, "permit_employer": "Hotel De Linde"}, []),
        ({"lead_days": 35, "permit_employer": "Bakkerij"}, ["The permit or notification takes 35 days."]),
        ({"lead_days": None}, []),
    ],
)
def test_what_is_said_of_the_wait(profile: dict[str, Any], expected: list[str]) -> None:
    _pros, cons = both({}, profile)
    assert [each for each in cons if "permit" in each] == expected


END = START + timedelta(9)


@pytest.mark.parametrize(
    ("demand", "profile", "expected"),
    [
        ({}, {"eligible_from": START - timedelta(34)}, "May work a day after the start, from 2027-01-12."),
        ({}, {"eligible_from": START - timedelta(26)}, "May work 9 days after the start, from 2027-01-20."),
        (
            {"ends_on": None},
            {"work_until": date(2027, 10, 1)},
            "The right to work ends on 2027-10-01; the contract has no end.",
        ),
        (
            {"ends_on": END},
            {"work_until": END - timedelta(1)},
            "The right to work ends on 2027-01-19, a day before the contract.",
        ),
        (
            {"ends_on": END},
            {"work_until": END - timedelta(3)},
            "The right to work ends on 2027-01-17, 3 days before the contract.",
        ),
        ({}, {"languages": {"nl": "A1"}}, "Speaks nl at A1; asked is A2."),
        ({"languages": ((NL_A1,),)}, {"languages": {}}, "Does not speak nl; asked is A1."),
        ({}, {"certificates": {}}, "Does not have “vca-basic”."),
        (
            {},
            {"certificates": {"vca-basic": TODAY}},
            "“vca-basic” expires before the start, on 2026-11-30.",
        ),
        ({}, {"travel_max": 15}, "5 minutes too far: cycles 20, wants at most 15."),
        (
            {},
            {"travel_max": 15, "means": frozenset({"public_transport"})},
            "10 minutes too far: travels 25 by public transport, wants at most 15.",
        ),
        (
            {"point": FAR},
            {"travel_max": 15, "means": frozenset({"car"})},
            "5 minutes too far: drives 20, wants at most 15.",
        ),
        (
            {},
            {"travel_max": 40, "means": frozenset({"foot"})},
            "10 minutes too far: walks 50, wants at most 40.",
        ),
        ({"hours": 36}, {}, "Can work 32 hours a week; asked is 36."),
        (
            {"shifts": week(WORKING_DAYS, MORNING)},
            {"availability": week((0, 1), MORNING)},
            "Can work 2 of 5 parts of the week asked; at least half is needed.",
        ),
    ],
)
def test_a_near_miss_says_what_is_missing(demand: Any, profile: Any, expected: str) -> None:
    (unmet,) = judge(vacancy(**demand), selam(**profile), TODAY).failed
    assert said(near_message(unmet)) == expected


def test_a_way_that_nobody_goes_is_said_without_minutes() -> None:
    (unmet,) = judge(vacancy(), selam(means=frozenset()), TODAY).failed
    assert said(near_message(unmet)) == "Cannot get there at the hours of the work."


def test_everything_that_can_be_open_has_its_question() -> None:
    facts = [*CONDITIONS, STATUS, LOOKING, COUNTRY]
    questions = [
        said(question(f"{fact}:nl" if fact in ("language", "certificate") else fact)) for fact in facts
    ]
    assert len(set(questions)) == len(facts)
    assert "How well do you speak nl?" in questions
    assert "Do you have “nl”, and until when does it hold?" in questions
