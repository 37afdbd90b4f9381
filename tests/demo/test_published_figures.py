"""The two finished projects give what was published of the pilots, counted by the code of any report.

Sources: COA and the municipality of Almere on the pilot of 2023 (T1); the state of 17 April 2024
of the project in Belgian Limburg (T2).
"""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jobdesk.jobs.models import Job
from jobdesk.trail.scoping import system_scope
from reports.models import Report


def report(project: str, begin: str, end: str) -> dict:
    out = StringIO()
    arguments = ["--project", project, "--from", begin, "--to", end, "--format", "json", "--output", "-"]
    call_command("build_report", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_finished_projects_give_the_published_figures():
    call_command("load_demo", stdout=StringIO())
    assert_almere(report("ALMERE", "2023-01-01", "2023-12-31"))
    assert_future2work(report("F2W2", "2023-01-01", "2024-04-17"))
    call_command("demo_reports")
    with system_scope("test"):
        asked = set(Report.objects.values_list("project__code", "from_on", "to_on"))
    assert {
        ("ALMERE", date(2023, 1, 1), date(2023, 12, 31)),
        ("F2W2", date(2023, 1, 1), date(2024, 4, 17)),
    } < asked
    assert len(asked) == 3
    assert set(Job.objects.filter(kind="invitation").values_list("status", "error")) == {
        ("failed", "recipient refused, 550"),
        ("waiting", "ConnectionRefusedError"),
        ("waiting", ""),  # to a colleague of the hotel, and of employers: the worker sends them
    }
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("load_demo", stdout=StringIO())


def assert_almere(contents: dict) -> None:
    published = {
        "residents": 1200,
        "work_allowed": 800,
        "intakes": 170,
        "matched": 60,
        "started": 46,
        "waiting_for_number_or_permit": 7,
        "matched_other": 7,
    }
    figures = contents["figures"]
    assert {code: figures[code]["value"] for code in published} == published
    assert round(figures["intake_to_match_rate"]["value"], 3) == 0.353
    assert [(row["code"], row["target"]) for row in contents["tables"]["targets"]] == [("matched", 50)]


def assert_future2work(contents: dict) -> None:
    published = {"outreach": 228, "guidance": 164, "at_work": 60, "positions": 69}
    figures = contents["figures"]
    assert {code: figures[code]["value"] for code in published} == published
    assert round(figures["guidance_to_work_rate"]["value"], 2) == 0.37
    assert [row["value"] for row in contents["tables"]["positions_by_sector"]] == [13, 12, 11, 8, 8, 17]
