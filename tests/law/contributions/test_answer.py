"""The answer line of the exchange format (docs/rules.md): every key, amounts as text in whole cents."""

from decimal import Decimal

from law.contributions import Contribution, Line, contribute, parse_wage
from law.rules import Parameters


def test_an_answer_is_written_with_every_key():
    answer = Contribution(
        id="w7",
        due=Decimal("222.25"),
        left=Decimal("677.75"),
        lines=(
            Line("bracket", Decimal("222.25"), {"rate": 35}, source="RD 2024-04-16", provisional=True),
            Line("not_known"),
        ),
        missing=("be.cumul.rates",),
        due_at_least=Decimal("222.25"),
        left_at_most=Decimal("700"),
    )
    assert answer.to_dict(lambda line: f"said: {line.code}") == {
        "id": "w7",
        "due": "222.25",
        "left": "677.75",
        "due_at_least": "222.25",
        "left_at_most": "700.00",
        "lines": [
            {
                "code": "bracket",
                "amount": "222.25",
                "text": "said: bracket",
                "source": "RD 2024-04-16",
                "provisional": True,
            },
            {
                "code": "not_known",
                "amount": None,
                "text": "said: not_known",
                "source": "",
                "provisional": False,
            },
        ],
        "provisional": True,
        "missing": ["be.cumul.rates"],
    }


def test_what_is_not_known_is_written_as_null():
    written = Contribution(id=3, due=None, left=None).to_dict(lambda line: line.code)
    assert written == {
        "id": 3,
        "due": None,
        "left": None,
        "due_at_least": None,
        "left_at_most": None,
        "lines": [],
        "provisional": False,
        "missing": [],
    }


def test_an_answer_carries_the_id_of_its_wage():
    wage = parse_wage({"id": "w9", "scheme": "cumul", "on": "2025-06-01", "net": "900"})
    assert contribute(wage, Parameters.shipped()).id == "w9"
