"""Decisions as a person reads them: every sentence, with what fills it, its mark and its source.

The cases of a country stand beside this file. Together they use every reason, title and badge that its rules
can give, met and not met. When a rule or a sentence changes on purpose, the new words are written there by
hand, after reading them.
"""

import json
import tomllib
from pathlib import Path

import pytest

from law.engine import assess, parse_facts
from law.rules import Parameters
from tests.law.told.lines import told

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}-{case['told'].splitlines()[0]}")
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_decision_is_told(case):
    facts = parse_facts({"id": 1, **json.loads(case["facts"])})
    assert told(assess(facts, case["on"], Parameters.shipped())) == case["told"].strip()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases_are_of_the_country_of_the_file(file):
    cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    assert {json.loads(case["facts"])["country"] for case in cases} == {file.stem.upper()}
