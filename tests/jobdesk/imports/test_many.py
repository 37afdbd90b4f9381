"""Rows that are written together behave as if each came alone, and more of them take no more queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobdesk import codes
from jobdesk.imports import services
from jobdesk.imports.models import ExternalKey
from jobdesk.trail.audit import AuditEntry, StatusChange
from residents.models import CentreStay, OutreachContact, Resident
from tests.factories.residents import ResidentFactory
from tests.jobdesk.imports.conftest import results

YEAR = date.today().year - 1  # noqa: DTZ011 - any year of the project


@pytest.fixture
def wide(project):
    project.starts_on = date(YEAR, 1, 1)
    project.save()
    return project


def registered(count: int) -> str:
    rows = (f"28{number:08};ID{number};Amina{number};almere;14-02-{YEAR}" for number in range(count))
    return "\n".join(["V-nummer;ID;Voornaam;Centrum;Aankomst", *rows])


def stayed(count: int) -> str:
    rows = (
        f"28{number:08};hasselt;1-{month}-{YEAR};20-{month}-{YEAR}"
        for number in range(count)
        for month in (3, 4)
    )
    return "\n".join(["V-nummer;Centrum;Van;Tot", *rows])


def spoken(count: int) -> str:
    rows = (f"28{number:08};{day}-5-{YEAR};P1" for number in range(count) for day in (3, 4))
    return "\n".join(["V-nummer;Datum;Project", *rows])


@pytest.mark.parametrize(
    ("kind", "content"), [("residents", registered), ("stays", stayed), ("contacts", spoken)]
)
def test_more_rows_take_no_more_queries(bring, wide, centre, elsewhere, kind, content):
    if kind != "residents":
        for number in range(20):
            ResidentFactory(centre=centre, reference_number=f"28{number:08}", status="registered")
    taken = []
    for count in (4, 20):
        with CaptureQueriesContext(connection) as queries:
            batch = bring(content(count), kind)
        assert set(batch.counts) - {"remarks"} == {"new"}, results(batch)
        taken.append(len(queries))
    assert taken[1] - taken[0] <= 2


def test_each_row_has_its_trail_and_its_number_at_the_source(bring, centre):
    bring(registered(3), apply=True)
    people = Resident._base_manager.all()
    assert {each.code for each in people} == set(bring(registered(3)).rows.values_list("code", flat=True))
    for resident in people:
        assert StatusChange.objects.get(resident_id=resident.pk).to_status == "registered"
        assert AuditEntry.objects.filter(action="resident.registered", subject_id=resident.pk).count() == 1
        assert AuditEntry.objects.filter(action="resident.assessed", subject_id=resident.pk).count() == 1
    assert set(ExternalKey.objects.values_list("key", "subject_id")) == {
        (f"ID{number}", each.pk) for number, each in enumerate(people.order_by("reference_number"))
    }


def test_a_list_whose_codes_exist_already_is_imported(bring, centre, monkeypatch):
    there = ResidentFactory(centre=centre)
    chance, letters = codes.secrets.choice, []

    def choice(alphabet):
        return letters.pop() if letters else chance(alphabet)

    monkeypatch.setattr(codes.secrets, "choice", choice)
    checked, apply_rows = registered(5), services.apply_rows

    def apply(batch):
        letters.extend(reversed(there.code[2:] * 2))
        apply_rows(batch)
        assert letters == []

    monkeypatch.setattr(services, "apply_rows", apply)
    batch = bring(checked, apply=True)
    assert (batch.status, dict(batch.counts)["new"]) == ("applied", 5)
    assert len(set(Resident._base_manager.values_list("code", flat=True)) - {there.code}) == 5


def test_a_number_that_a_row_above_takes_is_refused(bring):
    batch = bring("V-nummer;Voornaam;Centrum;Opvang\n2812345678;Amina;almere;\n2812345678;Samir;almere;COA\n")
    assert results(batch)[1] == (
        3, "wrong", [("Agency's number", "There is already a resident with this number.")]
    )  # fmt: skip


def test_the_same_number_of_the_source_means_the_row_above(bring, centre, wide):
    ResidentFactory(centre=centre, reference_number="2812345678")
    batch = bring(
        f"ID;V-nummer;Datum;Notitie;Project\nX;2812345678;1-5-{YEAR};een;P1\nX;2812345678;1-5-{YEAR};twee;P1\n",
        "contacts",
    )
    assert [outcome for _row, outcome, _why in results(batch)] == ["new", "wrong"]


def test_a_list_of_contacts_with_numbers_of_its_own_comes_twice(bring, centre, wide):
    ResidentFactory(centre=centre, reference_number="2812345678")
    ResidentFactory(centre=centre, reference_number="2812345679")
    content = f"ID;V-nummer;Datum;Project\nX;2812345678;1-5-{YEAR};P1\n"
    bring(content, "contacts", apply=True)
    assert bring(content, "contacts").counts["unchanged"] == 1
    batch = bring(content.replace("2812345678", "2812345679"), "contacts")
    assert results(batch) == [
        (2, "wrong", [(
            "Number of the row at the source",
            "This number was about somebody else when it was imported before.",
        )])
    ]  # fmt: skip


def test_one_person_by_number_and_by_code_is_reached_once(bring, centre, wide):
    person = ResidentFactory(centre=centre, reference_number="2812345678", status="registered")
    batch = bring(
        f"V-nummer;Code;Datum;Project\n2812345678;;1-5-{YEAR};P1\n;{person.code};2-5-{YEAR};P1\n"
        f"2812345678;;1-4-{YEAR};P1\n",
        "contacts",
        apply=True,
    )
    assert batch.status == "applied"
    person = Resident._base_manager.get()
    assert (person.status, person.last_contact_on) == ("contacted", date(YEAR, 5, 2))
    moves = StatusChange.objects.filter(subject_type="residents.resident", to_status="contacted")
    assert [(each.from_status, each.on) for each in moves] == [("registered", date(YEAR, 5, 1))]
    assert [row.before["status"] for row in batch.rows.order_by("number")] == [
        "registered", "contacted", "contacted"
    ]  # fmt: skip


def test_a_stay_that_a_row_above_makes_impossible_is_refused(bring, centre, elsewhere):
    ResidentFactory(centre=centre, reference_number="2812345678")
    batch = bring(
        f"V-nummer;Centrum;Van;Tot\n2812345678;hasselt;1-3-{YEAR};1-4-{YEAR}\n"
        f"2812345678;hasselt;1-3-{YEAR};1-4-{YEAR}\n2812345678;almere;15-3-{YEAR};15-4-{YEAR}\n",
        "stays",
    )
    assert [outcome for _row, outcome, _why in results(batch)] == ["new", "unchanged", "wrong"]
    assert CentreStay._base_manager.count() == OutreachContact._base_manager.count() == 0
