"""Decisions and contributions as a person reads them: every sentence, with what fills it and its source.

The cases stand beside this file. Together they use every reason, title and badge that the rules of a country
can give, met and not met, and every line of a sum. When a rule or a sentence changes on purpose, the new
words are written there by hand, after reading them.
"""

import json
import tomllib
from pathlib import Path

import pytest

from law.contributions import contribute, parse_wage
from law.engine import assess, parse_facts
from law.rules import Parameters
from tests.law.told.lines import told, told_sum

HERE = Path(__file__).parent
FILES = [HERE / "be.toml", HERE / "nl.toml"]
SUMS = tomllib.loads((HERE / "sums.toml").read_text(encoding="utf-8"))["case"]
CASES = [
    pytest.param(case, id=f"{file.stem}-{case['told'].splitlines()[0]}")
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_decision_is_told(case):
    facts = parse_facts({"id": 1, **json.loads(case["facts"])})
    assert told(assess(facts, case["on"], Parameters.shipped())) == case["told"].strip()


@pytest.mark.parametrize("case", SUMS, ids=lambda case: case["wage"])
def test_contribution_is_told(case):
    wage = parse_wage({"id": 1, **json.loads(case["wage"])})
    assert told_sum(contribute(wage, Parameters.shipped()), wage.scheme) == case["told"].strip()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases_are_of_the_country_of_the_file(file):
    cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    assert {json.loads(case["facts"])["country"] for case in cases} == {file.stem.upper()}
