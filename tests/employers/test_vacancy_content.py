"""What a vacancy says: kept, shown in words, copied, thrown away; who employs where an agency posts it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from employers import services
from employers.models import Client, Vacancy
from employers.queries import approved_on, with_content
from employers.services import CertificateSaid
from employers.vacancy_sheet.facts import contact_of_vacancy, vacancy_facts, vacancy_words
from employers.vacancy_sheet.parties import Party, parties, parties_of
from jobdesk.accounts.hats import hat_that_may
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from jobdesk.vocabulary.languages import LanguageAsked
from jobdesk.vocabulary.models import Occupation, Skill
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import ClientFactory, VacancyFactory

SPEAKING = LanguageAsked("nl", "speaking", "A1")
READING = LanguageAsked("nl", "reading", "A2")
BAKING_BY_NIGHT = 0b100 << 12  # on Friday


def details(**changes) -> dict:
    """All that can be said of a vacancy."""
    said = {
        "title": "Baker",
        "occupation": Occupation.objects.get(code="baker"),
        "description": "Baking bread.",
        "sector": "production_food",
        "municipality": "Almere",
        "contract": "fixed_term",
        "places": 2,
        "hours": 32,
        "wage_hour": Decimal("15.60"),
        "shifts": BAKING_BY_NIGHT,
        "working_times": "3.00 to 11.00",
        "languages": (SPEAKING, READING),
        "certificates": (
            CertificateSaid(Skill.objects.get(code="haccp"), "", False),
            CertificateSaid(None, "Bread course", True),
        ),
        "training": "Baking in a wood oven",
        "starts_on": timezone.localdate() + timedelta(days=30),
        "ends_on": timezone.localdate() + timedelta(days=200),
        "contact_name": "Sanne",
        "contact_phone": "020 555 01 23",
    }
    return said | changes


def facts(vacancy: Vacancy) -> dict[str, str]:
    with override("en"):
        return {fact.label: fact.text for fact in vacancy_facts(vacancy)}


@pytest.fixture
def agency(house):
    house.company.is_agency = True
    with system_scope("test"):
        house.company.save()
    return house.company


def test_a_title_is_enough_for_a_draft(house, as_employer):
    vacancy = services.post_vacancy(house.company, title="Baker", sector="production_food")
    assert (vacancy.status, vacancy.hours, vacancy.starts_on) == ("draft", None, None)


def test_all_that_is_missing_is_said_at_once(house, as_employer):
    services.sign_charter(house.company)
    vacancy = services.post_vacancy(house.company, title="Baker", sector="production_food")
    with override("en"), pytest.raises(RuleBroken) as refused:
        services.submit_vacancy(vacancy)
    assert refused.value.message == (
        "Say what the work is. Fill in where the work is. Fill in the hours as a number, for example 24. "
        "Fill in the wage an hour, for example 15.60. Choose the day of the start."
    )
    assert refused.value.field == "description"


def test_facts_say_what_was_filled_in_and_nothing_else(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    said = facts(with_content(Vacancy.objects.all()).get(pk=vacancy.pk))
    assert said | {"Start from": ""} == {
        "Employer": house.company.organisation.name,
        "Occupation": "Baking",
        "Place of work": "Almere",
        "Start from": "",
        "Until": f"{vacancy.ends_on:%-d %B %Y}",
        "Hours a week": "32",
        "Days": "Fri",
        "Times": "nights. 3.00 to 11.00",
        "Contract": "Fixed term",
        "Gross wage": "€15.60 an hour",
        "Number of people": "2",
        "Language": "Dutch: speaking A1, reading A2",
        "You need": "HACCP",
        "You learn here": "Baking in a wood oven. Bread course",
    }
    bare = facts(services.post_vacancy(house.company, title="Baker", sector="production_food"))
    assert set(bare) == {"Employer", "Contract", "Number of people"}


def test_facts_take_the_same_queries_for_many_rows(house, as_employer, django_assert_num_queries):
    vacancy = services.post_vacancy(house.company, **details())
    with django_assert_num_queries(4):
        vacancy_words(with_content(Vacancy.objects.all()).get(pk=vacancy.pk))


def test_rows_are_replaced_and_the_trail_says_what_changed(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    services.update_vacancy(vacancy, **details(languages=(SPEAKING,)))
    assert list(vacancy.languages.values_list("language", "use", "level")) == [SPEAKING]
    entry = AuditEntry.objects.get(action="vacancy.updated")
    assert entry.changes == {"languages": [list(SPEAKING)]}
    services.update_vacancy(vacancy, **details(languages=(SPEAKING,)))
    assert AuditEntry.objects.filter(action="vacancy.updated").count() == 1


def test_a_last_day_is_said_and_must_be_one_that_can_be(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    assert facts(vacancy)["Until"] == f"{vacancy.ends_on:%-d %B %Y}"
    more = {"company": house.company, "client": None}
    early = details(ends_on=timezone.localdate()) | more
    assert services.missing_answers(early) == {"ends_on": "Choose a last day that is after the start."}
    lasting = details(contract="permanent") | more
    assert list(services.missing_answers(lasting)) == ["ends_on"]
    assert services.missing_answers(lasting | {"ends_on": None}) == {}


@pytest.mark.parametrize("status", ["open", "closed"])
def test_copy_is_a_draft_that_says_the_same(house, as_employer, status):
    vacancy = services.post_vacancy(house.company, **details())
    Vacancy.objects.filter(pk=vacancy.pk).update(
        status=status, starts_on=timezone.localdate() - timedelta(days=1), expires_on=timezone.localdate()
    )
    copy = services.copy_vacancy(Vacancy.objects.get(pk=vacancy.pk))
    assert (copy.status, copy.starts_on, copy.ends_on, copy.submitted_on) == ("draft", None, None, None)
    same = [name for name in details() if name not in ("starts_on", "ends_on")]
    assert [services.said(copy, name) for name in same] == [services.said(vacancy, name) for name in same]
    assert AuditEntry.objects.get(subject_id=copy.pk).changes["copy_of"] == vacancy.code


def test_only_a_draft_is_thrown_away(house, as_employer):
    draft = services.post_vacancy(house.company, **details())
    services.delete_draft(draft)
    assert not Vacancy.objects.exists()
    assert AuditEntry.objects.get(action="vacancy.deleted").changes == {"title": "Baker"}
    with pytest.raises(RuleBroken):
        services.delete_draft(VacancyFactory(company=house.company, status="returned"))


def test_agency_work_names_its_client_and_is_for_agencies(agency, as_employer):
    services.sign_charter(agency)
    vacancy = services.post_vacancy(agency, **details(contract="temp_agency"))
    with pytest.raises(RuleBroken) as refused:
        services.submit_vacancy(vacancy)
    assert refused.value.field == "client"
    client = services.keep_client(agency, name="Distripark", register_number="", municipality="Lelystad")
    services.update_vacancy(vacancy, client=client)
    agency.is_agency = False
    agency.save()
    with pytest.raises(RuleBroken) as refused:
        services.submit_vacancy(Vacancy.objects.get())
    assert refused.value.field == "contract"
    agency.is_agency = True
    agency.save()
    vacancy = Vacancy.objects.get()
    services.submit_vacancy(vacancy)
    assert vacancy.status == "submitted"


def test_client_is_found_again_by_number_or_by_name_and_place(agency, as_employer):
    def kept(name: str, number: str = "", place: str = "Almere") -> Client:
        return services.keep_client(agency, name=name, register_number=number, municipality=place)

    first = kept("Distripark", "12345678")
    assert kept("Distripark BV", "12345678") == first
    other = kept("Distripark")
    assert (other != first, kept("Distripark"), kept("Distripark", place="Lelystad") != other) == (
        True,
        other,
        True,
    )


def test_candidates_read_where_they_work_and_who_employs(agency, as_employer):
    client = ClientFactory(company=agency, name="Distripark", register_number="12345678")
    vacancy = VacancyFactory(company=agency, client=client)
    both = parties_of(vacancy)
    assert both.hirer == Party("Distripark", "12345678", "Almere")
    with override("en"):
        name = agency.organisation.name
        assert both.text == f"You work at Distripark. Your employer is {name}."
        assert both.names == f"Distripark, through {name}"
        assert (parties(agency).text, parties(agency).names) == ("", name)


def test_contact_is_a_colleague_or_a_name(house, as_employer):
    vacancy = services.post_vacancy(house.company, **details())
    assert contact_of_vacancy(vacancy).name == "Sanne"
    colleague = MembershipFactory(role="employer", organisation=house.company.organisation).user
    services.update_vacancy(vacancy, contact=colleague, contact_name="")
    assert contact_of_vacancy(vacancy).name == colleague.name
    colleague.is_active = False
    assert (contact_of_vacancy(vacancy).name, contact_of_vacancy(vacancy).phone) == ("", "020 555 01 23")
    services.update_vacancy(vacancy, contact=None, contact_phone="")
    assert contact_of_vacancy(vacancy) is None


def test_day_of_approval_is_the_last_one(house):
    vacancy = VacancyFactory(company=house.company, status="submitted")
    with open_scope(hat_that_may(house.coach, "vacancies.approve").scope):
        assert approved_on(vacancy) is None
        services.open_vacancy(vacancy)
        services.hold_vacancy(vacancy)
        services.resume_vacancy(vacancy)
        assert approved_on(vacancy) == timezone.localdate()


# ── The screens ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def mine(house):
    with system_scope("test"):
        return VacancyFactory(company=house.company, status="draft", submitted_on=None)


def test_preview_shows_what_candidates_see_and_hands_in(house, client_of, mine):
    with system_scope("test"):
        Vacancy.objects.filter(pk=mine.pk).update(contact_phone="020 555 01 99")
    client, address = client_of(house.employer), f"/vacancies/{mine.code}/preview/"
    page = client.get(address).content.decode()
    assert "Cleaning rooms in a team of six." in page
    assert "020 555 01 99" not in page
    refused = client.post(address)
    assert (refused.status_code, refused.context["refusal"]) == (
        200,
        "Sign our charter first. Then you can hand in this vacancy.",
    )


def test_copy_leads_to_the_form_of_the_copy(house, client_of, mine):
    response = client_of(house.employer).post(f"/vacancies/{mine.code}/copy/")
    with system_scope("test"):
        made = Vacancy.objects.exclude(pk=mine.pk).get()
    assert response["Location"] == f"/vacancies/{made.code}/edit/"
    assert client_of(house.employer).get(f"/vacancies/{mine.code}/copy/").status_code == 405


def test_deleting_a_draft_asks_first(house, client_of, mine):
    client, address = client_of(house.employer), f"/vacancies/{mine.code}/delete/"
    assert "Delete this draft?" in client.get(address).content.decode()
    assert client.post(address)["Location"] == "/vacancies/"
    with system_scope("test"):
        assert not Vacancy.objects.exists()


@pytest.mark.parametrize("act", ["preview", "copy", "delete"])
def test_vacancy_of_another_company_is_not_found(house, client_of, mine, act):
    address = f"/vacancies/{mine.code}/{act}/"
    assert client_of(house.stranger).post(address).status_code == 404
    assert client_of(house.coach).post(address).status_code == 403


def test_desk_and_company_read_all_that_was_written(house, client_of):
    with system_scope("test"):
        vacancy = VacancyFactory(company=house.company, training="Forklift", contact_name="Sanne")
    for user in (house.employer, house.coach):
        page = client_of(user).get(f"/vacancies/{vacancy.code}/").content.decode()
        assert [words in page for words in ("Cleaning rooms", "Forklift", "Sanne")] == [True] * 3
