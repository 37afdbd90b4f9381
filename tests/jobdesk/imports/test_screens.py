"""The screens: from the file to the import and back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jobdesk.imports.models import Import, Source
from jobdesk.imports.reading import FileRefused
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.residents import ResidentFactory

LIST = "V-nr;Roepnaam;M/V;Taal\n2812345678;Amina;v;Oromo\n2812345679;Omar;m;Arabisch\n"


@pytest.fixture
def desk(coordinator, django_capture_on_commit_callbacks):
    return Desk(coordinator, django_capture_on_commit_callbacks)


class Desk:
    """A browser of the coordinator, in which queued tasks run after each request."""

    def __init__(self, user, capture) -> None:
        self.client, self._capture = Client(), capture
        self.client.force_login(user)

    def post(self, name, data=None, **where):
        with self._capture(execute=True):
            return self.client.post(reverse(f"imports:{name}", kwargs=where), data or {})

    def get(self, name, query="", **where):
        return self.client.get(reverse(f"imports:{name}", kwargs=where) + query)

    def send(self, content, kind="residents"):
        content = content if isinstance(content, bytes) else content.encode()
        file = SimpleUploadedFile("list.csv", content)
        return self.post("imports", {"kind": kind, "source": "Weekly", "file": file})

    def columns(self, code, **more):
        """What the form of the columns says as it stands, with changes."""
        form = self.get("columns", code=code).context["form"]
        return {field.name: field.value() or "" for field in form} | more


def people():
    with system_scope("test"):
        return list(Resident.objects.order_by("reference_number"))


def test_from_the_file_to_the_record_and_back(desk):
    desk.send(LIST)
    batch = Import.objects.get()
    typed = desk.columns(batch.code, **{"fixed-centre": "almere", "word-language-0": "am"})
    assert (typed["column-reference_number"], typed["column-first_name"]) == ("V-nr", "Roepnaam")

    desk.post("columns", typed, code=batch.code)
    page = desk.get("rows", code=batch.code)
    assert (page.context["batch"].status, page.context["work"], people()) == ("checked", 2, [])

    desk.post("confirm", code=batch.code)
    assert [(each.first_name, each.language) for each in people()] == [("Amina", "am"), ("Omar", "ar")]

    assert desk.get("undo", code=batch.code).status_code == 200
    desk.post("undo", code=batch.code)
    batch.refresh_from_db()
    assert (batch.status, people()) == ("undone", [])


def test_words_nobody_knows_are_asked_for_before_the_check(desk):
    desk.send(LIST.replace("Taal", "Spreekt"))
    batch = Import.objects.get()
    typed = desk.columns(batch.code, **{"fixed-centre": "almere", "column-language": "Spreekt"})
    page = desk.post("columns", typed, code=batch.code)
    assert [field.label for field in page.context["form"].words()] == ["“Oromo” in Language to speak in"]
    batch.refresh_from_db()
    assert batch.status == "uploaded"


def test_the_source_remembers_columns_and_words(desk):
    desk.send(LIST)
    first = Import.objects.get()
    desk.post(
        "columns",
        desk.columns(first.code, **{"fixed-centre": "almere", "word-language-0": "am"}),
        code=first.code,
    )
    desk.send(LIST)
    again = Import.objects.first()
    typed = desk.columns(again.code)
    assert (typed["fixed-centre"], typed["word-language-0"]) == ("almere", "am")
    assert Source.objects.count() == 1


def test_a_missing_column_is_named_and_what_was_chosen_stays(desk):
    desk.send(LIST)
    batch = Import.objects.get()
    page = desk.post("columns", desk.columns(batch.code), code=batch.code)
    form = page.context["form"]
    assert form.errors["__all__"] == ["These columns do not fit this kind of list. Missing: Centre."]
    assert form["column-first_name"].value() == "Roepnaam"


def test_another_row_of_headings_is_read_anew(desk):
    desk.send("Titel;x;y\nV-nr;Voornaam;Centrum\n2812345678;Amina;almere\n")
    batch = Import.objects.get()
    assert desk.columns(batch.code)["heading_row"] == 2
    page = desk.post("columns", desk.columns(batch.code, heading_row="1", look="yes"), code=batch.code)
    assert page.context["form"].choices[1:] == [("Titel", "Titel"), ("x", "x"), ("y", "y")]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7"])
def test_a_file_that_is_no_list_keeps_the_form(desk, content):
    page = desk.send(content)
    assert set(page.context["form"].errors) == {"file"}
    assert page.context["form"]["source"].value() == "Weekly"


def test_a_wrong_row_shows_why_and_there_is_no_button_to_import(desk):
    desk.send("V-nr;Voornaam;Geboortedatum;Centrum\n2812345678;Amina;31-02-1990;almere\n")
    batch = Import.objects.get()
    desk.post("columns", desk.columns(batch.code), code=batch.code)
    assert desk.get("rows", code=batch.code).context["show"] == "wrong"  # what keeps the list out comes first
    assert desk.get("rows", "?show=", code=batch.code).context["show"] == ""
    page = desk.get("rows", "?show=wrong", code=batch.code).content.decode()
    assert "The day 31-02-1990 does not exist." in page
    assert reverse("imports:confirm", args=[batch.code]) not in page
    desk.post("confirm", code=batch.code)
    assert people() == []


def test_wrong_rows_come_as_a_file_with_reasons_and_nothing_in_it_runs(desk):
    desk.send('V-nr;Voornaam;Geboortedatum;Centrum\n2812345678;"=HYPERLINK(""x"")";31-02-1990;almere\n')
    batch = Import.objects.get()
    desk.post("columns", desk.columns(batch.code), code=batch.code)
    got = desk.get("download", "?show=wrong", code=batch.code, file_format="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(got.content)).active.values)
    assert rows == [
        ("Row", "Outcome", "Why", "Code", "V-nr", "Voornaam", "Geboortedatum", "Centrum"),
        (
            2, "Wrong", "Date of birth: The day 31-02-1990 does not exist.", None,
            "2812345678", "'=HYPERLINK(\"x\")", "31-02-1990", "almere",
        ),
    ]  # fmt: skip
    text = desk.get("download", "?show=wrong", code=batch.code, file_format="csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text


def test_the_result_names_the_code_of_each_case(desk):
    desk.send("V-nr;Voornaam;Centrum\n2812345678;Amina;almere\n")
    batch = Import.objects.get()
    desk.post("columns", desk.columns(batch.code), code=batch.code)
    desk.post("confirm", code=batch.code)
    got = desk.get("download", code=batch.code, file_format="csv").content.decode("utf-8-sig")
    assert got.splitlines()[1] == f"2;New;;{people()[0].code};2812345678;Amina;almere"


def test_another_coordinator_of_the_same_centre_does_not_see_the_file(desk, centre):
    desk.send(LIST)
    other = MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user
    client = Client()
    client.force_login(other)
    code = Import.objects.get().code
    for name in ("rows", "columns", "undo"):
        assert client.get(reverse(f"imports:{name}", args=[code])).status_code == 404
    assert client.get(reverse("imports:imports")).context["newest"] == []


def test_pages_of_rows_go_on_where_the_last_ended(desk):
    lines = "".join(f"28{number:08};Amina{number};almere\n" for number in range(60))
    desk.send("V-nr;Voornaam;Centrum\n" + lines)
    batch = Import.objects.get()
    desk.post("columns", desk.columns(batch.code), code=batch.code)
    first = desk.get("rows", code=batch.code).context["page"]
    assert ([first.rows[0].number, first.rows[-1].number], first.before, first.after) == ([2, 51], None, 51)
    second = desk.get("rows", "?after=51", code=batch.code).context["page"]
    assert ([each.number for each in second.rows], second.before, second.after) == (
        list(range(52, 62)), 52, None,
    )  # fmt: skip
    back = desk.get("rows", "?before=52", code=batch.code).context["page"]
    assert [each.number for each in back.rows] == list(range(2, 52))


def test_progress_is_shown_while_a_file_is_checked(desk):
    desk.send(LIST)
    batch = Import.objects.get()
    Import.objects.update(status="checking")
    url = reverse("imports:rows", args=[batch.code])
    part = desk.client.get(url, headers={"HX-Request": "true"})
    assert "every 1s" in part.content.decode()
    Import.objects.update(status="checked")
    assert desk.client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    "kind", ["residents", "stays", "events", "documents", "contacts", "intakes", "placements"]
)
def test_template_comes_back_with_every_column_known(desk, kind):
    book = desk.get("template", kind=kind, file_format="xlsx").content
    desk.send(book, kind)
    batch = Import.objects.get()
    form = desk.get("columns", code=batch.code).context["form"]
    assert [row["name"] for row in form.rows() if not row["heading"].value()] == []
    text = desk.get("template", kind=kind, file_format="csv").content
    assert len(text.decode("utf-8-sig").splitlines()) == 2


def test_template_of_an_unknown_kind_is_not_there(desk):
    assert desk.get("template", kind="chairs", file_format="xlsx").status_code == 404


def test_resident_of_another_coordinator_s_centre_stays_hidden(desk, elsewhere):
    ResidentFactory(centre=elsewhere, reference_number="2812345678", first_name="Secret")
    desk.send("V-nr;Voornaam;Centrum\n2812345678;Amina;almere\n")
    batch = Import.objects.get()
    desk.post("columns", desk.columns(batch.code), code=batch.code)
    assert "Secret" not in desk.get("rows", code=batch.code).content.decode()


def test_columns_that_are_not_read_are_named(desk):
    desk.send("V-nr;Roepnaam;Kamer;Nationaliteit;Leeg\n2812345678;Amina;2.14;Syrische;\n")
    page = desk.get("columns", code=Import.objects.get().code)
    assert page.context["form"].unused() == ["Kamer", "Nationaliteit"]
    assert "Kamer · Nationaliteit" in page.content.decode()


def test_file_that_was_cut_off_is_refused_when_it_is_sent(desk):
    rows = "".join(f"{number};Amina\n" for number in range(1000, 1300))
    page = desk.send(f'V-nr;Roepnaam\n{rows}1300;"Om')
    assert page.context["form"].errors["file"][0].startswith("Row 302 does not end")
    assert not Import.objects.exists()


def test_workbook_that_breaks_while_it_is_looked_at_says_so(desk, monkeypatch):
    desk.send(LIST)

    def breaks(*_args):
        raise FileRefused("This workbook is damaged.")

    monkeypatch.setattr("jobdesk.imports.views.columns.samples", breaks)
    page = desk.client.get(reverse("imports:columns", args=[Import.objects.get().code]), follow=True)
    assert page.redirect_chain == [(reverse("imports:imports"), 302)]
    assert "This workbook is damaged." in page.content.decode()
