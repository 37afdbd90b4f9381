"""A company brings in its own vacancies; a wrong row stays out and says why, the others come in."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from employers import services as employers
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.imports.mapping import Mapping
from jobdesk.imports.models import Import
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from jobdesk.web.week import days_text
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import CompanyFactory
from tests.jobdesk.imports.conftest import results

HEADINGS = "Functie;Beroep;Omschrijving;Plaats;Aantal;Uren;Uurloon;Dagen;Taal;Certificaten;Startdatum"
GOOD = "Bakker;bakker;Brood bakken;Almere;2;32;16,20;di-za nacht;Nederlands verstaan A2, spreken A1;HACCP;01-03-2031"
BARE = "Bezorger;;;;;;;;;;"


@pytest.fixture
def member(db):
    """Somebody who posts vacancies for a company."""
    return MembershipFactory(role=Role.EMPLOYER, organisation=CompanyFactory().organisation)


@pytest.fixture
def company(member):
    return member.organisation.company


@pytest.fixture
def send(member):
    """Send a list and have it checked; ``apply``: brought in too."""

    def send(*rows: str, headings: str = HEADINGS, apply: bool = True) -> Import:
        with open_scope(hat_for(member.user, Role.EMPLOYER).scope):
            batch = services.send_file(
                content="\n".join([headings, *rows]).encode(),
                name="list.csv",
                kind="vacancies",
                source_name="List",
                organisation=member.organisation,
                language="en",
            )
            services.map_columns(batch, Mapping.from_dict(batch.mapping), queue=False)
            services.check_rows(batch)
            if apply:
                services.confirm_import(batch, queue=False)
                services.apply_rows(batch)
        batch.refresh_from_db()
        return batch

    return send


def vacancies() -> list[Vacancy]:
    with system_scope("test"):
        return list(Vacancy.objects.select_related("company", "occupation", "client").order_by("pk"))


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_each_row_becomes_a_draft_of_the_company(send, company):
    batch = send(GOOD, BARE)
    assert batch.status == "applied"
    baker, courier = vacancies()
    assert (baker.company, baker.status, baker.occupation.code) == (company, "draft", "baker")
    assert (baker.places, baker.hours, baker.wage_hour) == (2, 32, Decimal("16.20"))
    assert (baker.starts_on, bin(baker.shifts)) == (date(2031, 3, 1), bin(0b100100100100100000))
    with system_scope("test"):
        assert list(baker.languages.values_list("language", "use", "level")) == [
            ("nl", "listening", "A2"),
            ("nl", "speaking", "A1"),
        ]
        assert [each.name for each in baker.certificates.all()] == ["HACCP"]
    assert (courier.municipality, courier.sector, courier.hours) == (
        company.municipality,
        company.sector,
        None,
    )
    assert days_text(baker.shifts)


def test_wrong_row_says_why_and_does_not_hold_up_the_others(send):
    wrong = GOOD.replace(";32;", ";320;").replace("Bakker", "Kok")
    batch = send(wrong, GOOD)
    assert batch.status == "applied"
    assert results(batch) == [
        (2, "wrong", [("Hours a week", "Fill in a number from 1 to 48.")]),
        (3, "new", []),
    ]
    assert list(batch.rows.values_list("label", flat=True)) == ["Kok", "Bakker"]
    assert [each.title for each in vacancies()] == ["Bakker"]


def test_a_list_with_nothing_but_wrong_rows_is_not_imported(send):
    with pytest.raises(RuleBroken):
        send(GOOD.replace(";32;", ";320;"))
    assert vacancies() == []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("Nederlands spreken", None),
        ("Koerdisch A1", "“Koerdisch” is no language, use or level. Write it as: Nederlands spreken A1."),
        ("A1", "“A1” is no language, use or level. Write it as: Nederlands spreken A1."),
    ],
)
def test_language_that_cannot_be_asked_is_refused(send, cell, message):
    batch = send(f"Bakker;{cell}", headings="Functie;Taal", apply=False)
    found = [each["message"] for row in batch.rows.all() for each in row.problems]
    assert found == ([message] if message else [])


def test_same_list_again_changes_nothing_and_a_changed_row_is_left_to_its_page(send):
    send(GOOD)
    again = send(GOOD, BARE, apply=False)
    assert again.counts == {"unchanged": 1, "new": 1, "remarks": 0}
    changed = send(GOOD.replace(";32;", ";30;"), BARE, apply=False)
    assert results(changed)[0][1:] == (
        "wrong",
        [("", "This is there already, and says something else. Change it on its page.")],
    )


def test_large_wage_gets_a_remark(send):
    batch = send(GOOD.replace("16,20", "1620"), apply=False)
    assert [each["message"] for each in batch.rows.get().remarks] == [
        "€1,620.00 an hour is a lot. Look at it before you hand the vacancy in."
    ]


def test_client_is_for_agencies_and_its_number_is_checked(send, company):
    headings = "Functie;Plaats;Klant;KvK klant"
    row = "Magazijn;Almere;Distripark;12 345 678"
    assert results(send(row, headings=headings, apply=False))[0][2] == [
        ("Client", "Only a temp agency names a client.")
    ]
    with system_scope("test"):
        company.is_agency = True
        company.save()
    bad = send(row.replace("12 345 678", "123"), headings=headings, apply=False)
    assert results(bad)[0][2] == [("Company number of the client", "There are 3 digits. Type 8.")]
    send(row, row.replace("Magazijn", "Heftruck"), headings=headings)
    made = vacancies()
    assert {each.client.register_number for each in made} == {"12345678"}
    assert ({each.contract for each in made}, company.clients.model._base_manager.count()) == (
        {"temp_agency"},
        1,
    )


def test_undoing_takes_the_drafts_back_unless_one_was_handed_in(send, member, company):
    batch = send(GOOD, BARE)
    with open_scope(hat_for(member.user, Role.EMPLOYER).scope):
        services.ask_undo(batch)
        services.undo_rows(batch)
    assert vacancies() == []
    batch = send(GOOD)
    with open_scope(hat_for(member.user, Role.EMPLOYER).scope):
        employers.submit_vacancy(Vacancy.objects.get())
        services.ask_undo(batch)
        services.undo_rows(batch)
    batch.refresh_from_db()
    assert (batch.status, len(vacancies())) == ("applied", 1)


def test_desk_does_not_bring_in_vacancies(send, member):
    coordinator = MembershipFactory(role=Role.COORDINATOR).user
    batch = send(GOOD, apply=False)
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        page = browser(coordinator).get(reverse("imports:rows", args=[batch.code]))
        template = browser(coordinator).get(reverse("imports:template", args=["vacancies", "csv"]))
    assert (page.status_code, template.status_code) == (404, 404)


@pytest.mark.parametrize("name", ["rows", "columns", "undo", "confirm", "download"])
def test_only_who_sent_it_sees_it_and_under_the_hat_of_the_company(send, member, name):
    batch = send(GOOD, BARE, apply=False)
    arguments = [batch.code, "csv"] if name == "download" else [batch.code]
    address = reverse(f"imports:{name}", args=arguments)
    ask = "post" if name == "confirm" else "get"
    colleague = MembershipFactory(role=Role.EMPLOYER, organisation=member.organisation)
    coach = MembershipFactory().user
    for user, status in ((colleague.user, 404), (coach, 403), (member.user, None)):
        found = getattr(browser(user), ask)(address).status_code
        assert found == status if status else found in (200, 302)
    member.duties = ["candidates"]
    member.save()
    assert getattr(browser(member.user), ask)(address).status_code == 403
    member.delete()
    MembershipFactory(role=Role.EMPLOYER, user=member.user, organisation=CompanyFactory().organisation)
    assert getattr(browser(member.user), ask)(address).status_code == 404


def test_screens_offer_vacancies_only_and_say_what_stays_out(send, member):
    client = browser(member.user)
    page = client.get(reverse("imports:imports"))
    assert [kind.slug for kind in page.context["kinds"]] == ["vacancies"]
    assert client.get(reverse("imports:template", args=["vacancies", "csv"])).status_code == 200
    assert client.get(reverse("imports:template", args=["residents", "csv"])).status_code == 404
    refused = client.post(reverse("imports:imports"), {"kind": "residents", "source": "List"})
    assert "kind" in refused.context["form"].errors
    batch = send(GOOD, "Kok;;;;;320;;;;;", apply=False)
    rows = client.get(reverse("imports:rows", args=[batch.code])).content.decode()
    assert "1 row is wrong and stays out" in rows
    assert reverse("imports:confirm", args=[batch.code]) in rows


def test_a_job_outlives_no_membership(send, member):
    batch = send(GOOD, apply=False)
    member.delete()
    with pytest.raises(LookupError):
        services.scope_of(batch)
