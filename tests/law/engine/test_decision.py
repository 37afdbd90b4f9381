"""The decision line of the exchange format."""

from dataclasses import replace
from datetime import date

import pytest

from law import registry
from law.engine import INCOMPLETE, NOT_YET, Decision, Facts, Reason, assess
from law.registry import country
from law.rules import Parameters

DECISION = Decision(
    NOT_YET,
    date(2026, 11, 22),
    id="B-4F7K",
    from_on=date(2027, 1, 4),
    requires=("TWV",),
    reasons=(
        Reason("waiting", {"months": 6}, source="Decree, art. 2", provisional=True),
        Reason("adult", {"age": 18}, holds=True),
    ),
    next_change=date(2027, 1, 4),
    missing=("reception",),
)


def test_a_decision_line_has_every_field():
    assert DECISION.to_dict(lambda reason: f"<{reason.code}>") == {
        "id": "B-4F7K",
        "on": "2026-11-22",
        "outcome": "not_yet",
        "from": "2027-01-04",
        "until": None,
        "requires": ["TWV"],
        "reasons": [
            {
                "code": "waiting",
                "text": "<waiting>",
                "source": "Decree, art. 2",
                "provisional": True,
                "holds": None,
            },
            {"code": "adult", "text": "<adult>", "source": "", "provisional": False, "holds": True},
        ],
        "provisional": True,
        "next_change": "2027-01-04",
        "missing": ["reception"],
    }


def test_days_that_are_not_known_are_null():
    line = replace(DECISION, from_on=None, next_change=None, until_on=date(2027, 5, 1)).to_dict(str)
    assert (line["from"], line["next_change"], line["until"]) == (None, None, "2027-05-01")


@pytest.mark.parametrize(
    "other",
    [
        {"outcome": INCOMPLETE},
        {"from_on": None},
        {"until_on": date(2027, 5, 1)},
        {"requires": ()},
        {"missing": ()},
        {"reasons": ()},
    ],
)
def test_another_answer_is_one_that_says_something_else(other):
    assert DECISION.same_answer(replace(DECISION, on=date(2026, 11, 23), id="B-2222", next_change=None))
    assert not DECISION.same_answer(replace(DECISION, **other))


def test_rules_that_end_without_an_answer_are_an_error_of_the_rules(monkeypatch):
    silent = replace(country("NL"), decide=lambda _case: None)
    monkeypatch.setitem(registry._countries, "NL", silent)
    with pytest.raises(AssertionError, match=r"^the rules ended without an answer$"):
        assess(Facts("NL"), date(2026, 11, 22), Parameters([]))


def test_a_decision_bears_the_name_of_its_facts():
    assert assess(Facts("NL", id="B-4F7K"), date(2026, 11, 22), Parameters.shipped()).id == "B-4F7K"
