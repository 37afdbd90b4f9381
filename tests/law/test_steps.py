"""The catalogue of steps: complete, and counted in days as it says."""

from dataclasses import replace
from datetime import date

import pytest

from law import registry
from law.countries import nl
from law.steps import (
    CALENDAR,
    LEGAL,
    USUAL,
    WORKING,
    CatalogueError,
    UnknownStepError,
    check_catalogues,
    due_on,
    read_kinds,
    step_kind,
    step_kinds,
)


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_catalogue_is_complete(country):
    kinds = step_kinds(country)
    assert {each for kind in kinds.values() for each in kind.waits_for} <= set(kinds)
    assert {each.count for each in kinds.values()} <= {CALENDAR, WORKING}
    assert {each.basis for each in kinds.values()} <= {LEGAL, USUAL}
    assert [each.kind for each in kinds.values() if each.confidence not in "OSM" or not each.source] == []


def test_step_kind_of_the_other_country_is_unknown():
    with pytest.raises(UnknownStepError):
        step_kind("dimona", "NL")


@pytest.mark.parametrize(
    ("kind", "opened", "due"),
    [
        ("twv", date(2026, 9, 1), date(2026, 10, 6)),  # five weeks, a Tuesday
        ("twv", date(2026, 8, 29), date(2026, 10, 5)),  # five weeks end on a Saturday: Monday
        ("notification", date(2026, 9, 4), date(2026, 9, 8)),  # Friday: Monday, Tuesday
        ("notification", date(2026, 12, 24), date(2026, 12, 29)),  # over Christmas
    ],
)
def test_due_on_counts_as_the_catalogue_says(kind, opened, due):
    assert due_on(step_kind(kind, "NL"), opened, "NL") == due


def entry(**fields) -> dict:
    """A step as it stands in a data file."""
    shortest = {
        "kind": "pass",
        "label": "Pass",
        "party": "coach",
        "days": 1,
        "source": "s",
        "confidence": "M",
    }
    return shortest | fields


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([{"kind": "pass"}], "pass: .* missing 5 required positional arguments"),
        ([entry(colour="red")], "pass: unknown field colour"),
        ([entry(party="nobody")], "pass: party cannot be 'nobody'"),
        ([entry(purpose="money")], "pass: purpose cannot be 'money'"),
        ([entry(ended_by="applause")], "pass: ended_by cannot be 'applause'"),
        ([entry(how_to_file="Ask.")], "pass: how_to_file is read by an employer, and party is 'coach'"),
        ([entry(waits_for=["visa"])], "pass: waits_for names no step: visa"),
        ([entry(), entry()], "pass: stands there twice"),
    ],
)
def test_catalogue_that_cannot_be_says_where(entries, message):
    with pytest.raises(CatalogueError, match=message):
        read_kinds(entries)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('purpose = "number"', "bank_account: another kind of step in XX than elsewhere"),
        ('purpose = "account"\nterm = "nl.work.waiting_months"', "nl.work.waiting_months is no parameter"),
    ],
)
def test_catalogues_that_contradict_each_other_say_where(tmp_path, monkeypatch, fields, message):
    text = '[[step]]\nkind = "bank_account"\nlabel = "Bank"\nparty = "coach"\ndays = 1\nsource = "s"\n'
    (tmp_path / "steps.toml").write_text(f'{text}confidence = "M"\n{fields}\n', encoding="utf-8")
    monkeypatch.setitem(registry._countries, "XX", replace(nl.COUNTRY, code="XX", folder=tmp_path))
    with pytest.raises(CatalogueError, match=message):
        check_catalogues()
