"""The examples and lists in docs/rules.md are what the code does."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from law import registry
from law.contributions import contribute, parse_wage
from law.engine import OUTCOMES, WORK_KINDS, assess, parse_facts
from law.rules import Parameters

# The page tells the rules of these two; another country need not stand there.
TOLD = [registry.country(code) for code in ("NL", "BE")]
EVENT_TYPES = [kind.code for country in TOLD for kind in country.events]
DOCUMENT_TYPES = [kind.code for country in TOLD for kind in country.documents]
SHIPPED = Parameters.shipped()
DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")


def examples(name: str) -> list[dict]:
    (block,) = re.findall(rf"```{name}\n(.*?)```", DOCUMENTATION, flags=re.DOTALL)
    return [json.loads(line) for line in block.splitlines()]


def without_texts(answer: dict, *left_out: str) -> dict:
    return {name: value for name, value in answer.items() if name not in left_out}


def test_the_decisions_are_those_shown():
    decisions = [assess(parse_facts(line), date(2026, 11, 22), SHIPPED) for line in examples("facts")]
    shown = [without_texts(decision.to_dict(lambda _: ""), "on", "reasons") for decision in decisions]
    assert shown == examples("decisions")


def test_the_contributions_are_those_shown():
    answers = [contribute(parse_wage(line), SHIPPED).to_dict(lambda _: "") for line in examples("wages")]
    assert [without_texts(answer, "lines", "provisional") for answer in answers] == examples("contributions")


@pytest.mark.parametrize("word", [*EVENT_TYPES, *DOCUMENT_TYPES, *OUTCOMES, *WORK_KINDS])
def test_every_word_of_the_format_is_explained(word):
    assert f"`{word}`" in DOCUMENTATION
