from datetime import timedelta

import pytest
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from tests.factories.employers import CharterSignatureFactory, ClientFactory, VacancyFactory

TYPED = {
    "title": "Baker",
    "description": "Baking bread.",
    "sector": "production_food",
    "municipality": "Almere",
    "contract": "fixed_term",
    "places": "1",
    "hours": "32",
    "wage_hour": "15.60",
    "working_times": "at night",
    "languages-nl-speaking": "A1",
    "starts_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
}


@pytest.fixture
def signed(house):
    CharterSignatureFactory(company=house.company)
    return house


def all_vacancies() -> list[tuple[str, str]]:
    with system_scope("test"):
        return list(Vacancy.objects.values_list("title", "status"))


@pytest.mark.parametrize(("action", "status"), [("draft", "draft"), ("submit", "submitted")])
def test_new_vacancy_is_kept_or_handed_in(signed, client_of, action, status):
    client = client_of(signed.employer)
    assert client.get("/vacancies/new/").status_code == 200
    response = client.post("/vacancies/new/", TYPED | {"action": action})
    assert response.status_code == 302
    assert all_vacancies() == [("Baker", status)]


def test_handing_in_without_charter_keeps_what_was_typed_and_posts_nothing(house, client_of):
    response = client_of(house.employer).post("/vacancies/new/", TYPED | {"action": "submit"})
    assert response.status_code == 200
    assert response.context["form"]["working_times"].value() == "at night"
    assert response.context["form"].non_field_errors() == [
        "Sign our charter first. Then you can hand in this vacancy."
    ]
    assert all_vacancies() == []


def test_wrong_input_is_shown_at_its_field(signed, client_of):
    response = client_of(signed.employer).post("/vacancies/new/", TYPED | {"hours": "60"})
    assert list(response.context["form"].errors) == ["hours"]


def test_returned_vacancy_is_changed_and_handed_in(signed, client_of):
    vacancy = VacancyFactory(company=signed.company, status="returned", returned_reason="More, please.")
    address = f"/vacancies/{vacancy.code}/edit/"
    client = client_of(signed.employer)
    assert "More, please." in client.get(address).content.decode()
    response = client.post(address, TYPED | {"action": "submit"})
    assert (response.status_code, response.url) == (302, f"/vacancies/{vacancy.code}/")
    assert all_vacancies() == [("Baker", "submitted")]


def test_vacancy_of_another_company_is_not_found(signed, client_of):
    vacancy = VacancyFactory(company=signed.company)
    assert client_of(signed.stranger).get(f"/vacancies/{vacancy.code}/edit/").status_code == 404


@pytest.mark.parametrize("address", ["/vacancies/new/", "/vacancies/{code}/edit/"])
def test_desk_may_not_post(signed, client_of, address):
    code = VacancyFactory(company=signed.company).code
    assert client_of(signed.coach).get(address.format(code=code)).status_code == 403
    assert client_of(signed.employer).put(address.format(code=code)).status_code == 405


@pytest.mark.parametrize(
    ("typed", "code", "words"), [("boulanger", "baker", ""), ("qwrtp zzz", None, "qwrtp zzz"), ("", None, "")]
)
def test_occupation_is_a_term_or_ones_own_words(signed, client_of, typed, code, words):
    client = client_of(signed.employer)
    client.post("/vacancies/new/", TYPED | {"occupation": typed, "action": "draft"})
    with system_scope("test"):
        vacancy = Vacancy.objects.select_related("occupation").get()
    assert (vacancy.occupation.code if vacancy.occupation else None, vacancy.occupation_words) == (
        code,
        words,
    )
    page = client.get(f"/vacancies/{vacancy.code}/edit/")
    assert page.context["form"].initial["occupation"].text == ("Baker" if code else words)


def test_occupation_of_an_open_vacancy_waits_for_the_desk_and_the_form_goes_on_with_it(signed, client_of):
    baker = Occupation.objects.get(code="baker")
    vacancy = VacancyFactory(company=signed.company, status="open", occupation=baker, places=1)
    client, address = client_of(signed.employer), f"/vacancies/{vacancy.code}/edit/"
    typed = TYPED | {"occupation": "cook", "places": "3", "action": "save"}
    assert client.post(address, typed).status_code == 302
    with system_scope("test"):
        vacancy.refresh_from_db()
    assert (vacancy.occupation, vacancy.title, vacancy.places) == (baker, "Room attendant", 3)
    form = client.get(address).context["form"]
    assert (form.initial["occupation"].text, form.initial["title"]) == ("Cook", "Baker")


def test_term_in_the_trail_is_its_key(signed, client_of):
    client_of(signed.employer).post("/vacancies/new/", TYPED | {"occupation": "baker", "action": "draft"})
    assert AuditEntry.objects.get(action="vacancy.posted").changes["occupation"] == "own:baker"


def test_draft_needs_a_title_only(signed, client_of):
    client = client_of(signed.employer)
    assert client.post("/vacancies/new/", {"title": "Baker", "action": "draft"}).status_code == 302
    assert all_vacancies() == [("Baker", "draft")]
    refused = client.post("/vacancies/new/", {"title": "", "action": "draft"})
    assert list(refused.context["form"].errors) == ["title"]


def test_handing_in_says_at_once_what_is_missing(signed, client_of):
    response = client_of(signed.employer).post("/vacancies/new/", {"title": "Baker", "action": "submit"})
    assert list(response.context["form"].errors) == [
        "description",
        "municipality",
        "hours",
        "wage_hour",
        "starts_on",
    ]
    assert response.context["form"].open_parts == set()
    assert all_vacancies() == []


def test_looking_first_keeps_a_draft(signed, client_of):
    response = client_of(signed.employer).post("/vacancies/new/", TYPED | {"action": "preview"}, follow=True)
    assert response.templates[0].name == "employers/vacancy_preview.html"
    assert all_vacancies() == [("Baker", "draft")]


def test_what_is_kept_stands_in_the_form_again(signed, client_of):
    client = client_of(signed.employer)
    typed = TYPED | {
        "shifts": ["sat-night"],
        "languages-de-reading": "B1",
        "certificates-needed-0": "haccp",
        "certificates-offered-1": "Bread course",
        "certificates-offered-1-key": "own-words",
        "contact": str(signed.employer.pk),
        "action": "draft",
    }
    client.post("/vacancies/new/", typed)
    with system_scope("test"):
        vacancy = Vacancy.objects.get()
    form = client.get(f"/vacancies/{vacancy.code}/edit/").context["form"]
    assert form["shifts"].value() == ["sat-night"]
    assert {(each.language, each.use, each.level) for each in form["languages"].value()} == {
        ("nl", "speaking", "A1"),
        ("de", "reading", "B1"),
    }
    assert [field.value().text for field in form.needed] == ["HACCP", ""]
    assert [field.value().text for field in form.offered] == ["Bread course", ""]
    assert form["contact"].value() == signed.employer.pk
    assert form.open_parts == {"asked", "taught"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"languages-nl-speaking": "Z9"}, "languages"),
        ({"contact_name": "Sanne", "contact": "{employer}"}, "contact_name"),
        ({"contact": "{stranger}"}, "contact"),
        ({"contract": "temp_agency"}, "contract"),
        ({"certificates-needed-0": "certificate"}, "certificates-needed-0"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(signed, client_of, typed, field):
    people = {"employer": signed.employer.pk, "stranger": signed.stranger.pk}
    typed = {name: value.format(**people) for name, value in typed.items()}
    response = client_of(signed.employer).post("/vacancies/new/", TYPED | typed | {"action": "draft"})
    assert list(response.context["form"].errors) == [field]


def test_agency_names_a_new_client_and_finds_it_again(signed, client_of):
    with system_scope("test"):
        signed.company.is_agency = True
        signed.company.save()
    client = client_of(signed.employer)
    typed = TYPED | {"contract": "temp_agency", "action": "submit"}
    missing = client.post("/vacancies/new/", typed)
    assert list(missing.context["form"].errors) == ["client"]
    wrong = client.post("/vacancies/new/", typed | {"client_name": "Distripark", "client_number": "123"})
    assert list(wrong.context["form"].errors) == ["client_number", "client_municipality"]
    new = {"client_name": "Distripark", "client_number": "12 345 678", "client_municipality": "Lelystad"}
    assert client.post("/vacancies/new/", typed | new).status_code == 302
    with system_scope("test"):
        kept = signed.company.clients.get()
    assert (kept.name, kept.register_number, kept.municipality) == ("Distripark", "12345678", "Lelystad")
    assert client.post("/vacancies/new/", typed | {"client": str(kept.pk)}).status_code == 302
    both = client.post("/vacancies/new/", typed | new | {"client": str(kept.pk)})
    assert list(both.context["form"].errors) == ["client"]
    with system_scope("test"):
        assert set(Vacancy.objects.values_list("client__name", flat=True)) == {"Distripark"}
        assert Vacancy.objects.count() == 2


def test_client_of_another_agency_cannot_be_chosen(signed, client_of):
    with system_scope("test"):
        signed.company.is_agency = True
        signed.company.save()
        foreign = ClientFactory()
    typed = TYPED | {"contract": "temp_agency", "client": str(foreign.pk), "action": "draft"}
    response = client_of(signed.employer).post("/vacancies/new/", typed)
    assert list(response.context["form"].errors) == ["client"]
