"""Shortage occupations on vacancies: told to the desk with list and source, never to the company."""

from datetime import date

import pytest

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation, Scheme
from matching.shortage import in_shortage, lists_read, shortages_of
from tests.factories.employers import VacancyFactory

ON = date(2026, 11, 29)


def unit(code: str) -> Occupation:
    return Occupation.objects.get(scheme=Scheme.ISCO, code=code)


def everyday(code: str) -> Occupation:
    return Occupation.objects.filter(parent__code=code).exclude(scheme=Scheme.ISCO).order_by("pk").first()


@pytest.mark.django_db
@pytest.mark.parametrize("term", [unit, everyday])
def test_an_occupation_is_named_by_the_lists_of_its_country_only(term):
    with system_scope("test"):
        found = shortages_of(term("7112"), "BE", ON)
        assert [(each.where, each.publisher, each.edition, each.titles) for each in found] == [
            ("Flanders", "VDAB", "2026", "Metselaar"),
            ("Brussels", "Actiris", "2025", "Maçon"),
        ]
        assert all(each.source.startswith("https://") for each in found)
        assert shortages_of(term("7112"), "NL", ON) == []


@pytest.mark.django_db
def test_before_the_first_edition_and_without_an_occupation_nothing_is_known():
    assert shortages_of(unit("7112"), "BE", date(2025, 1, 1)) == []
    assert shortages_of(None, "BE", ON) == []


def test_the_lists_that_were_read_say_whether_all_of_them_was():
    assert [(each.where, each.publisher, each.is_complete) for each in lists_read("BE", ON)] == [
        ("Flanders", "VDAB", True),
        ("Brussels", "Actiris", False),
        ("Wallonia", "Forem", False),
    ]


def test_filter_finds_the_vacancies_in_a_listed_occupation_of_their_own_country(meeting, client_of):
    cleaner = VacancyFactory(title="Cleaner", occupation=unit("9112"))
    VacancyFactory(title="Chambermaid", occupation=everyday("9112"))
    VacancyFactory(title="Mason", occupation=unit("7112"))  # short in Belgium, and this is a Dutch company
    VacancyFactory(title="Own words", occupation_words="all kinds of work")
    page = client_of(meeting.coach).get("/vacancies/?shortage=yes")
    found = page.context["page"].rows
    rows = {vacancy.title: [each.where for each in vacancy.shortages] for vacancy in found}
    assert rows == {"Cleaner": ["Netherlands"], "Chambermaid": ["Netherlands"]}
    everything = client_of(meeting.coach).get("/vacancies/?shortage=no").context["page"].rows
    assert len(everything) == 5
    with system_scope("test"):
        assert cleaner in in_shortage(Vacancy.objects.all(), ON)


def test_page_names_list_edition_and_source_to_the_desk_and_not_to_the_company(meeting, client_of):
    vacancy = meeting.vacancy
    with system_scope("test"):
        vacancy.occupation = unit("9112")
        vacancy.save()
    for address in (f"/vacancies/{vacancy.code}/", f"/vacancies/{vacancy.code}/propose/"):
        page = client_of(meeting.coach).get(address)
        assert [each.publisher for each in page.context["shortages"]] == ["UWV"]
    page = client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/")
    assert "Schoonmakers" in page.content.decode()
    assert "welingelichtekringen" in page.content.decode()
    own = client_of(meeting.employer).get(f"/vacancies/{vacancy.code}/")
    assert "Schoonmakers" not in own.content.decode()
