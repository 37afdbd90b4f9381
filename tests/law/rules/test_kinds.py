"""What may be entered for each parameter."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from law import engine, registry
from law.rules import ParameterError, Parameters
from law.rules.kinds import Kind, check, definition_of, definitions, from_json, to_json

SHIPPED = Parameters.shipped()


def test_every_shipped_parameter_has_a_kind():
    assert set(SHIPPED.names) - set(definitions()) == set()


def test_every_parameter_that_the_rules_name_has_a_kind():
    law, countries = Path(engine.__file__).parent.parent, registry.countries()
    codes = "|".join(["eu", *(country.code.lower() for country in countries)])
    named = set()
    for package in (law / "engine", law / "contributions", *(country.folder for country in countries)):
        for module in package.glob("*.py"):
            if module.name == "definitions.py":
                continue
            named |= set(re.findall(rf"\"((?:{codes})\.[a-z_0-9.]+)\"", module.read_text(encoding="utf-8")))
    assert named - set(definitions()) == set()
    assert "nl.work.access_during_appeal" in named  # asked for, and no value is known


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda e: f"{e.name} {e.from_on}")
def test_every_shipped_value_is_of_its_kind_and_survives_json(entry):
    definition = definition_of(entry.name)
    check(definition, entry.value)
    assert from_json(definition, to_json(entry.value)) == entry.value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nl.work.waiting_months", 61),
        ("nl.work.waiting_months", -1),
        ("nl.work.waiting_months", True),
        ("nl.work.waiting_months", Decimal("3.5")),
        ("nl.work.twv_required", 1),
        ("nl.work.excluded_tracks", ["dublin"]),
        ("nl.work.excluded_tracks", ["accelerated", "accelerated"]),
        ("nl.work.excluded_tracks", "accelerated"),
        ("nl.minimum_wage.hour.21", Decimal("147.10")),
        ("nl.minimum_wage.hour.21", Decimal("NaN")),
        ("nl.reba.exempt_share", Decimal("1.01")),
        ("nl.reba.housing_week", [50, 25]),
        ("eu.work.temporary_protection_until", "2028-03-04"),
        ("be.cumul.brackets", []),
        ("be.cumul.brackets", [{"above": 265}]),
        (
            "be.cumul.brackets",
            [{"above": 1000, "share": Decimal("0.35")}, {"above": 265, "share": Decimal("0.45")}],
        ),
        ("be.cumul.brackets", [{"above": 265, "share": 35}]),
    ],
)
def test_nonsense_is_refused(name, value):
    with pytest.raises(ParameterError, match=name.replace(".", r"\.")):
        check(definition_of(name), value)


def test_a_name_that_no_rule_asks_for_is_refused():
    with pytest.raises(ParameterError, match="no rule asks for this parameter"):
        definition_of("nl.work.waiting_month")


@pytest.mark.parametrize("definition", definitions().values(), ids=lambda definition: definition.name)
def test_a_value_that_is_not_known_stays_that(definition):
    assert from_json(definition, None) is None


def test_a_day_is_kept_as_text():
    assert to_json(date(2028, 3, 4)) == "2028-03-04"


def test_every_kind_is_in_use():
    assert {each.kind for each in definitions().values()} == set(Kind)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nl.work.waiting_months", 0),
        ("nl.work.waiting_months", 60),  # the most
        ("nl.reba.exempt_share", Decimal(0)),
        ("nl.reba.exempt_share", Decimal(1)),
        ("nl.minimum_wage.hour.21", 0),
        ("nl.minimum_wage.hour.21", 100),
    ],
)
def test_the_ends_of_a_range_can_be_entered(name, value):
    definition = definition_of(name)
    assert value in (0, 1, definition.most)
    check(definition, value)


@pytest.mark.parametrize("name", ["nl.minimum_wage.hour.21", "nl.reba.exempt_share"])
@pytest.mark.parametrize("value", ["ten", True, None])
def test_an_amount_or_a_share_is_a_number(name, value):
    with pytest.raises(ParameterError, match="is not a value of the kind"):
        check(definition_of(name), value)


def test_every_definition_has_a_title_and_says_what_it_counts():
    of_kind = {Kind.COUNT, Kind.EUROS, Kind.ROWS}
    assert [each.name for each in definitions().values() if not each.title] == []
    assert [each.name for each in definitions().values() if each.kind in of_kind and not each.unit] == []
    assert definition_of("nl.work.twv_required").principle is True
    assert definition_of("nl.work.third_country_exempt").principle is False
