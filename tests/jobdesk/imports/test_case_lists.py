"""Lists about residents who are there: stays, events, documents, contacts."""

from datetime import date

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.models import CentreStay, Document, LegalEvent, OutreachContact, Resident
from tests.factories.desks import CentreFactory
from tests.factories.residents import CentreStayFactory, DocumentFactory, ResidentFactory
from tests.jobdesk.imports.conftest import results

YEAR = timezone.localdate().year


@pytest.fixture
def resident(centre):
    resident = ResidentFactory(centre=centre, reference_number="2812345678", status="registered")
    CentreStayFactory(resident=resident, from_on=date(2025, 7, 1))
    return resident


def rows(model, **filters):
    with system_scope("test"):
        return list(model.objects.filter(**filters).order_by("pk"))


def test_stay_of_before_is_recorded_once(bring, resident, elsewhere):
    text = "V-nummer;Centrum;Van;Tot\n2812345678;hasselt;1-1-2025;30-6-2025\n"
    assert bring(text, "stays", apply=True).status == "applied"
    before = rows(CentreStay, centre=elsewhere)
    assert [(each.from_on, each.until_on) for each in before] == [(date(2025, 1, 1), date(2025, 6, 30))]
    assert bring(text, "stays").counts["unchanged"] == 1


def test_stays_that_overlap_are_refused_also_within_the_file(bring, resident, elsewhere):
    batch = bring(
        "V-nummer;Centrum;Van;Tot\n"
        "2812345678;hasselt;1-1-2025;30-6-2025\n2812345678;hasselt;1-6-2025;15-6-2025\n"
        "2812345678;hasselt;1-6-2024;1-8-2025\n",
        "stays",
    )
    assert [each[1] for each in results(batch)] == ["new", "wrong", "wrong"]
    assert results(batch)[1][2] == [
        (
            "First day",
            "On these days the resident lived in Elsewhere (1 January 2025 to 30 June 2025).",
        )
    ]


def test_first_day_of_the_stay_that_lasts_is_corrected(bring, resident):
    bring("V-nummer;Centrum;Van\n2812345678;almere;15-6-2025\n", "stays", apply=True)
    assert [(each.from_on, each.until_on) for each in rows(CentreStay)] == [(date(2025, 6, 15), None)]


def test_a_move_is_not_imported(bring, resident, elsewhere):
    batch = bring("V-nummer;Centrum;Van\n2812345678;hasselt;1-9-2025\n", "stays")
    assert results(batch)[0][2] == [("Centre", "A move is recorded on the page of the resident.")]


def test_events_and_documents_decide_on_the_right_to_work(bring, resident):
    bring(
        "V-nr;Gebeurtenis;Datum;Uitkomst\n2812345678;Statusverlening;1-3-2026;vluchteling\n",
        "events",
        apply=True,
    )
    bring(
        "V-nr;Soort document;Geldig van;Geldig tot\n2812345678;Verblijfsvergunning;01.03.2026;01.03.2031\n",
        "documents",
        apply=True,
    )
    (event,), (document,) = rows(LegalEvent), rows(Document)
    assert (event.type, event.value, event.on) == ("status_granted", "refugee", date(2026, 3, 1))
    assert (document.type, document.until_on) == ("residence-permit", date(2031, 3, 1))
    (person,) = rows(Resident)
    assert person.work_outcome == "allowed"


def test_event_without_what_was_decided_is_refused_by_the_rule(bring, resident):
    batch = bring("V-nr;Gebeurtenis;Datum\n2812345678;Statusverlening;1-3-2026\n", "events")
    assert results(batch)[0][2] == [
        ("What was decided, or which kind", "Choose what was decided or which kind it is.")
    ]


def test_document_with_another_last_day_is_renewed(bring, resident):
    DocumentFactory(
        resident=resident, type="W-document", from_on=date(2026, 1, 1), until_on=date(2026, 6, 30)
    )
    batch = bring(
        "V-nr;Soort;Geldig van;Geldig tot\n2812345678;W;2026-01-01;2026-12-31\n", "documents", apply=True
    )
    assert batch.rows.get().changes == [
        {"column": "Valid until", "old": "30 June 2026", "new": "31 December 2026"}
    ]
    assert [each.until_on for each in rows(Document)] == [date(2026, 12, 31)]


def test_document_of_another_country_is_refused(bring, resident):
    batch = bring("V-nr;Soort;Geldig van\n2812345678;oranje kaart;2026-01-01\n", "documents")
    assert results(batch)[0][2] == [
        ("Document", "This document does not exist in the country of the centre.")
    ]


def test_contacts_bring_a_resident_further_and_keep_their_day(bring, resident, project):
    text = (
        "V-nummer;Datum;Hoe;Uitkomst;Opmerking\n"
        f"2812345678;12-03-{YEAR};balie;interesse;Wil in de keuken\n"
        f"2812345678;2-02-{YEAR};groepsbijeenkomst;;\n"
    )
    batch = bring(text, "contacts", fixed={"project": "P1"}, apply=True)
    assert batch.counts == {"new": 2, "remarks": 0}
    assert [(each.on, each.kind, each.outcome) for each in rows(OutreachContact)] == [
        (date(YEAR, 3, 12), "desk", "interested"),
        (date(YEAR, 2, 2), "group", "informed"),
    ]
    (person,) = rows(Resident)
    assert (person.status, person.last_contact_on) == ("contacted", date(YEAR, 3, 12))
    assert bring(text, "contacts", fixed={"project": "P1"}).counts["unchanged"] == 2


def test_contact_outside_the_project_s_days_or_in_the_future_is_refused(bring, resident, project):
    batch = bring(
        f"V-nummer;Datum\n2812345678;1-1-2019\n2812345678;31-12-{YEAR + 1}\n",
        "contacts",
        fixed={"project": "P1"},
    )
    assert [problems for _row, _outcome, problems in results(batch)] == [
        [("Project", "This project does not run on that day.")],
        [("Day", "A contact cannot be in the future.")],
    ]


def test_unknown_resident_and_one_elsewhere_get_the_same_answer(bring, project, elsewhere):
    ResidentFactory(centre=elsewhere, reference_number="2800000001")
    batch = bring(
        f"V-nummer;Datum\n2800000001;1-2-{YEAR}\n2800000002;1-2-{YEAR}\n", "contacts", fixed={"project": "P1"}
    )
    answer = [("Agency's number", "This is nobody in your centres.")]
    assert [problems for _row, _outcome, problems in results(batch)] == [answer, answer]


def test_project_of_another_desk_is_unknown(bring, resident, project):
    from tests.factories.desks import ProjectFactory

    ProjectFactory(code="OTHER", centres=[CentreFactory()])
    batch = bring(f"V-nummer;Datum;Project\n2812345678;1-2-{YEAR};OTHER\n", "contacts")
    assert results(batch)[0][2] == [("Project", "This is not the code or name of one of your projects.")]


def test_residents_are_found_by_the_number_of_their_source(bring, centre, project):
    bring("ID;Voornaam;Reden geen nummer;Centrum\nX1;Amina;nog niet;almere\n", apply=True, source="Zorg")
    batch = bring(
        f"Bewoner-id;Datum\nX1;1-2-{YEAR}\n", "contacts", fixed={"project": "P1"}, source="Zorg", apply=True
    )
    assert batch.status == "applied"
    assert [each.resident.first_name for each in rows(OutreachContact)] == ["Amina"]
