"""Starts that were recorded all the same, in a report: number, reasons, hidden when they are few, cases."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from jobdesk.trail.scoping import system_scope
from matching.models import Placement, StartOverride
from reports.document.pdf import render_pdf
from reports.document.presentation import presented
from reports.document.xlsx import render_xlsx
from reports.indicators import Period
from reports.indicators.tables import OVERRIDE_REASONS
from reports.models import Report
from reports.queries import report_contents
from tests.factories.accounts import UserFactory
from tests.reports.conftest import FROM, TO
from tests.reports.document.test_pdf import text_of

YEAR = Period(FROM, TO, TO)


@pytest.fixture
def override():
    """Say of so many starts of the desk that they were recorded all the same, with a reason each."""

    def say(*reasons):
        with system_scope("test"):
            for placement, reason in zip(Placement.objects.order_by("pk"), reasons, strict=False):
                StartOverride.objects.create(
                    placement=placement,
                    started_on=placement.started_on,
                    hindrances=["needs_permit"],
                    reason=reason,
                    words="Called Yonas Tesfay of UWV.",
                    by=UserFactory(),
                )

    return say


def rows_of(contents) -> list:
    return [(row.code, row.value) for row in contents.tables["overridden_starts"].rows]


def test_the_reasons_are_those_that_a_coordinator_chooses_from():
    assert list(OVERRIDE_REASONS) == StartOverride.Reason.values


def test_a_handful_is_hidden_with_its_total(desk, override):
    override("filed", "said", "said")
    contents = report_contents(desk.project, YEAR)
    assert contents.figures["overridden_starts"].value is None
    assert contents.tables["overridden_starts"].total is None
    assert {value for _code, value in rows_of(contents)} <= {None, 0}
    told = dict(rows_of(contents))
    assert (told["override_filed"], told["override_said"]) == (None, None)
    assert presented(contents)["overridden"]["total"] == "*"


def test_enough_of_them_are_told_with_the_small_reasons_hidden(desk, override):
    override(*["said"] * 8, "filed", "other")
    contents = report_contents(desk.project, YEAR)
    assert contents.figures["overridden_starts"].value == 10
    shown = dict(rows_of(contents))
    assert (shown["override_filed"], shown["override_other"]) == (None, None)
    assert contents.notes[-1].code == "small_counts_hidden"


def test_page_pdf_workbook_and_json_say_the_same(desk, override):
    override(*["said"] * 5, *["filed"] * 5)
    with translation.override("en"):
        contents = report_contents(desk.project, YEAR)
        data, pdf = contents.to_dict(), text_of(render_pdf(contents, date(2024, 1, 1)))
        book = load_workbook(BytesIO(render_xlsx(contents)))
    told = {row["label"]: row["value"] for row in data["tables"]["overridden_starts"]}
    assert (told["The authority said so by telephone or e-mail"], sum(told.values())) == (5, 10)
    definition = next(each for each in data["definitions"] if each["code"] == "overridden_starts")
    assert "nothing was permitted" in definition["definition"]
    cells = {(row[2], row[3]) for row in book.worksheets[1].iter_rows(values_only=True)}
    assert {("override_said", 5), ("override_filed", 5)} <= cells
    words = " ".join(pdf.split())
    assert "Starts recorded although something stood in the way" in words
    assert "The authority said so by telephone or e-mail" in words
    assert "Called Yonas" not in words


def test_a_project_without_any_says_nothing_and_so_does_an_older_report(desk):
    contents = report_contents(desk.project, YEAR)
    assert presented(contents)["overridden"] is None
    del contents.tables["overridden_starts"]
    assert presented(contents)["overridden"] is None


def test_a_coordinator_opens_the_cases_and_a_funder_reads_the_number(desk, override, ready_report):
    override(*["said"] * 6)
    with system_scope("test"):
        contents = report_contents(desk.project, YEAR).to_dict()
        Report.objects.filter(pk=ready_report.pk).update(contents=contents)
        codes = list(StartOverride.objects.values_list("placement__code", flat=True))
    url = reverse("reports:report", args=[ready_report.code])
    page = desk.client(desk.coordinator).get(url).content.decode()
    assert all(reverse("desk:placement", args=[code]) in page for code in codes)
    assert "Called Yonas" not in page
    page = desk.client(desk.funder).get(url).content.decode()
    assert not any(code in page for code in codes)
    assert 'id="overridden"' in page
