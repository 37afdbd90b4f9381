"""`manage.py contribution`, from standard input to standard output."""

import io
import json
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from law.rules import Parameters

WORKED = {
    "id": "w1",
    "scheme": "reba",
    "on": "2025-10-01",
    "net": 400,
    "adults": 1,
    "weeks_worked_in_52": 10,
}


def run(monkeypatch, *lines: str) -> tuple[list[dict], list[str]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    out, err = io.StringIO(), io.StringIO()
    error: list[str] = []
    try:
        call_command("contribution", "--shipped", stdout=out, stderr=err, no_color=True)
    except CommandError as caught:
        error = [f"{caught.returncode}: {caught}"]
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines() + error


def test_an_answer_line_has_the_exchange_format(monkeypatch):
    answers, errors = run(monkeypatch, json.dumps(WORKED))
    assert errors == []
    (answer,) = answers
    lines = answer.pop("lines")
    assert answer == {
        "id": "w1",
        "due": "300.00",
        "left": "100.00",
        "due_at_least": "300.00",
        "left_at_most": "100.00",
        "provisional": True,
        "missing": [],
    }
    assert [(line["code"], line["amount"]) for line in lines] == [
        ("net", "400.00"),
        ("within_exempt_weeks", None),
        ("exempt", "100.00"),
        ("food", "204.59"),
        ("housing", "216.50"),
        ("economic_value", "421.09"),
        ("due_coa", "300.00"),
    ]
    assert lines[2]["text"] == "Does not count: 25% of the wage, at most €285.00."
    limit = Parameters.shipped().value("nl.reba.exempt_maximum", date(2025, 10, 1))
    assert [(line["source"], line["provisional"]) for line in (lines[0], lines[2])] == [
        ("", False),  # what was earned rests on no rule
        (limit.source, limit.provisional),
    ]


def test_before_the_decree_the_line_says_not_applied(monkeypatch):
    answers, _errors = run(monkeypatch, '{"id": "w", "scheme": "cumul", "on": "2024-06-30", "net": "900"}')
    assert answers[0]["lines"][1]["text"].startswith("Not applied")


def test_an_incomplete_answer_says_null(monkeypatch):
    answers, _errors = run(monkeypatch, json.dumps({**WORKED, "on": "2026-01-01", "net": "1380"}))
    assert (answers[0]["due"], answers[0]["left"]) == (None, None)
    assert (answers[0]["due_at_least"], answers[0]["left_at_most"]) == ("421.09", "958.91")
    assert answers[0]["missing"] == ["nl.reba.medical_month"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "w", "scheme": "cumul", "on": "2025-13-01"}', "on: 2025-13-01 is not a day in the calendar"),
        (
            '{"id": "w", "scheme": "cumul", "on": "2025-01-01", "nett": 1}',
            "nett: is not a known field",
        ),
        (
            '{"id": "w", "scheme": "cumul", "on": "2025-01-01", "net": NaN}',
            "net: nan is not an amount from 0 to 1000000 euros",
        ),
    ],
)
def test_a_line_that_cannot_be_read_ends_with_exit_code_2(monkeypatch, line, message):
    answers, errors = run(monkeypatch, json.dumps(WORKED), line)
    assert [answer["id"] for answer in answers] == ["w1"]
    assert errors == [f"line 2: {message}", "2: lines that could not be read: 1"]
