"""A list of residents, from the file to the record."""

from datetime import date

import pytest

from jobdesk.imports.models import Import
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import CentreStay, Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.residents import ResidentFactory
from tests.jobdesk.imports.conftest import results, workbook

LIST = """V-nummer;Voornaam;Achternaam;Geb.datum;M/V;Taal;Tel;Centrum;Aankomst
2812345678;Amina;Darwish;03-05-1996;v;Arabisch;0612345678;Almere;14-02-2026
2812345679;Yonas;Tesfay;12/4/95;man;Tigrinya;612345679;almere;1-3-2026
"""


def people():
    with system_scope("test"):
        return list(Resident.objects.order_by("reference_number"))


def test_residents_are_registered_with_their_stay_and_trail(bring, coordinator):
    batch = bring(LIST, apply=True)
    assert (batch.status, batch.counts) == ("applied", {"new": 2, "remarks": 1})
    amina, yonas = people()
    assert (amina.full_name, amina.birth_date, amina.gender, amina.language, amina.phone) == (
        "Amina Darwish", date(1996, 5, 3), "woman", "ar", "0612345678",
    )  # fmt: skip
    assert (yonas.birth_date, yonas.phone, yonas.language) == (date(1995, 4, 12), "0612345679", "ti")
    with system_scope("test"):
        assert CentreStay.objects.get(resident=amina).from_on == date(2026, 2, 14)
    entry = AuditEntry.objects.get(action="resident.registered", subject_id=amina.pk)
    assert (entry.actor, entry.job) == (coordinator, f"import {batch.code}")


def test_check_changes_nothing(bring):
    batch = bring(LIST)
    assert (batch.status, results(batch)) == ("checked", [(2, "new", []), (3, "new", [])])
    assert people() == []


def test_the_same_file_twice_is_unchanged(bring):
    bring(LIST, apply=True)
    again = bring(LIST, apply=True)
    assert (again.status, again.counts["unchanged"]) == ("checked", 2)


def test_one_wrong_row_keeps_all_out(bring):
    batch = bring(LIST + "2812345680;Omar;Haddad;31-02-1990;m;ar;;Almere;\n", apply=True)
    assert (batch.status, results(batch)[2]) == (
        "checked",
        (4, "wrong", [("Date of birth", "The day 31-02-1990 does not exist.")]),
    )
    assert people() == []


def test_a_change_shows_old_and_new(bring, centre):
    ResidentFactory(
        centre=centre, reference_number="2812345678", first_name="Amina", last_name="Darwich",
        birth_date=date(1996, 5, 3), gender="woman", language="ar", phone="0612345678",
    )  # fmt: skip
    batch = bring(LIST.rsplit("2812345679", 1)[0], apply=True)
    assert batch.rows.get().changes == [{"column": "Last name", "old": "Darwich", "new": "Darwish"}]
    assert [each.last_name for each in people()] == ["Darwish"]


def test_somebody_of_another_centre_is_refused_and_not_revealed(bring, elsewhere):
    ResidentFactory(centre=elsewhere, reference_number="2812345678", first_name="Secret")
    batch = bring(LIST)
    row = batch.rows.get(number=2)
    assert (row.outcome, [each["message"] for each in row.problems]) == (
        "wrong",
        ["Another desk has this number already. Check it; if it is right, ask that desk for the case."],
    )
    assert "Secret" not in str(row.problems)


def test_a_foreign_centre_and_an_unknown_one_get_the_same_answer(bring, elsewhere):
    batch = bring("V-nummer;Voornaam;Centrum\n2812345678;Amina;hasselt\n2812345679;Omar;atlantis\n")
    answer = [("Centre", "This is not the code or name of one of your centres.")]
    assert [problems for _row, _outcome, problems in results(batch)] == [answer, answer]


def test_the_same_person_twice_in_a_file_is_refused(bring):
    batch = bring("V-nummer;Voornaam;Centrum\nV-2812345678;Amina;almere\n28 1234 5678;Amina;almere\n")
    assert results(batch)[1] == (
        3, "wrong", [("", "Row 2 of this file is about the same. Leave one of the two out.")]
    )  # fmt: skip


def test_an_empty_cell_changes_nothing(bring, centre):
    ResidentFactory(centre=centre, reference_number="2812345678", first_name="Amina", phone="0612345678")
    batch = bring("V-nummer;Voornaam;Tel;Centrum\n2812345678;Amina;;almere\n")
    assert batch.rows.get().outcome == "unchanged"


@pytest.mark.parametrize(
    ("whole", "names"),
    [
        ("Darwish, Amina", ("Amina", "Darwish")),
        ("Amina Darwish", ("Amina", "Darwish")),
        ("Amina", ("Amina", "")),
    ],
)
def test_a_whole_name_is_taken_apart(bring, whole, names):
    bring(f'V-nummer;Naam;Centrum\n2812345678;"{whole}";almere\n', apply=True)
    (amina,) = people()
    assert (amina.first_name, amina.last_name) == names


def test_the_source_s_own_number_finds_who_has_no_number(bring):
    first = "ID;Voornaam;Reden geen nummer;Centrum\nX1;Amina;nog niet;almere\n"
    bring(first, apply=True)
    batch = bring(first.replace("Amina", "Amira"), apply=True)
    assert batch.counts == {"changed": 1, "remarks": 0}
    assert [each.first_name for each in people()] == ["Amira"]


def test_a_change_between_looking_and_confirming_keeps_all_out(bring, centre, coordinator):
    from jobdesk.accounts.hats import hat_for
    from jobdesk.imports import services
    from jobdesk.trail.scoping import open_scope

    batch = bring(LIST)
    ResidentFactory(centre=centre, reference_number="2812345678")
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.confirm_import(batch, queue=False)
        services.apply_rows(batch)
    batch.refresh_from_db()
    assert (batch.status, batch.message) == (
        "checked",
        "Something changed since you looked, so nothing was imported. Look at the list again.",
    )
    assert [outcome for _row, outcome, _problems in results(batch)] == ["changed", "new"]
    assert [each.reference_number for each in people()] == ["2812345678"]


def test_a_file_that_fits_another_kind_says_what_is_missing(bring):
    from jobdesk.trail.errors import RuleBroken

    with pytest.raises(RuleBroken) as refused:
        bring("Product;Prijs\nStoel;12,50\n")
    assert refused.value.message == (
        "These columns do not fit this kind of list. Missing: Centre; First name or Whole name; "
        "Agency's number or Why there is no number or Code of the resident."
    )
    assert Import.objects.get().status == "uploaded"


def test_row_with_more_cells_than_headings_is_wrong(bring):
    """A separator inside a cell moves the cells after it below other headings, in silence."""
    rows = "2812345678;Amina; jr.;Darwish;Almere\n2812345679;Yonas;T;Almere;\n"
    batch = bring("V-nummer;Voornaam;Achternaam;Centrum\n" + rows)
    assert [(number, outcome, [each[1][:53] for each in why]) for number, outcome, why in results(batch)] == [
        (2, "wrong", ["This row has more cells than there are headings, so s"]),
        (3, "new", []),
    ]


def test_note_in_the_margin_of_a_workbook_is_no_matter(bring):
    batch = bring(workbook(["V-nummer", "Voornaam", "Centrum"], ["2812345678", "Amina", "Almere", "let op"]))
    assert results(batch) == [(2, "new", [])]


def test_total_below_the_list_is_left_out_and_said(bring):
    rows = "2812345678;Amina;Totaal;Almere\n;;;\nTotaal:;1;;\nBron: COA;;;\n"
    batch = bring("V-nummer;Voornaam;Achternaam;Centrum\n" + rows, apply=True, fixed={"centre": "almere"})
    assert batch.status == "applied"
    assert [person.full_name for person in people()] == ["Amina Totaal"]
    left_out = batch.rows.filter(has_remarks=True).order_by("number")
    assert [(row.number, row.label, row.outcome) for row in left_out] == [
        (4, "Totaal: 1", "unchanged"),
        (5, "Bron: COA", "unchanged"),
    ]
    assert left_out[0].remarks[0]["message"] == (
        "This is a total or a note, not a row of the list. It is left out."
    )


def test_sheet_with_the_list_is_chosen_before_a_sheet_with_a_text(bring):
    batch = bring(
        workbook(
            ["Export", "niet verspreiden"],
            ["Gemaakt op", "26 november 2026"],
            Bewoners=[["V-nummer", "Voornaam", "Centrum"], ["2812345678", "Amina", "Almere"]],
        )
    )
    assert (batch.mapping["sheet"], results(batch)) == ("Bewoners", [(2, "new", [])])


def test_prefix_stands_before_the_last_name(bring):
    rows = "1;Berg;van den;Anna;Almere\n2;Haddad;;Omar;Almere\n"
    bring("V-nummer;Achternaam;Tussenvoegsel;Voornaam;Centrum\n" + rows, apply=True)
    assert [person.last_name for person in people()] == ["van den Berg", "Haddad"]


def test_file_of_the_list_comes_back_by_code_with_the_name_of_the_coach(bring, centre):
    """As `Make a file` writes it: the whole name, no number, and a ' before the + of the telephone."""
    coach = MembershipFactory(centres=[centre], user__name="Ilse de Wit").user
    berg = ResidentFactory(
        centre=centre, first_name="Anna", last_name="van den Berg", phone="+31 6 12345678", coach=coach
    )
    head = "Bewoner;Code;Telefoon;Jobcoach;Centrum;Taal\n"
    same = f"{berg.full_name};{berg.code};'+31 6 12345678;Ilse de Wit;Almere;{berg.get_language_display()}\n"
    assert results(bring(head + same)) == [(2, "unchanged", [])]

    changed = bring(head + same.replace("5678;", "9999;"), apply=True)
    assert [row.changes for row in changed.rows.all()] == [
        [{"column": "Telephone", "old": "+31 6 12345678", "new": "+31 6 12349999"}]
    ]
    assert people()[0].full_name == "Anna van den Berg"


def test_code_and_coach_that_are_nobody_are_refused(bring, centre, elsewhere):
    for _twice in range(2):
        MembershipFactory(centres=[centre], user__name="Jan Smit")
    other = ResidentFactory(centre=elsewhere)
    rows = f"Omar;;1;Jan Smit;Almere\nOmar;{other.code};;;Almere\n"
    assert results(bring("Voornaam;Code;V-nummer;Coach;Centrum\n" + rows)) == [
        (2, "wrong", [("Coach", "No one person of this name works in this centre. Use the e-mail address.")]),
        (3, "wrong", [("Code of the resident", "This is nobody in your centres.")]),
    ]
