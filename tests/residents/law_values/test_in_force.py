"""The values in force: shipped and approved, the same in every process at once."""

import io
import json
import sys
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from law.rules import Parameters
from residents.law_values import in_force, parameters_in_force, read_once
from residents.models import LawValue
from tests.factories.law import LawValueFactory

NAME, ON = "nl.work.waiting_months", date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _nothing_known():
    in_force._known.clear()


def test_without_added_values_those_shipped_are_in_force(db):
    assert parameters_in_force() is Parameters.shipped()


@pytest.mark.parametrize("status", ["proposed", "refused", "withdrawn"])
def test_only_an_approved_value_counts(db, status):
    if status == "refused":
        LawValueFactory(approved=True, status=status)
    else:
        LawValueFactory(status=status)
    assert parameters_in_force().value(NAME, ON).value == 3


def test_an_approved_value_counts_from_its_day(db):
    LawValueFactory(approved=True)
    assert parameters_in_force().value(NAME, date(2026, 12, 31)).value == 3
    assert parameters_in_force().value(NAME, ON).value == 4


def test_an_approval_elsewhere_counts_at_once(db):
    parameters_in_force()
    LawValueFactory(approved=True)  # written by another process: nothing here is told
    assert parameters_in_force().value(NAME, ON).value == 4


def test_of_two_values_from_one_day_the_one_approved_last_counts(db):
    second = LawValueFactory(approved=True, value=5)
    first = LawValueFactory(approved=True, value=4)
    LawValue.objects.filter(pk=second.pk).update(decided_at=first.decided_at.replace(year=2099))
    assert parameters_in_force().value(NAME, ON).value == 5


def test_a_value_that_is_not_known_any_more_is_not_guessed(db):
    LawValueFactory(approved=True, value=None)
    assert parameters_in_force().find(NAME, date(2026, 12, 31)).value == 3
    assert parameters_in_force().find(NAME, ON) is None


def test_amounts_are_exact(db):
    LawValueFactory(approved=True, name="nl.reba.medical_month", value="61.10")
    assert parameters_in_force().value("nl.reba.medical_month", ON).value == Decimal("61.10")


def test_the_values_are_put_together_once(db, django_assert_num_queries):
    LawValueFactory(approved=True)
    known = parameters_in_force()
    with django_assert_num_queries(1):
        assert parameters_in_force() is known


def test_a_request_asks_once(db, django_assert_num_queries):
    with read_once(), django_assert_num_queries(1):
        assert parameters_in_force() is parameters_in_force()
    with django_assert_num_queries(1):
        parameters_in_force()


@pytest.mark.parametrize(("option", "months"), [((), 4), (("--shipped",), 3)])
def test_the_command_answers_by_the_values_in_force(db, monkeypatch, capsys, option, months):
    LawValueFactory(approved=True, from_on=date(2026, 7, 1))
    line = {"id": 1, "country": "NL", "birth_date": "1995-03-01", "reception": "COA"}
    line["events"] = [{"type": "application_lodged", "on": "2026-07-04"}]
    line["documents"] = [{"type": "W-document", "from": "2026-07-20", "until": "2027-07-04"}]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(line).encode())))
    call_command("assess", "--on", "2026-08-01", *option)
    reasons = json.loads(capsys.readouterr().out)["reasons"]
    assert [each["text"] for each in reasons if each["code"] == "waiting"] == [
        f"The waiting time of {months} months runs until 4 {'November' if months == 4 else 'October'} 2026 "
        "(application lodged on 4 July 2026)."
    ]
