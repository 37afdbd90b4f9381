"""Figures are those of the rules on the day, as the reader writes them, with their source."""

from datetime import date

import pytest
from django.utils.translation import override

from guides.figures import KINDS, UnknownFigure, available, not_known, resolve
from law import registry
from law.steps import step_kind
from tests.factories.law import LawValueFactory

pytestmark = pytest.mark.django_db
NL, BE = registry.country("NL"), registry.country("BE")
TODAY = date(2026, 11, 29)


def said(name, argument="", country=NL, on=TODAY, language="en"):
    with override(language):
        return resolve(name, argument, country, on)


def test_value_is_written_with_its_source_and_day():
    figure = said("value", "nl.work.waiting_months")
    (source,) = figure.sources
    assert figure.text == "3 months"
    assert source.since == "12 June 2026"
    assert source.is_provisional
    assert source.confidence == "Secondary source"
    assert "2025-11-03" in source.text


@pytest.mark.parametrize(("language", "text"), [("en", "5 weeks"), ("nl", "5 weken"), ("fr", "5 semaines")])
def test_value_is_in_the_language_of_the_reader(language, text):
    assert said("value", "nl.twv.decision_weeks", language=language).text == text


def test_approved_value_is_said_from_its_day_on():
    LawValueFactory(approved=True, name="nl.twv.decision_weeks", value=7, from_on=date(2027, 1, 1))
    assert said("value", "nl.twv.decision_weeks", on=date(2026, 12, 31)).text == "5 weeks"
    assert said("value", "nl.twv.decision_weeks", on=date(2027, 1, 1)).text == "7 weeks"


def test_value_that_nobody_knows_is_said_to_be_unknown():
    figure = said("value", "be.minimum_wage.month", BE)
    with override("en"):
        assert (figure.text, figure.is_known, figure.sources) == (not_known(), False, ())


def test_source_alone_says_nothing_else():
    figure = said("source", "nl.work.twv_required")
    assert figure.text == ""
    assert [each.text for each in figure.sources] == ["UWV, page on asylum seekers"]


@pytest.mark.parametrize(
    ("on", "argument", "text", "is_known"),
    [
        (date(2026, 3, 1), "", "€14.71 an hour", True),
        (date(2026, 3, 1), "18", "€7.36 an hour", True),
        (TODAY, "", "€14.71 an hour (the last amount known; that of today is not known yet)", False),
        (date(2023, 1, 1), "", "not known yet; the job desk tells you", False),
    ],
)
def test_wage_floor_is_that_of_the_day_or_the_last_one_known(on, argument, text, is_known):
    figure = said("wage_floor", argument, on=on)
    assert (figure.text, figure.is_known) == (text, is_known)


def test_step_takes_as_long_as_the_law_says_on_the_day():
    assert said("step", "notification").text == "2 working days"
    bank = said("step", "bank_account")
    assert bank.text == "14 days"
    assert bank.sources[0].text == step_kind("bank_account", "NL").source
    assert bank.sources[0].is_provisional


def test_contribution_is_worked_out_by_the_rules():
    figure = said("contribution", "1000", BE)
    assert figure.text == "Of a net wage of €1,000 a month a single person pays €257.25 and keeps €742.75."
    assert {each.text for each in figure.sources} == {"Royal Decree of 16 April 2024"}


def test_contribution_that_is_not_certain_says_so():
    figure = said("contribution", "1000")
    assert not figure.is_known
    assert "at least €421.09" in figure.text
    assert "at most €578.91" in figure.text
    assert "not known yet" in figure.text


def test_check_ins_are_those_that_are_planned():
    assert said("check_ins").text == "week 1, 4, 13, 26 and 52"


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("vaule", "nl.work.waiting_months"),
        ("value", ""),
        ("value", "nl.work.nothing"),
        ("value", "be.work.waiting_months"),
        ("source", "nl.work.nothing"),
        ("wage_floor", "21"),
        ("wage_floor", "x"),
        ("step", "dimona"),
        ("contribution", ""),
        ("contribution", "0"),
        ("contribution", "20001"),
        ("contribution", "12.5"),
        ("check_ins", "1"),
    ],
)
def test_what_does_not_exist_is_an_error(name, argument):
    with pytest.raises(UnknownFigure):
        said(name, argument)


@pytest.mark.parametrize("country", [NL, BE], ids=lambda country: country.code)
def test_what_is_offered_can_be_asked(country):
    offered = available(country, TODAY)
    assert {code.strip("{} ").split()[0] for code, _says, _what in offered} == set(KINDS)
    assert all(says and what for _code, says, what in offered)
