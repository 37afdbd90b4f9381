"""A figure that is added to the definitions is in every report, on the page and in each file, at once."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.indicators import DEFINITIONS, Definition, Unit
from tests.factories.desks import ProjectTargetFactory
from tests.reports.conftest import FIGURES
from tests.reports.document.test_pdf import text_of

NEW = (
    Definition(
        "matched_in_period",
        "Match in the period",
        Unit.PERSONS,
        "People with a match that is dated in the period.",
        "everyone with a match of the project",
    ),
    Definition(
        "match_to_start_rate",
        "From match to work",
        Unit.FRACTION,
        "Of the people with a match, the share who worked at least one day.",
        "the people with a match",
        share_of=("started", "matched"),
    ),
)
SHOWN = {"matched_in_period": "10", "match_to_start_rate": "50.0%"}


@pytest.fixture
def added(monkeypatch):
    for definition in NEW:
        monkeypatch.setitem(DEFINITIONS, definition.code, definition)


@pytest.fixture
def desk_with_target(desk):
    ProjectTargetFactory(project=desk.project, figure="match_to_start_rate", value=0.75)
    return desk


@pytest.fixture
def report_with_it(added, desk_with_target, ready_report):
    return ready_report


def page_of(desk, report):
    return desk.client(desk.funder).get(reverse("reports:report", args=[report.code]))


def file_of(desk, report, file_format: str) -> bytes:
    url = reverse("reports:report_download", args=[report.code, file_format])
    return desk.client(desk.funder).get(url).content


def test_page_shows_it_with_what_it_counts_and_the_target(desk, report_with_it):
    page = page_of(desk, report_with_it)
    rows = {row["code"]: row for row in page.context["definitions"]}
    for definition in NEW:
        assert rows[definition.code]["value"] == SHOWN[definition.code]
        assert definition.text in page.content.decode()
    targets = {row["label"]: row for row in page.context["targets"]}
    assert targets["From match to work"] == {
        "label": "From match to work",
        "target": "75.0%",
        "value": "50.0%",
        "reached": "67%",
    }


def test_files_have_it(desk, report_with_it):
    data = json.loads(file_of(desk, report_with_it, "json"))
    assert data["figures"]["matched_in_period"] == {"value": 10, "unit": "persons"}
    assert data["figures"]["match_to_start_rate"] == {"value": 0.5, "unit": "fraction"}
    book = load_workbook(BytesIO(file_of(desk, report_with_it, "xlsx")))
    explained = {row[0]: row[3] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    text = text_of(file_of(desk, report_with_it, "pdf"))
    for definition in NEW:
        assert explained[definition.code] == definition.text
        assert definition.name in text


def test_report_from_before_keeps_the_figures_of_its_day(desk, ready_report, monkeypatch):
    for definition in NEW:
        monkeypatch.setitem(DEFINITIONS, definition.code, definition)
    page = page_of(desk, ready_report)
    assert {row["code"] for row in page.context["definitions"]} == set(FIGURES)
