"""The command: the same reading and rules, answers by exit code."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobdesk.imports.models import Import
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Resident

GOOD = "V-nummer;Voornaam;Geboortedatum\n2812345678;Amina;3-5-1996\n"
WRONG = GOOD + "2812345679;Omar;31-02-1990\n"


@pytest.fixture
def ask(tmp_path, coordinator):
    def ask(content, *options, kind="residents", name="list.csv", **more):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        said = StringIO()
        more = {"actor": coordinator.email, "centre": "almere", "language": "en"} | more
        call_command("import_data", kind, str(path), *options, stdout=said, **more)
        return said.getvalue()

    return ask


def people():
    with system_scope("test"):
        return Resident.objects.count()


def test_import_data_imports_and_says_so(ask, coordinator):
    said = ask(GOOD)
    code = Import.objects.get().code
    assert said.splitlines() == [f"{code}: 1 new, 0 changed, 0 unchanged, 0 wrong.", f"Imported as {code}."]
    assert people() == 1
    assert AuditEntry.objects.get(action="resident.registered").actor == coordinator


def test_import_data_again_has_nothing_to_do(ask):
    ask(GOOD)
    assert ask(GOOD).splitlines()[1] == "Everything is there already."


def test_import_data_dry_run_changes_nothing(ask):
    said = ask(GOOD, "--dry-run", "--json")
    assert [json.loads(line)["outcome"] for line in said.splitlines()] == ["new"]
    assert people() == 0


def test_import_data_wrong_row_ends_with_1(ask, capsys):
    with pytest.raises(CommandError) as ended:
        ask(WRONG)
    assert (ended.value.returncode, people()) == (1, 0)


def test_import_data_names_the_wrong_cell(ask, tmp_path, coordinator):
    said = StringIO()
    (tmp_path / "list.csv").write_text(WRONG)
    with pytest.raises(CommandError):
        call_command(
            "import_data", "residents", str(tmp_path / "list.csv"), stdout=said,
            actor=coordinator.email, centre="almere", language="en",
        )  # fmt: skip
    assert said.getvalue().splitlines()[0] == (
        "3: Date of birth: The day 31-02-1990 does not exist. (31-02-1990)"
    )


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"%PDF-1.7", {}, "This is a PDF, whatever its name says."),
        (b"", {}, "This file is empty."),
        ("V-nummer;Voornaam\n", {}, "There are headings in this file, but no rows below them."),
        (GOOD, {"kind": "chairs"}, "There is no kind of list “chairs”."),
        (GOOD, {"actor": "nobody@example.org"}, "nobody@example.org is no coordinator here."),
        (GOOD, {"mapping": "/nowhere.json"}, "/nowhere.json cannot be read: No such file or directory."),
        (GOOD, {"centre": ""}, "These columns do not fit this kind of list. Missing: Centre."),
    ],
)
def test_import_data_bad_input_ends_with_2(ask, content, options, message):
    with pytest.raises(CommandError) as ended:
        ask(content, **options)
    assert (ended.value.returncode, str(ended.value)[: len(message)]) == (2, message)


def test_import_data_missing_file_ends_with_2(coordinator):
    with pytest.raises(CommandError) as ended:
        call_command("import_data", "residents", "/nowhere.csv", actor=coordinator.email)
    assert (ended.value.returncode, str(ended.value)) == (
        2,
        "/nowhere.csv cannot be read: No such file or directory.",
    )


def test_import_data_takes_a_mapping(ask, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps(
            {
                "heading_row": 1,
                "columns": {"reference_number": "A", "first_name": "B", "gender": "C"},
                "fixed": {"centre": "almere"},
                "words": {"gender": {"Frau": "woman"}},
            }
        )
    )
    assert "1 new" in ask("A;B;C\n2812345678;Amina;Frau\n", "--dry-run", mapping=str(mapping))


@pytest.mark.parametrize("content", ["[]", "no json", '{"columns": []}', '{"rows": 3}'])
def test_import_data_broken_mapping_ends_with_2(ask, tmp_path, content):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content)
    with pytest.raises(CommandError) as ended:
        ask(GOOD, mapping=str(mapping))
    assert ended.value.returncode == 2


def test_import_data_by_a_job_stands_in_the_trail(ask, centre):
    ask(GOOD, actor="nightly list")
    entry = AuditEntry.objects.get(action="resident.registered")
    batch = Import.objects.get()
    assert (entry.actor, entry.job, batch.job) == (None, f"import {batch.code}", "nightly list")


def test_import_data_refuses_too_many_rows_with_the_limit(ask, settings):
    settings.IMPORT_MAX_ROWS = 1
    with pytest.raises(CommandError, match="This file has more than 1 rows, which is the limit") as ended:
        ask(GOOD + "2812345679;Omar;1-1-1990\n")
    assert ended.value.returncode == 2
