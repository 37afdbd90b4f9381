"""Dated values and their sources."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from law import rules
from law.rules import Parameter, ParameterError, Parameters, UnknownParameter
from law.rules.parameters import read_values

SHIPPED = Parameters.shipped()


def test_every_shipped_value_has_a_source_and_a_confidence():
    assert [entry.name for entry in SHIPPED.entries if not entry.source] == []
    assert {entry.confidence for entry in SHIPPED.entries} == {"O", "S", "M"}


def test_no_two_shipped_values_hold_on_one_day():
    by_name: dict[str, list[Parameter]] = {}
    for entry in SHIPPED.entries:
        by_name.setdefault(entry.name, []).append(entry)
    for entries in by_name.values():
        entries.sort(key=lambda entry: entry.from_on or date.min)
        for earlier, later in pairwise(entries):
            assert earlier.until_on is not None, earlier
            assert earlier.until_on < later.from_on, later


@pytest.mark.parametrize(
    ("name", "on", "value", "provisional"),
    [
        ("nl.work.waiting_months", "2023-11-28", 6, False),  # rules.md A1
        ("nl.work.waiting_months", "2026-06-11", 6, False),
        ("nl.work.waiting_months", "2026-06-12", 3, True),
        ("nl.work.weeks_in_52", "2023-11-28", 24, False),
        ("nl.work.weeks_in_52", "2023-11-29", 52, False),
        ("eu.work.temporary_protection_until", "2026-01-01", date(2027, 3, 4), False),  # A2
        ("be.work.waiting_months", "2019-01-03", 4, False),  # B1
        ("nl.minimum_wage.hour.21", "2024-06-30", Decimal("13.27"), True),  # A5
        ("nl.minimum_wage.hour.21", "2026-06-30", Decimal("14.71"), True),
        ("be.minimum_wage.month", "2026-03-31", Decimal("2111.89"), True),  # B3
    ],
)
def test_a_value_is_the_one_of_the_day(name, on, value, provisional):
    parameter = SHIPPED.value(name, date.fromisoformat(on))
    assert (parameter.value, parameter.provisional) == (value, provisional)


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("be.work.waiting_months", "2019-01-02"),
        ("nl.minimum_wage.hour.21", "2026-07-01"),  # rules.md A5: not found
        ("be.minimum_wage.month", "2026-04-01"),  # rules.md B3: not found
        ("nl.reba.medical_month", "2025-11-01"),  # rules.md A4: amount unknown
        ("nl.work.no_such_rule", "2026-01-01"),
    ],
)
def test_a_value_that_is_not_known_is_not_guessed(name, on):
    assert SHIPPED.find(name, date.fromisoformat(on)) is None
    with pytest.raises(UnknownParameter, match=f"{re.escape(name)} is not known for {on}"):
        SHIPPED.value(name, date.fromisoformat(on))


def test_a_later_value_takes_over_from_its_day():
    later = Parameter("be.work.waiting_months", 6, "Royal Decree, made up", "O", from_on=date(2027, 1, 1))
    extended = SHIPPED.extended([later])
    assert extended.value("be.work.waiting_months", date(2026, 12, 31)).value == 4
    assert extended.value("be.work.waiting_months", date(2027, 1, 1)).value == 6
    assert extended.next_step("be.work.waiting_months", date(2026, 12, 31)) == date(2027, 1, 1)
    assert SHIPPED.value("be.work.waiting_months", date(2027, 1, 1)).value == 4


def test_of_two_values_from_one_day_the_one_added_last_holds():
    first = Parameter("x", 1, "a", "M", from_on=date(2026, 1, 1))
    second = Parameter("x", 2, "b", "O", from_on=date(2026, 1, 1))
    assert Parameters([first, second]).value("x", date(2026, 1, 1)).value == 2


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2025-12-31", None),
        ("2026-01-01", 1),  # the first day
        ("2026-01-31", 1),  # the last one
        ("2026-02-01", None),
        ("2026-02-04", None),
        ("2026-02-05", 2),  # one day only
        ("2026-02-06", None),
    ],
)
def test_both_ends_of_a_value_are_included(on, value):
    january = Parameter("x", 1, "a", "M", from_on=date(2026, 1, 1), until_on=date(2026, 1, 31))
    one_day = Parameter("x", 2, "a", "M", from_on=date(2026, 2, 5), until_on=date(2026, 2, 5))
    found = Parameters([january, one_day]).find("x", date.fromisoformat(on))
    assert (found and found.value) == value


def test_the_course_of_a_value_is_each_day_on_which_it_becomes_another():
    first = Parameter("x", 1, "a", "M", until_on=date(2026, 1, 31))
    second = Parameter("x", 2, "a", "M", from_on=date(2026, 3, 1))
    assert Parameters([first, second]).course("x") == (
        (date.min, first),
        (date(2026, 2, 1), None),
        (date(2026, 3, 1), second),
    )
    assert Parameters([first]).course("y") == ((date.min, None),)


def test_the_day_on_which_a_value_ends_is_a_step():
    assert SHIPPED.next_step("nl.reba.medical_month", date(2025, 1, 1)) == date(2025, 11, 1)
    assert SHIPPED.next_step("nl.reba.medical_month", date(2025, 11, 1)) is None
    assert SHIPPED.next_step("nl.work.no_such_rule", date(2025, 11, 1)) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"confidence": "X"}, "x: confidence must be one of O, S, M"),
        ({"source": ""}, "x: a source is required"),
        ({"from": date(2026, 2, 1), "until": date(2026, 1, 1)}, "x: until is before from"),
        ({"colour": "red", "size": 3}, "x: unknown field colour, size$"),
    ],
)
def test_an_entry_that_is_not_well_formed_is_refused(change, message):
    entry = {"name": "x", "value": 1, "source": "a law", "confidence": "O", **change}
    with pytest.raises(ParameterError, match=message):
        Parameter.from_dict(entry)


def test_an_entry_without_a_name_is_refused_as_a_question_mark():
    with pytest.raises(ParameterError, match=r"^\?: missing name$"):
        Parameter.from_dict({"value": 1, "source": "a law", "confidence": "O"})


def test_an_entry_has_no_note_unless_it_says_so():
    entry = {"name": "x", "value": 1, "source": "a law", "confidence": "O"}
    assert (Parameter.from_dict(entry).note, Parameter.from_dict({**entry, "note": "n"}).note) == ("", "n")


def test_a_file_without_values_has_none(tmp_path):
    file = tmp_path / "values.toml"
    file.write_text("# nothing is known yet\n")
    assert read_values(file) == []


def test_of_values_that_overlap_the_one_that_began_last_holds():
    february = Parameter("x", 2, "a", "M", from_on=date(2026, 2, 1))
    january = Parameter("x", 1, "a", "M", from_on=date(2026, 1, 1))
    always = Parameter("x", 0, "a", "M")
    for entries in ([february, january, always], [always, january, february]):
        assert Parameters(entries).value("x", date(2026, 3, 1)).value == 2
        assert Parameters(entries).value("x", date(2026, 1, 15)).value == 1


def test_an_entry_without_a_value_says_that_it_is_not_known_from_then_on():
    known = Parameter("x", 1, "a", "M")
    ended = Parameter("x", None, "b", "M", from_on=date(2026, 2, 1))
    assert Parameters([known, ended]).find("x", date(2026, 2, 1)) is None
    assert Parameters([known, ended]).find("x", date(2026, 1, 31)) is known


def test_an_entry_without_a_source_is_refused():
    with pytest.raises(ParameterError, match="x: missing confidence, source"):
        Parameter.from_dict({"name": "x", "value": 1})


LAW = Path(rules.__file__).parent.parent


@pytest.mark.parametrize("module", sorted(LAW.rglob("*.py")), ids=lambda path: str(path.relative_to(LAW)))
def test_no_day_of_the_law_stands_in_the_code(module):
    """A date or an amount of law in code is a defect; they are in the data files.

    A decree may be named in a sentence; the first year that the calculator offers is no law.
    """
    beside = r'""".*?"""|#[^\n]*|_\((?:\s*"[^"]*")+\s*\)|first_year=\d+'
    code = re.sub(beside, "", module.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r"\bdate\(\s*\d|\b(?:19|20)\d\d\b|Decimal\(\"0?\.\d*[1-9]", code)
    assert found in ([], ['Decimal("0.01'])  # the cent
