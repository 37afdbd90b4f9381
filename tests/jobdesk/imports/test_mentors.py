"""A list of mentors: new ones, and the availability and status of those who are there."""

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services as imports
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Mentor
from tests.factories.residents import DuoFactory, MentorFactory
from tests.jobdesk.imports.conftest import results

HEAD = "Naam;E-mail;Telefoon;Vakgebied;Talen;Wanneer beschikbaar;Status;Centrum\n"
TRUUS = (
    "Truus Mulder;truus@example.org;0612345678;Zorg;Nederlands, Arabisch;dinsdagavond;beschikbaar;Almere\n"
)
KEES = "Kees de Jong;;0687654321;Bouw;nl/de;vrijdag;;Almere\n"


def known() -> list[tuple[str, str, str, str]]:
    with system_scope("test"):
        rows = Mentor.objects.order_by("name").values_list("name", "languages", "availability", "status")
        return list(rows)


def test_list_is_imported_once_and_taken_back(bring, centre, coordinator):
    batch = bring(HEAD + TRUUS + KEES, "mentors", apply=True)
    assert batch.status == "applied"
    assert known() == [
        ("Kees de Jong", "nl,de", "vrijdag", "active"),
        ("Truus Mulder", "nl,ar", "dinsdagavond", "active"),
    ]
    again = bring(HEAD + TRUUS + KEES, "mentors")
    assert [outcome for _row, outcome, _problems in results(again)] == ["unchanged", "unchanged"]
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        imports.ask_undo(batch)
    imports.undo_rows(batch)
    assert known() == []


def test_a_later_list_brings_availability_and_status_up_to_date_and_can_be_undone(bring, centre, coordinator):
    bring(HEAD + TRUUS, "mentors", apply=True)
    later = TRUUS.replace("dinsdagavond", "zaterdag").replace("beschikbaar;", "pauze;")
    batch = bring(HEAD + later, "mentors", apply=True)
    assert [outcome for _row, outcome, _problems in results(batch)] == ["changed"]
    assert known() == [("Truus Mulder", "nl,ar", "zaterdag", "paused")]
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        imports.ask_undo(batch)
    imports.undo_rows(batch)
    assert known() == [("Truus Mulder", "nl,ar", "dinsdagavond", "active")]


def test_an_empty_cell_changes_nothing(bring, centre):
    MentorFactory(
        centre=centre, name="Kees de Jong", phone="0687654321", field="Bouw", languages="nl,de",
        availability="maandag", status="paused",
    )  # fmt: skip
    bring(HEAD + KEES.replace("vrijdag", ""), "mentors", apply=True)
    assert known() == [("Kees de Jong", "nl,de", "maandag", "paused")]


def test_a_namesake_with_another_address_is_somebody_else(bring, centre):
    MentorFactory(centre=centre, name="Truus Mulder", email="other@example.org", phone="")
    bring(HEAD + TRUUS, "mentors", apply=True)
    assert [name for name, *_rest in known()] == ["Truus Mulder", "Truus Mulder"]
    MentorFactory(centre=centre, name="Jan Smit", email="", phone="")
    bring(HEAD + TRUUS.replace("Truus Mulder", "Jan Smit").replace("truus@", "jan@").replace("06123", "06999"),
          "mentors", apply=True)  # fmt: skip
    assert [name for name, *_rest in known()].count("Jan Smit") == 1


def test_stopped_with_a_running_duo_is_refused_with_the_reason(bring, centre):
    mentor = MentorFactory(centre=centre, name="Kees de Jong", phone="0687654321", field="Bouw")
    DuoFactory(mentor=mentor, resident__centre=centre)
    batch = bring(HEAD + KEES.replace(";;Almere", ";gestopt;Almere"), "mentors", apply=True)
    assert batch.status == "checked"
    [problem] = [each["message"] for row in batch.rows.all() for each in row.problems]
    assert problem == "This mentor has a duo that runs. End it first."


def test_mentor_with_a_duo_is_not_taken_back(bring, centre, coordinator):
    batch = bring(HEAD + TRUUS, "mentors", apply=True)
    with system_scope("test"):
        mentor = Mentor.objects.get()
    DuoFactory(mentor=mentor, resident__centre=centre)
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        imports.ask_undo(batch)
    imports.undo_rows(batch)
    batch.refresh_from_db()
    assert len(known()) == 1


def test_centre_of_somebody_else_is_refused(bring, centre, elsewhere):
    batch = bring(HEAD + TRUUS.replace("Almere", "Elsewhere"), "mentors", apply=True)
    assert (batch.status, known()) == ("checked", [])
