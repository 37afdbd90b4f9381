"""`manage.py assess`, run as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone

ROOT = Path(__file__).parents[3]
APPLICANT = {
    "id": "p1",
    "country": "NL",
    "birth_date": "1995-03-01",
    "reception": "COA",
    "events": [{"type": "application_lodged", "on": "2026-05-04"}],
    "documents": [{"type": "W-document", "from": "2026-05-20", "until": "2027-05-04"}],
}


def run(lines: str | bytes, *arguments: str) -> subprocess.CompletedProcess:
    """The command in a process of its own, with a database that does not exist."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "assess", *arguments],
        cwd=ROOT,
        input=lines if isinstance(lines, bytes) else lines.encode(),
        capture_output=True,
        timeout=60,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "jobdesk.settings.test",
            "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
        },
    )


def test_a_decision_line_has_the_exchange_format():
    result = run(json.dumps(APPLICANT), "--on", "2026-11-22")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout) == {
        "id": "p1",
        "on": "2026-11-22",
        "outcome": "needs_permit",
        "from": "2026-11-04",
        "until": "2027-05-04",
        "requires": ["TWV"],
        "reasons": [
            {
                "code": "waiting_over",
                "text": "The asylum application has run for 6 months or longer (since 4 May 2026).",
                "source": "UWV, page on asylum seekers; Netherlands Labour Authority",
                "provisional": False,
                "holds": True,
            },
            {
                "code": "adult_in_reception",
                "text": "The person is an adult and lives in reception of COA.",
                "source": "UWV, page on asylum seekers",
                "provisional": False,
                "holds": True,
            },
            {
                "code": "document_valid",
                "text": "W-document: valid until 4 May 2027.",
                "source": "UWV, page on asylum seekers",
                "provisional": False,
                "holds": True,
            },
            {
                "code": "twv_required",
                "text": "The employer must still get the work permit (TWV). It is valid for that employer "
                "only, at a wage that is usual for the work.",
                "source": "UWV, page on asylum seekers",
                "provisional": False,
                "holds": None,
            },
        ],
        "provisional": False,
        "next_change": "2027-05-05",
        "missing": [],
    }


def test_lines_are_answered_in_order_and_blank_ones_skipped():
    lines = "\n".join(["", json.dumps({"id": 2, "country": "BE"}), "  ", json.dumps(APPLICANT), ""])
    result = run(lines)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert answers[0]["outcome"] == "incomplete"
    assert [answer["id"] for answer in answers] == [2, "p1"]
    assert {answer["on"] for answer in answers} == {timezone.localdate().isoformat()}


def test_every_line_that_cannot_be_read_is_named_and_the_others_are_answered():
    lines = b"\n".join(
        [
            json.dumps(APPLICANT).encode(),
            b'{"id": "p2", "country": "NL", "shoe_size": 43}',
            b'{"id": "p3", "country": "NL", "birth_date": "2001-02-29"}',
            b'{"id": "p4"',
            b'{"id": "p5", "id": "p6", "country": "NL"}',
            b'\xff{"id": "p7"}',
            b"[]",
            b"[" * 100_000,
            b'{"id": ' + b"9" * 5_000 + b"}",
            b'{"id": "\\ud800", "country": "NL"}',
        ]
    )
    result = run(lines, "--on", "2026-11-22")
    assert result.returncode == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["p1"]
    assert result.stderr.decode().splitlines() == [
        "line 2: shoe_size: is not a known field",
        "line 3: birth_date: 2001-02-29 is not a day in the calendar",
        "line 4: is not JSON: Expecting ',' delimiter, at character 13",
        "line 5: id: is there twice",
        "line 6: is not UTF-8",
        "line 7: line: is not an object with fields",
        "line 8: is nested too deeply",
        "line 9: holds a number that is too long",
        "line 10: id: '\\ud800' is not a text",
        "CommandError: lines that could not be read: 9",
    ]


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_not_matter():
    line = json.dumps(APPLICANT).encode()
    result = run(b"\xef\xbb\xbf\r\n" + line + b"\r\n", "--on", "2026-11-22")
    assert (result.returncode, result.stderr) == (0, b"")
    assert run(b"\xef\xbb\xbf" + line, "--on", "2026-11-22").stdout == result.stdout


def test_who_reads_only_the_first_answers_gets_no_traceback(tmp_path):
    (tmp_path / "facts").write_text((json.dumps(APPLICANT) + "\n") * 2_000)
    command = f"{sys.executable} manage.py assess --shipped --on 2026-11-22 < {tmp_path}/facts | head -n 1"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=120)  # noqa: S602
    assert json.loads(result.stdout)["outcome"] == "needs_permit"
    assert result.stderr == b""


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow"])
def test_an_impossible_day_is_refused(day):
    result = run("", "--on", day)
    assert result.returncode == 2
    assert day in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_texts_come_in_the_language_asked_for():
    result = run(json.dumps(APPLICANT), "--on", "2026-11-22", "--language", "nl")
    assert "4 mei 2027" in json.loads(result.stdout)["reasons"][2]["text"]
