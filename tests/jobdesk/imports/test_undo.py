"""Taking an import back as a whole, or not at all."""

from datetime import date

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.imports.files import read_file
from jobdesk.imports.models import ExternalKey, Import
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import CentreStay, Document, LegalEvent, OutreachContact, Resident
from residents.services import update_profile
from tests.factories.residents import CentreStayFactory, DocumentFactory, ResidentFactory

YEAR = timezone.localdate().year
LIST = "ID;V-nummer;Voornaam;Centrum\nA;2812345678;Amina;almere\nB;2812345679;Omar;almere\n"


@pytest.fixture
def undo(coordinator):
    def undo(batch):
        with open_scope(hat_for(coordinator, "coordinator").scope):
            services.ask_undo(batch)
        batch.refresh_from_db()
        services.undo_rows(batch)
        batch.refresh_from_db()
        return batch

    return undo


def rows(model):
    with system_scope("test"):
        return list(model.objects.order_by("pk"))


def test_undo_takes_new_residents_back_and_keeps_the_trail(bring, undo):
    batch = undo(bring(LIST, apply=True))
    assert (batch.status, rows(Resident), rows(CentreStay), ExternalKey.objects.count()) == (
        "undone",
        [],
        [],
        0,
    )
    assert AuditEntry.objects.filter(action="resident.registered").count() == 2
    assert AuditEntry.objects.filter(action="resident.unregistered").count() == 2


def test_undo_is_refused_as_a_whole_when_a_row_was_changed_since(bring, undo, coordinator):
    batch = bring(LIST, apply=True)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        update_profile(Resident.objects.get(first_name="Omar"), phone="0612345678")
    batch = undo(batch)
    assert (batch.status, batch.message) == (
        "applied",
        "Nothing was undone. Row 3 (Omar): somebody changed it since.",
    )
    assert len(rows(Resident)) == 2


def test_undo_of_a_change_brings_the_old_values_back(bring, undo, centre):
    ResidentFactory(
        centre=centre, reference_number="2812345678", first_name="Amira", birth_date=date(1990, 1, 1)
    )
    text = "V-nummer;Voornaam;Geboortedatum;Centrum\n2812345678;Amina;2-2-1991;almere\n"
    undo(bring(text, apply=True))
    assert [(each.first_name, each.birth_date) for each in rows(Resident)] == [("Amira", date(1990, 1, 1))]


def test_undo_of_contacts_brings_the_status_back_and_then_residents_can_go(bring, undo, project):
    people = bring(LIST, apply=True)
    contacts = bring(
        f"V-nummer;Datum\n2812345678;1-2-{YEAR}\n2812345678;1-3-{YEAR}\n",
        "contacts",
        fixed={"project": "P1"},
        apply=True,
    )
    assert undo(people).status == "applied"
    assert undo(contacts).status == "undone"
    amina, _omar = rows(Resident)
    assert (amina.status, amina.last_contact_on, rows(OutreachContact)) == ("registered", None, [])
    people.refresh_from_db()
    assert undo(people).status == "undone"


def test_undo_of_stays_events_and_documents(bring, undo, centre, elsewhere):
    resident = ResidentFactory(centre=centre, reference_number="2812345678")
    CentreStayFactory(resident=resident, from_on=date(2025, 7, 1))
    DocumentFactory(resident=resident, from_on=date(2026, 1, 1), until_on=date(2026, 6, 30))
    done = [
        bring("V-nr;Centrum;Van;Tot\n2812345678;hasselt;1-1-2025;1-3-2025\n", "stays", apply=True),
        bring("V-nr;Centrum;Van\n2812345678;almere;1-6-2025\n", "stays", apply=True),
        bring("V-nr;Gebeurtenis;Datum\n2812345678;asielaanvraag;1-1-2025\n", "events", apply=True),
        bring(
            "V-nr;Soort;Geldig van;Geldig tot\n2812345678;W;2026-01-01;2026-12-31\n", "documents", apply=True
        ),
    ]
    assert [undo(batch).status for batch in reversed(done)] == ["undone"] * 4
    assert [(each.from_on, each.until_on) for each in rows(CentreStay)] == [(date(2025, 7, 1), None)]
    assert rows(LegalEvent) == []
    assert [each.until_on for each in rows(Document)] == [date(2026, 6, 30)]


def test_files_and_rows_are_deleted_after_some_days(bring, settings, django_capture_on_commit_callbacks):
    batch = bring(LIST, apply=True)
    assert b"Amina" in read_file(batch.file)
    name = batch.file
    stored = next(path for path in settings.PRIVATE_DIR.rglob("*") if path.is_file())
    assert b"Amina" not in stored.read_bytes()
    settings.IMPORT_KEEP_DAYS = -1
    with django_capture_on_commit_callbacks(execute=True), system_scope("test"):
        assert services.delete_old_imports() == 1
    batch = Import.objects.get()
    assert (batch.file, batch.name, batch.rows.count(), stored.exists()) == ("", "", 0, False)
    with pytest.raises(FileNotFoundError):
        read_file(name)
