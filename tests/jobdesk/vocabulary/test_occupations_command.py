"""`manage.py occupations`: texts in, JSON lines out, no database."""

import json
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from jobdesk.vocabulary.find import unit_groups


def answers(monkeypatch, sent: bytes, language: str = "nl") -> list[dict]:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(sent)))
    out = StringIO()
    call_command("occupations", language=language, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_order_without_a_database(monkeypatch):
    found = answers(monkeypatch, "kok\n\nSchoonmaker · hôtel\r\nkapper".encode())
    assert found == [
        {"text": "kok", "codes": unit_groups("kok", "nl")},
        {"text": "", "codes": []},
        {"text": "Schoonmaker · hôtel", "codes": unit_groups("Schoonmaker · hôtel", "nl")},
        {"text": "kapper", "codes": unit_groups("kapper", "nl")},
    ]
    assert len(found[0]["codes"]) == 10


def test_bytes_that_are_no_text_do_not_end_the_run(monkeypatch):
    found = answers(monkeypatch, b"\xef\xbb\xbfkok\n\xff\xfe\nkok\n")
    assert found[0] == found[2] == {"text": "kok", "codes": unit_groups("kok", "nl")}


def test_no_line_no_answer(monkeypatch):
    assert answers(monkeypatch, b"") == []


@pytest.mark.parametrize("language", ["de", ""])
def test_language_that_is_not_there_is_refused(language):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("occupations", f"--language={language}")
