"""Files as people send them, made on the spot: each is read right, or refused with what to do."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.exceptions import InvalidFileException  # noqa: F401 - the import is slow: here, once

from jobdesk.imports.kinds import kind_of
from jobdesk.imports.mapping import headings_of
from jobdesk.imports.reading import FileRefused, open_book
from jobdesk.imports.reading.cells import Fault
from tests.jobdesk.imports.conftest import saved, workbook

HEAD = ["V-nummer", "Voornaam", "Geboortedatum"]
AMINA = ["2812345678", "Zoë", "03-05-1996"]


def cells(content: bytes, sheet: str = "") -> list[list]:
    return [row.cells for row in open_book(content).rows(sheet)]


def headings(content: bytes):
    book = open_book(content)
    return headings_of(book, book.sheets[0].name, 0, kind_of("residents")())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_in_any_letters_and_with_any_separator(encoding, separator):
    text = "\r\n".join(separator.join(line) for line in (HEAD, AMINA, AMINA))
    assert cells(text.encode(encoding)) == [HEAD, AMINA, AMINA]


def test_windows_letters_are_said():
    assert open_book("naam;x\nZoë;1\n".encode("cp1252")).remark.startswith("The letters were read as Windows")
    assert open_book("naam;x\nZoë;1\n".encode()).remark == ""


def test_separator_is_told_from_commas_in_the_cells():
    text = "Naam;Wens\nDarwish, Amina;bakken, koken, snijden\nTesfay, Yonas;rijden, laden\n"
    assert cells(text.encode()) == [
        ["Naam", "Wens"],
        ["Darwish, Amina", "bakken, koken, snijden"],
        ["Tesfay, Yonas", "rijden, laden"],
    ]


def test_quotes_and_line_breaks_stay_in_their_cell():
    text = 'Naam;Notitie\nAmina;"zegt ""ja"";\nkomt terug"\n'
    assert cells(text.encode())[1] == ["Amina", 'zegt "ja";\nkomt terug']


def test_line_that_names_the_separator_is_left_out():
    assert cells(b"sep=|\na|b\n1|2\n") == [["a", "b"], ["1", "2"]]


def test_blank_rows_are_left_out_and_numbers_stay_those_of_the_sheet():
    rows = list(open_book(b"a;b\n;\n\n1;2\n").rows())
    assert [(row.number, row.cells) for row in rows] == [(1, ["a", "b"]), (4, ["1", "2"])]


def test_headings_below_a_title_are_found():
    text = (
        "Lijst bewoners AZC;;\nPeildatum 1-11-2026;;\n;;\nV-nummer;Voornaam;Geboortedatum\n28;Amina;1-1-90\n"
    )
    found = headings(text.encode())
    assert (found.row, found.names) == (4, HEAD)


def test_unknown_headings_are_found_too():
    found = headings(workbook(["Titel"], ["Kolom een", "Kolom twee"], ["x", 1], ["y", 2]))
    assert (found.row, found.names) == (2, ["Kolom een", "Kolom twee"])


def test_double_and_blank_headings_get_a_name():
    assert headings(b"V-nummer;Naam;;Naam\n28;a;b;c\n").names == ["V-nummer", "Naam", "Column C", "Naam (2)"]


def test_workbook_cells_are_values():
    book = workbook([*HEAD, "Uren", "Actief"], ["0012", "Amina", date(1996, 5, 3), 24.0, True])
    assert cells(book)[1] == ["0012", "Amina", date(1996, 5, 3), 24, True]


def test_formula_counts_as_its_last_value_and_never_runs():
    """openpyxl writes formulas without values, as some programs do; the value is put in by hand."""
    book = workbook(["a", "b"], ["=1+1", '=WEBSERVICE("http://example.org")'])
    without_value = cells(book)[1]
    assert [type(each) for each in without_value] == [Fault, Fault]
    assert cells(_with_values(book))[1][0] == 2


def _with_values(book: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<f>1+1</f><v />" in part or b"<f>1+1</f><v></v>" in part or b"<f>1+1</f><v/>" in part
                for empty in (b"<v />", b"<v></v>", b"<v/>"):
                    part = part.replace(b"<f>1+1</f>" + empty, b"<f>1+1</f><v>2</v>")
            new.writestr(name, part)
    return made.getvalue()


def test_error_cell_is_a_fault():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append(["#N/A"])
    (cell,) = cells(saved(book))[1]
    assert cell == Fault("The spreadsheet itself has an error here (#N/A).")


def test_merged_cells_have_their_value_in_every_row():
    book = openpyxl.Workbook()
    for row in (
        ["Centrum", "Voornaam"],
        ["almere", "Amina"],
        [None, "Omar"],
        [None, "Yonas"],
        ["hasselt", "Sara"],
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    assert cells(saved(book))[1:] == [
        ["almere", "Amina"], ["almere", "Omar"], ["almere", "Yonas"], ["hasselt", "Sara"]
    ]  # fmt: skip


def test_sheets_are_told_apart_and_hidden_ones_come_last():
    book = openpyxl.Workbook()
    book.active.title = "Geheim"
    book.active.sheet_state = "hidden"
    book.active.append(["x", "y"])
    book.create_sheet("Lijst").append(["a", "b"])
    opened = open_book(saved(book))
    assert [(each.name, each.is_hidden) for each in opened.sheets] == [("Lijst", False), ("Geheim", True)]
    assert [row.cells for row in opened.rows("Lijst")] == [["a", "b"]]


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf\r\n\r\n", "This file is empty."),
        (b";;;\n;;;\n", "This file is empty."),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (OLE + b"Workbook", "This is a workbook in the old form of Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "This workbook is locked with a password."),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "This is an OpenDocument file.",
        ),
        (archive(word__document_xml=b"<x/>"), "This is no spreadsheet"),
        (archive(xl__workbook_xml=b"<broken"), "This workbook is damaged."),
        (workbook(["a"])[:-400], "This workbook is damaged."),
        (b"<html><table>", "This is a web page or XML"),
        (b"\x89PNG\r\n", "This is no list"),
        (b'naam;notitie\na;"nooit dicht' + b"x" * 300_000, "Row 2 does not end"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_is_no_list_is_refused(content, begins):
    with pytest.raises(FileRefused) as refused:
        list(open_book(content).rows())
    assert refused.value.message.startswith(begins)


def test_archive_that_unpacks_too_large_is_refused(settings):
    settings.IMPORT_MAX_UNPACKED_MB = 1
    bomb = archive(xl__workbook_xml=b"<x/>", xl__sheet_xml=b"0" * 2_000_000)
    with pytest.raises(FileRefused, match="larger than 1 MB when it is unpacked"):
        open_book(bomb)


@pytest.mark.parametrize(
    "text",
    ['naam;notitie\nAmina;goed\nYonas;"belt te', 'naam;notitie\nAmina;goed\nYonas;"x\nOmar;y\nSara;z\n'],
    ids=["cut off", "never closed"],
)
def test_row_that_does_not_end_is_refused_and_not_taken_for_a_short_one(text):
    with pytest.raises(FileRefused, match=r"^Row 3 does not end, and everything below it would be lost"):
        list(open_book(text.encode()).rows())


def test_sheet_is_over_after_many_blank_rows():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.cell(5_001, 1, "near")
    book.active.cell(10_002, 1, "far below")
    assert [row.number for row in open_book(saved(book)).rows()] == [1, 5_001]


def test_archive_that_unpacks_to_hundreds_of_times_its_size_is_refused():
    bomb = archive(xl__workbook_xml=b"<x/>", xl__sheet_xml=b"1" * 60_000_000)
    with pytest.raises(FileRefused, match="unpacks to far more than a list needs"):
        open_book(bomb)
