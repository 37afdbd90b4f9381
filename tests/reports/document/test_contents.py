from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reports.document.contents import ReportContents
from reports.indicators import Period
from reports.queries import report_contents
from tests.reports import samples
from tests.reports.conftest import FIGURES, FROM, TO, make_person

YEAR = Period(FROM, TO, TO)


def test_figures_are_counted_from_the_rows_of_the_project(desk):
    contents = report_contents(desk.project, YEAR)
    assert {code: figure.value for code, figure in contents.figures.items()} == FIGURES
    assert contents.funders == ("Ministry of Work",)
    assert [(note.code, dict(note.params)) for note in contents.notes] == [
        ("unknown_right_few", {"below": 5}),
        ("small_counts", {"below": 5}),
    ]


def test_more_people_take_no_more_queries(desk):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            report_contents(desk.project, YEAR)
        return len(seen)

    before = queries()
    for number in range(13):
        make_person(desk.project, desk.centre, number)
    assert queries() == before


def test_the_published_figures_of_almere():
    with translation.override("en"):
        data = samples.almere().to_dict()
    values = {code: figure["value"] for code, figure in data["figures"].items()}
    assert (data["project"], data["from"], data["to"], data["cut_off"]) == (
        "ALMERE",
        "2023-01-01",
        "2023-12-31",
        "2023-12-31",
    )
    assert [values[code] for code in ("residents", "work_allowed", "intakes", "matched", "started")] == [
        1200,
        800,
        170,
        60,
        46,
    ]
    assert values["intake_to_match_rate"] == 0.3529
    assert data["figures"]["intakes"] == {"value": 170, "unit": "persons"}
    assert data["figures"]["positions"]["unit"] == "positions"
    assert data["figures"]["intake_to_match_rate"]["unit"] == "fraction"
    assert [(row["code"], row["value"]) for row in data["tables"]["matched_outcome"]] == [
        ("started", 46),
        ("waiting_for_number_or_permit", 7),
        ("matched_other", 7),
    ]


def test_the_published_figures_of_future2work():
    with translation.override("en"):
        data = samples.f2w2().to_dict()
    values = {code: figure["value"] for code, figure in data["figures"].items()}
    assert [values[code] for code in ("outreach", "guidance", "at_work", "positions")] == [228, 164, 60, 69]
    assert values["guidance_to_work_rate"] == 0.3659
    assert data["tables"]["positions_by_sector"] == [
        {"code": "production_non_food", "label": "Production, non-food", "value": 13},
        {"code": "production_food", "label": "Production, food", "value": 12},
        {"code": "logistics", "label": "Logistics", "value": 11},
        {"code": "cleaning", "label": "Cleaning", "value": 8},
        {"code": "fruit_picking", "label": "Fruit picking", "value": 8},
        {"code": "others", "label": "Other sectors", "value": 17},
    ]


def test_what_was_written_is_read_back():
    for contents in (samples.almere(), samples.f2w2(), samples.almere(hide_below=10)):
        assert ReportContents.from_dict(contents.to_dict()) == contents


def test_hidden_counts_hide_in_the_table_the_figures_and_the_targets():
    contents = samples.almere(hide_below=10, waiting_for_number_or_permit=5)
    assert [(row.value, row.share) for row in contents.tables["matched_outcome"].rows] == [
        (46, 0.7667),
        (None, None),
        (None, None),
    ]
    assert contents.figures["waiting_for_number_or_permit"].value is None
    assert contents.figures["matched_other"].value is None
    assert contents.figures["started"].value == 46
    assert [(row.code, row.value) for row in contents.tables["targets"].rows] == [
        ("waiting_for_number_or_permit", None)
    ]
    assert contents.notes[-1].code == "small_counts_hidden"


def test_the_place_of_hidden_sectors_does_not_tell_which_is_the_larger():
    rows = samples.f2w2(hide_below=12).tables["positions_by_sector"].rows
    assert [(row.code, row.value) for row in rows] == [
        ("production_non_food", 13),
        ("production_food", 12),
        ("cleaning", None),
        ("fruit_picking", None),
        ("logistics", None),
        ("others", 17),
    ]


def test_a_project_without_people_has_a_report(desk):
    contents = report_contents(desk.project, Period(date(2020, 1, 1), date(2020, 1, 31), date(2020, 1, 31)))
    assert {figure.value for figure in contents.figures.values()} == {0, None}
    assert contents.tables["positions_by_sector"].rows == ()
