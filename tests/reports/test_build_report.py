"""The command line: what it writes and how it refuses."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from jobdesk.trail.audit import AuditEntry
from tests.reports.conftest import FIGURES


def build(output, **changes):
    options = {"project": "LINDE", "from": "2023-01-01", "to": "2023-12-31", "format": "json"} | changes
    out = StringIO()
    words = [f"--{name}={value}" for name, value in options.items()]
    call_command("build_report", *words, f"--output={output}", stdout=out)
    return out.getvalue()


def test_json_on_the_screen(desk):
    data = json.loads(build("-", language="en"))
    assert {code: figure["value"] for code, figure in data["figures"].items()} == FIGURES
    assert (data["project"], data["from"], data["to"], data["cut_off"]) == (
        "LINDE",
        "2023-01-01",
        "2023-12-31",
        "2023-12-31",
    )
    assert data["tables"]["positions_by_sector"] == [
        {"code": "cleaning", "label": "Cleaning", "value": 5},
        {"code": "logistics", "label": "Logistics", "value": 5},
    ]
    entry = AuditEntry.objects.get(action="report.write_file")
    assert (entry.job, entry.subject_id) == ("build_report", desk.project.pk)


def test_files(desk, tmp_path):
    build(tmp_path / "r.json")
    build(tmp_path / "r.pdf", format="pdf")
    build(tmp_path / "r.xlsx", format="xlsx", language="fr")
    assert json.loads((tmp_path / "r.json").read_text())["figures"]["intakes"]["value"] == 12
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert load_workbook(tmp_path / "r.xlsx").worksheets[0]["B1"].value == "Linde at work (LINDE)"


def test_the_cut_off_date_moves_what_is_counted(desk):
    data = json.loads(build("-", to="2023-06-01", **{"cut-off": "2023-06-30"}))
    assert (data["figures"]["matched"]["value"], data["figures"]["started"]["value"]) == (10, 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"project": "NONE"}, "There is no project NONE. Projects: LINDE, OTHER."),
        ({"to": "2022-12-31"}, "--to 2022-12-31 is before --from 2023-01-01."),
        ({"cut-off": "2023-06-01"}, "--cut-off 2023-06-01 is before --to 2023-12-31."),
        ({"to": "2999-12-31"}, "--to 2999-12-31 is still to come. Choose "),
        ({"cut-off": "2999-12-31"}, "--cut-off 2999-12-31 is still to come. Choose "),
        ({"from": "2023-02-30"}, "2023-02-30 is not a day. Write a day as 2023-12-31."),
        ({"format": "csv"}, "invalid choice: 'csv'"),
        ({"format": "pdf"}, "Only JSON can be written to the screen."),
    ],
)
def test_wrong_input_is_said(desk, changes, message):
    with pytest.raises(CommandError) as error:
        build("-", **changes)
    assert message in str(error.value)


def test_a_file_that_cannot_be_written_is_said(desk, tmp_path):
    with pytest.raises(CommandError) as error:
        build(tmp_path / "missing" / "r.json")
    assert str(error.value).endswith("cannot be written: No such file or directory.")
    assert error.value.returncode == 2


def test_wrong_input_ends_with_code_2_and_no_traceback(tmp_path):
    ended = subprocess.run(
        [
            sys.executable,
            settings.BASE_DIR / "manage.py",
            "build_report",
            *("--project=X", "--from=2023-01-01", "--to=2022-01-01", "--format=json", "--output=-"),
        ],
        capture_output=True,
        text=True,
        env={
            "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3",
            "DJANGO_SETTINGS_MODULE": "jobdesk.settings.test",
        },
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "CommandError: --to 2022-01-01 is before --from 2023-01-01.\n"
