"""The catalogue of steps: complete, known to the model, and counted in days as it says."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jobdesk.trail.scoping import system_scope
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
from residents.law_values import kind_in_force
from residents.models import Step
from residents.steps.usual_duration import consequence_text
from tests.factories.law import LawValueFactory
from tests.factories.residents import ResidentFactory, StepFactory


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_catalogue_knows_what_the_model_knows(country):
    kinds = step_kinds(country)
    assert {each.party for each in kinds.values()} <= set(Step.Party.values)
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


def test_term_of_a_step_is_that_of_the_law_in_force(db):
    notification, permit = step_kind("notification", "NL"), step_kind("twv", "NL")
    assert (notification.days, permit.days) == (2, 35)
    assert [kind_in_force(each) for each in (notification, permit)] == [notification, permit]
    LawValueFactory(name=notification.term, value=4, from_on=date(2020, 1, 1), approved=True)
    LawValueFactory(name=permit.term, value=6, from_on=date(2020, 1, 1), approved=True)
    assert (kind_in_force(notification).days, kind_in_force(permit).days) == (4, 42)
    assert consequence_text(notification) == "Work may begin 4 working days after the notification."


def test_step_must_be_of_a_kind_that_the_country_has(db):
    resident = ResidentFactory()
    with system_scope("test"), pytest.raises(ValidationError) as refused:
        StepFactory.build(resident=resident, kind="dimona").clean()
    assert refused.value.message_dict == {"kind": ["This step does not exist in the country of the centre."]}
