"""`manage.py fair`: the exchange form in and out, and what it refuses."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from matching.assignment.exchange import HELP
from matching.management.commands.fair import Command


def fair(monkeypatch: pytest.MonkeyPatch, given: Any) -> dict[str, Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(given if isinstance(given, str) else json.dumps(given)))
    out = io.StringIO()
    call_command("fair", stdout=out)
    return json.loads(out.getvalue())


TWO = {"score": [[0.9, 0.4], [0.8, 0.1]], "capacities": [2, 2]}


def test_answers_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mark of the database here: a connection would fail this test."""
    assert Command.requires_system_checks == []
    assert fair(monkeypatch, TWO) == {"seats": [[0, 0], [1, 0]], "value": 1.7}
    assert fair(monkeypatch, {"score": [], "capacities": [1]}) == {"seats": [], "value": 0.0}


@pytest.mark.parametrize(
    ("sides", "seats"),
    [
        ({"apart": [[0, 1]]}, [[0, 1], [1, 0]]),
        ({"must": [[1, 1]]}, [[0, 0], [1, 1]]),
        ({"centres": ["Ter Apel", "Ter Apel"], "centre_limits": {"Ter Apel": 1}}, [[0, 0]]),
        ({"centres": ["Ter Apel", None], "centre_limits": {"Ter Apel": 1}}, [[0, 0], [1, 0]]),
        ({"centres": [7, 7], "centre_limits": {"7": 1, "8": 0}}, [[0, 0]]),
        ({"centres": ["A", "A"], "centre_limits": {"A": {"0": 1}}}, [[0, 1], [1, 0]]),
        ({"centres": ["A", "A"], "centre_limits": {"0": 1}}, [[0, 1], [1, 0]]),
        ({"centres": ["A", "B"], "centre_limits": {"0": 1}}, [[0, 0], [1, 0]]),
        ({"centre_limits": {"A": {"residents": [0, 1], "limit": 1}}}, [[0, 0]]),
    ],
)
def test_side_constraints_are_kept(
    monkeypatch: pytest.MonkeyPatch, sides: dict[str, Any], seats: list[list[int]]
) -> None:
    assert fair(monkeypatch, TWO | sides)["seats"] == seats


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{", "input: is not JSON"),
        ([], "input: is not an object"),
        ({"score": [[1]]}, "capacities: is missing"),
        (TWO | {"seats": []}, "seats: is not a field of this form"),
        (TWO | {"capacities": [1, -1]}, "capacities[1]: is not a whole number"),
        (TWO | {"capacities": [1, True]}, "capacities[1]: is not a whole number"),
        (TWO | {"capacities": [1]}, "score[0]: has 2 numbers for 1 vacancies"),
        (TWO | {"score": [[0.1, "0.2"]]}, "score[0][1]: is neither a number nor null"),
        ('{"score": [[NaN]], "capacities": [1]}', "score[0][0]: is not a number between"),
        ('{"score": [[1e999]], "capacities": [1]}', "score[0][0]: is not a number between"),
        ('{"score": [[1' + "0" * 400 + ']], "capacities": [1]}', "score[0][0]: is not a number between"),
        (TWO | {"apart": [[0, 2]]}, "apart[0]: 2 is not one of the 2"),
        (TWO | {"apart": [[0, 0]]}, "apart[0]: one resident cannot be kept apart"),
        (TWO | {"apart": [[0]]}, "apart[0]: is not a pair"),
        (TWO | {"centres": ["A"]}, "centres: has 1 entries for 2 residents"),
        (TWO | {"centres": ["A", 1.5]}, "centres[1]: is neither a text"),
        (TWO | {"centre_limits": {"A": 1}}, "centre_limits['A']: whose residents?"),
        (TWO | {"centres": ["A", "B"], "centre_limits": {"C": 1}}, "centre_limits['C']: 'C' is not one of"),
        (TWO | {"centres": ["A", "B"], "centre_limits": {"A": 1.5}}, "centre_limits['A']: is not a whole"),
        (TWO | {"centre_limits": {"A": {"residents": [0]}}}, "centre_limits['A']['limit']: is missing"),
        (TWO | {"must": [[0, 0], [0, 1]]}, "must: these seats break"),
    ],
)
def test_unreadable_input_names_the_field(monkeypatch: pytest.MonkeyPatch, given: Any, message: str) -> None:
    with pytest.raises(CommandError) as refused:
        fair(monkeypatch, given)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_help_names_every_field(monkeypatch: pytest.MonkeyPatch) -> None:
    help_text = Command().create_parser("manage.py", "fair").format_help()
    assert HELP.strip() in help_text
