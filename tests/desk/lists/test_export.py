"""A list as a file: exactly what it shows, read back; never run by a spreadsheet; for its maker only."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from jobdesk.accounts.models import User
from jobdesk.jobs.models import Job
from jobdesk.jobs.tasks import run_job, sweep_jobs
from jobdesk.lists import exports
from jobdesk.lists.models import ListFile
from jobdesk.lists.tasks import expire_list_files, make_list_file
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.desk.people import coach_at, member, resident, signed_in
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
URL = reverse("lists:export", args=["residents"])
COLUMNS = "columns=name%2Ccode%2Cphone%2Cbirth_date%2Cseen%2Cage"


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


def searched(client, q: str) -> str:
    """The part of an address that stands for what was typed."""
    search = reverse("lists:search", args=["residents"])
    return f"s={client.post(search, {'q': q, 'here': '?'}, follow=True).context['choice'].search}"


def make(client, here=f"?{COLUMNS}", **more) -> ListFile:
    data = {"here": here, "format": "xlsx", "purpose": "caseload", "make": "yes", **more}
    response = client.post(URL, data)
    assert response.status_code == 302, response.context["form"].errors
    return ListFile.objects.order_by("-pk").first()


def fetched(client, made: ListFile) -> bytes:
    response = client.get(reverse("lists:file_download", args=[made.code]))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    return b"".join(response.streaming_content)


def sheet(content: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def lines(content: bytes, delimiter: str) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_workbook_holds_what_the_list_shows_in_its_order():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    born = date(1990, 2, 3)
    one = resident(centre, coach, first_name="Zeynep", last_name="Şahin", birth_date=born, phone="+31 6 1")
    resident(centre, coach, first_name="Ali", last_name="Abdi", birth_date=None, last_contact_on=None)
    resident(centre, coach, first_name="Left", status="exited")
    resident(centre, member(Role.COACH, centre), first_name="Colleague")
    resident(CentreFactory(), coach, first_name="Elsewhere")

    rows = sheet(fetched(client, make(client, here=f"?sort=-name&{COLUMNS}")))

    assert rows[0] == ["Resident", "Code", "Telephone", "Date of birth", "Last seen", "Age"]
    assert [row[0] for row in rows[1:]] == ["Zeynep Şahin", "Ali Abdi"]
    assert rows[1][1:4] == [one.code, "+31 6 1", datetime(1990, 2, 3)]  # noqa: DTZ001  (a day, as Excel keeps it)
    assert rows[2][2:4] == [None, None]
    assert isinstance(rows[1][5], int)


def test_csv_has_the_separator_of_the_readers_language():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Ünal", last_name="Çelik; Kaya", birth_date=date(1990, 2, 3))

    english = lines(fetched(client, make(client, format="csv")), ",")
    User.objects.filter(pk=coach.pk).update(language="nl")
    dutch = lines(fetched(client, make(client, format="csv")), ";")

    assert english[1][0] == dutch[1][0] == "Ünal Çelik; Kaya"
    assert english[1][3] == dutch[1][3] == "1990-02-03"
    assert len(dutch[0]) == 6


FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1"]


def test_formulas_are_text_in_both_kinds_of_file():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for formula in FORMULAS:
        resident(centre, coach, first_name="F", last_name="", phone=formula)

    in_csv = [row[2] for row in lines(fetched(client, make(client, format="csv")), ",")[1:]]
    book = load_workbook(BytesIO(fetched(client, make(client))))
    cells = [row[2] for row in book.active.iter_rows(min_row=2)]

    assert sorted(in_csv) == sorted(f"'{formula}" for formula in FORMULAS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert sorted(cell.value.strip() for cell in cells) == sorted(formula.strip() for formula in FORMULAS)


def test_control_characters_do_not_break_a_workbook():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Bell\x07", last_name="Ring")

    assert sheet(fetched(client, make(client)))[1][0] == "Bell Ring"


def test_chosen_rows_only():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    chosen = resident(centre, coach, first_name="Chosen", last_name="One")
    resident(centre, coach, first_name="Other", last_name="One")
    foreign = resident(CentreFactory(), first_name="Foreign", last_name="One")

    asked = client.post(URL, {"here": "?", "chosen": [chosen.pk, foreign.pk]})
    rows = sheet(fetched(client, make(client, chosen=[chosen.pk, foreign.pk])))

    assert asked.context["count_words"] == "1 resident"
    assert [row[0] for row in rows[1:]] == ["Chosen One"]


def test_file_about_people_needs_a_purpose():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach)

    response = client.post(URL, {"here": "?", "format": "csv", "make": "yes"})

    assert response.context["form"].errors["purpose"] == ["Choose an answer."]
    assert ListFile.objects.count() == 0


def test_file_is_in_the_trail_without_names():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Zeynep", last_name="Şahin")

    made = make(
        client,
        here=f"?{searched(client, 'zeynep')}&tab=all&status=guidance&columns=name%2Cage",
        purpose="session",
    )
    fetched(client, made)

    asked, got = AuditEntry.objects.filter(subject_type="lists.listfile").order_by("id")
    assert (asked.action, asked.actor, got.action) == ("list.exported", coach, "list.file_fetched")
    assert asked.changes == {
        "list": "residents",
        "filters": "tab=all&status=guidance&columns=name%2Cage",
        "has_search": True,
        "is_selection": False,
        "columns": ["name", "age"],
        "rows": 1,
        "format": "xlsx",
        "purpose": "session",
    }


def test_empty_list_makes_no_file():
    _coach, client = coach_at(CentreFactory())

    response = client.post(URL, {"here": "?", "format": "csv", "purpose": "check", "make": "yes"})

    assert response.context["form"].non_field_errors() == [
        "There are no rows for a file. Clear a filter first."
    ]


def test_file_is_for_its_maker_only_and_for_a_day():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach)
    made = make(client)
    page = reverse("lists:file", args=[made.code])
    download = reverse("lists:file_download", args=[made.code])
    colleague = signed_in(member(Role.COACH, centre))

    assert (colleague.get(page).status_code, colleague.get(download).status_code) == (404, 404)
    assert client.post(download).status_code == 405
    ListFile.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(download).status_code == 404
    assert client.get(page).context["is_over"] is True


def test_expired_file_is_deleted_and_its_search_forgotten(tmp_path):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Zeynep")
    made, kept = make(client, here=f"?{searched(client, 'zeynep')}"), make(client)
    ListFile.objects.filter(pk=made.pk).update(expires_at=timezone.now())

    assert (expire_list_files(), expire_list_files()) == (1, 0)

    made.refresh_from_db()
    assert (made.status, made.query, made.search, bool(made.file)) == ("expired", "", "", False)
    assert [path.name for path in (tmp_path / "lists").iterdir()] == [f"{kept.code}.xlsx"]


def test_long_file_is_made_by_the_worker_in_the_scope_of_who_asked(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    queued = []
    monkeypatch.setattr(run_job, "apply_async", lambda args, **_options: queued.extend(args))
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for name in ("A", "B"):
        resident(centre, coach, first_name=name, last_name="")
    resident(CentreFactory(), coach, first_name="Elsewhere")
    with django_capture_on_commit_callbacks(execute=True):
        made = make(client, here=f"?tab=all&sort=name&{COLUMNS}")
    page = client.get(reverse("lists:file", args=[made.code]))
    assert (page.context["is_busy"], queued) == (True, [Job.objects.get(arguments=[made.pk]).pk])
    assert client.get(reverse("lists:file_download", args=[made.code])).status_code == 302

    make_list_file(made.pk)
    make_list_file(made.pk)

    assert [row[0] for row in sheet(fetched(client, made))[1:]] == ["A", "B"]


def test_file_that_cannot_be_made_says_so(monkeypatch, caplog):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Zeynep")

    def broken(*_args):
        raise OSError("Zeynep")

    monkeypatch.setattr(exports, "write_xlsx", broken)
    made = make(client)

    assert client.get(reverse("lists:file", args=[made.code])).context["made"].status == "failed"
    assert caplog.messages == [f"File {made.code} could not be made."]


def test_file_makes_as_many_queries_for_ten_rows_as_for_one():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    everything = "?columns=" + "%2C".join(column for column in ("name", "path", "intake", "level", "coach"))
    resident(centre, coach)
    make(client, here=everything)
    with CaptureQueriesContext(connection) as one:
        make(client, here=everything)
    for _number in range(9):
        resident(centre, coach)
    with CaptureQueriesContext(connection) as ten:
        make(client, here=everything)

    assert len(ten) == len(one)


def test_long_file_that_waits_says_so_is_called_off_and_made_after_all(monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Zeynep")
    made = make(client)
    job = Job.objects.get()
    shown = client.get(reverse("lists:file", args=[made.code])).content.decode()
    assert ("It waits its turn" in shown, "<progress" in shown) == (True, False)

    client.post(reverse("jobs:cancel", args=[job.pk]))
    made.refresh_from_db()
    assert made.status == "failed"

    client.post(reverse("jobs:try_again", args=[job.pk]))
    sweep_jobs()
    made.refresh_from_db()
    job.refresh_from_db()
    assert (made.status, job.status, made.written) == ("ready", "done", 1)
