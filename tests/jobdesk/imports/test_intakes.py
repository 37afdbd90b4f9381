"""A list of intakes."""

from datetime import date

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.imports.reading.values import Reading, Unreadable
from jobdesk.imports.reading.week import PartsOfWeek
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Consent, Intake, LanguageSkill, Resident
from tests.factories.residents import ResidentFactory
from tests.jobdesk.imports.conftest import results

YEAR = timezone.localdate().year
HEAD = (
    "V-nummer;Datum intake;Afgerond op;Tolk;Nederlands;Laatste werk;Beschikbaar;Uren;Reistijd;Opleiding;Wens;"
    "Toestemming\n"
)
FULL = f"2812345678;20-01-{YEAR};21-01-{YEAR};telefonisch;A2;Kok;ma-vr;24;45;mbo;Keuken;ja\n"


@pytest.fixture
def resident(centre):
    return ResidentFactory(centre=centre, reference_number="2812345678", status="contacted")


def rows(model):
    with system_scope("test"):
        return list(model.objects.order_by("pk"))


def test_complete_intake_opens_guidance_on_its_day(bring, resident, project):
    assert bring(HEAD + FULL, "intakes", fixed={"project": "P1"}, apply=True).status == "applied"
    (intake,), (person,) = rows(Intake), rows(Resident)
    assert (intake.status, intake.completed_on, intake.occupation, intake.hours, intake.share_consent) == (
        "complete", date(YEAR, 1, 21), "Kok", 24, True,
    )  # fmt: skip
    assert (person.status, [each.level for each in rows(LanguageSkill)]) == ("guidance", ["A2"])
    assert bring(HEAD + FULL, "intakes", fixed={"project": "P1"}).counts["unchanged"] == 1


def test_intake_that_lacks_answers_names_them(bring, resident, project):
    batch = bring(HEAD + FULL.replace(";24;45;", ";;;"), "intakes", fixed={"project": "P1"})
    assert results(batch)[0][2] == [
        (
            "Completed on",
            "Before the intake is complete, these are needed: Hours a week, "
            "Longest journey, one way (minutes).",
        )
    ]


def test_unfinished_intake_is_completed_by_a_later_list_and_both_are_undone(
    bring, resident, project, coordinator
):
    first = bring(
        f"V-nummer;Datum;Laatste werk\n2812345678;20-01-{YEAR};Kok\n",
        "intakes",
        fixed={"project": "P1"},
        apply=True,
    )
    (person,) = rows(Resident)
    assert person.status == "intake"
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.ask_undo(first)
    services.undo_rows(first)
    first.refresh_from_db()
    (person,) = rows(Resident)
    assert (first.status, person.status, rows(Intake)) == ("undone", "contacted", [])


def test_undo_of_a_complete_intake_ends_what_followed(bring, resident, project, coordinator):
    batch = bring(HEAD + FULL, "intakes", fixed={"project": "P1"}, apply=True)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.ask_undo(batch)
    services.undo_rows(batch)
    batch.refresh_from_db()
    (person,), (consent,) = rows(Resident), rows(Consent)
    assert (batch.status, person.status, rows(Intake), rows(LanguageSkill)) == ("undone", "contacted", [], [])
    assert consent.withdrawn_on == timezone.localdate()


def test_intake_in_the_future_is_refused(bring, resident, project):
    batch = bring(f"V-nummer;Datum\n2812345678;31-12-{YEAR + 1}\n", "intakes", fixed={"project": "P1"})
    assert results(batch)[0][2] == [("Begun on", "An intake cannot begin in the future.")]


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("ma", 0b011),
        ("ma ochtend", 0b001),
        ("ma, wo", 0b011 | 0b011 << 6),
        ("ma-wo", 0b011 | 0b011 << 3 | 0b011 << 6),
        ("ma t/m di ochtend", 0b001 | 0b001 << 3),
        ("za nacht en zo", 0b100 << 15 | 0b011 << 18),
        ("lundi après-midi", 0b010),
    ],
)
def test_parts_of_the_week(text, bits):
    assert PartsOfWeek().read(text) == Reading(bits)


@pytest.mark.parametrize("text", ["soms", "ochtend"])
def test_parts_of_the_week_that_are_none(text):
    with pytest.raises(Unreadable):
        PartsOfWeek().read(text)
