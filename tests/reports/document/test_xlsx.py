from dataclasses import replace
from io import BytesIO

from django.utils import translation
from openpyxl import load_workbook

from reports.document.xlsx import render_xlsx
from tests.reports import samples


def workbook(contents):
    with translation.override("en"):
        return load_workbook(BytesIO(render_xlsx(contents)))


def test_the_workbook_has_the_figures_tables_and_definitions_of_the_json():
    contents = samples.f2w2()
    with translation.override("en"):
        data = contents.to_dict()
    book = workbook(contents)
    assert book.sheetnames == ["Figures", "Tables", "Definitions"]
    figures = {
        row[0]: row[2]
        for row in book["Figures"].iter_rows(min_row=7, max_col=3, values_only=True)
        if row[2] is not None
    }
    assert figures == {code: figure["value"] for code, figure in data["figures"].items()}
    tables = [(row[2], *row[3:6]) for row in book["Tables"].iter_rows(min_row=2, max_col=6, values_only=True)]
    assert tables == [
        (row["code"], row["value"], row.get("target"), row.get("share"))
        for rows in data["tables"].values()
        for row in rows
    ]
    definitions = {
        row[0]: row[3] for row in book["Definitions"].iter_rows(min_row=2, max_col=4, values_only=True)
    }
    assert definitions == {each["code"]: each["definition"] for each in data["definitions"]}


def test_hidden_counts_are_stars():
    rows = workbook(samples.almere(hide_below=10))["Tables"].iter_rows(min_row=2, values_only=True)
    assert [(row[2], row[3]) for row in rows if row[0] == "What became of the people with a match"] == [
        ("started", 46),
        ("waiting_for_number_or_permit", "*"),
        ("matched_other", "*"),
    ]


def test_a_name_that_looks_like_a_formula_stays_text():
    cell = workbook(replace(samples.almere(), project_name="=1+1"))["Figures"]["B1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1 (ALMERE)", "s", True)


def test_definitions_wrap_so_that_they_can_be_read_and_printed():
    sheet = workbook(samples.almere())["Definitions"]
    assert {cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row} == {True}
    assert sheet.column_dimensions["D"].width == 80
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
