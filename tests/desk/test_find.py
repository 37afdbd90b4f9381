"""The search box on every page, and the page with all results."""

import re
from html import unescape

import pytest
from django.urls import reverse

from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.web.searches import KEPT, recall, remember
from tests.desk.people import coach_at, resident, signed_in
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import MatchFactory, PlacementFactory

pytestmark = pytest.mark.django_db
URL = reverse("desk:find")
HTMX = {"HX-Request": "true"}


def live(client, typed: str) -> dict[str, list[str]]:
    """The titles found while typing, by group."""
    response = client.post(URL, {"q": typed}, headers=HTMX)
    assert response.status_code == 200
    found: dict[str, list[str]] = {}
    hits = re.findall(r'id="found-([a-z]+)-\d+".*?<b>(.*?)</b>', response.content.decode(), re.DOTALL)
    for group, title in hits:
        found.setdefault(group, []).append(unescape(title))
    return found


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def desk(centre):
    return coach_at(centre)


@pytest.fixture
def linde():
    company = CompanyFactory(organisation=OrganisationFactory(kind="employer", name="Hotel De Linde"))
    company.register_number = "12345678"
    company.save_base(update_fields=["register_number"])
    return company


def test_find_sends_what_was_typed_out_of_the_address(desk, centre):
    _coach, client = desk
    person = resident(centre, first_name="Mohamed", last_name="Darwish")

    response = client.post(URL, {"q": "Muhammad"})

    assert response.status_code == 302
    assert response["Location"].startswith(f"{URL}?s=")
    assert "uhammad" not in response["Location"]
    page = client.get(response["Location"])
    assert [hit.title for hit in page.context["groups"][0].hits] == ["Mohamed Darwish"]
    assert reverse("desk:resident", args=[person.code]) in page.content.decode()


def test_find_address_of_somebody_else_shows_nothing_and_says_so(desk, centre):
    resident(centre, first_name="Mohamed")
    _coach, client = desk
    address = client.post(URL, {"q": "Mohamed"})["Location"]
    _colleague, other = coach_at(centre)

    page = other.get(address)
    assert (page.context["groups"], page.context["is_forgotten"]) == ([], True)


def test_find_in_the_address_is_not_read(desk, centre):
    _coach, client = desk
    resident(centre, first_name="Mohamed")
    assert client.get(URL, {"q": "Mohamed"}).context["groups"] == []


def test_find_while_typing_sends_only_the_results(desk, centre):
    _coach, client = desk
    resident(centre, first_name="Mohamed", last_name="Darwish")
    response = client.post(URL, {"q": "Maxamed"}, headers=HTMX)
    page = response.content.decode()
    assert page.lstrip().startswith('<div class="finder__list"')
    assert page.count('role="option"') == 1
    assert "other spelling" in page
    assert "<html" not in page


def test_find_employers_and_vacancies_also_with_an_error(desk, linde):
    vacancy = VacancyFactory(company=linde, title="Kamermedewerker", status="open")
    VacancyFactory(company=linde, title="Kamerconcept", status="draft", submitted_on=None)
    _coach, client = desk
    assert live(client, "linde")["employers"] == ["Hotel De Linde"]
    assert live(client, "Hotel de Lnide")["employers"] == ["Hotel De Linde"]
    assert live(client, "1234 5678")["employers"] == ["Hotel De Linde"]
    assert live(client, "kamer") == {"vacancies": ["Kamermedewerker"]}
    assert live(client, "kamermedwerker") == {"vacancies": ["Kamermedewerker"]}
    assert live(client, "kamreconcept") == {}
    assert live(client, vacancy.code) == {"vacancies": ["Kamermedewerker"]}


def test_find_placement_by_code(desk, centre, linde):
    person = resident(centre, first_name="Amina", last_name="Darwish")
    placement = PlacementFactory(
        match=MatchFactory(resident=person, vacancy=VacancyFactory(company=linde), company=linde)
    )
    _coach, client = desk
    assert live(client, placement.code) == {"placements": [f"{placement.job_title}, Amina D."]}


def test_find_puts_guesses_after_what_is_just_that(desk, centre, linde):
    _coach, client = desk
    resident(centre, first_name="Lindeh", last_name="X")
    resident(centre, first_name="Lynda", last_name="X")
    assert list(live(client, "linde")) == ["people", "employers"]
    assert list(live(client, "lindde")) == ["employers", "people"]


def test_find_leaks_nothing_of_another_centre_or_country(desk, linde):
    elsewhere = CentreFactory(country="BE")
    person = resident(elsewhere, first_name="Zebedeus", last_name="Quirinus", phone="0470123456")
    belgian = CompanyFactory(organisation=OrganisationFactory(kind="employer", name="Zebra", country="BE"))
    vacancy = VacancyFactory(company=belgian, title="Zadelmaker", status="open")
    placement = PlacementFactory(match=MatchFactory(resident=person, vacancy=vacancy, company=belgian))
    _coach, client = desk
    for typed in (
        "Zebedeus", "Zebedeüs", "Quirinus", "Zeb", person.code, person.reference_number, "0470123456",
        "12-4-1995", "Zebra", "Zadelmaker", vacancy.code, placement.code,
    ):  # fmt: skip
        assert live(client, typed) == {}
        page = client.get(client.post(URL, {"q": typed})["Location"])
        assert page.context["groups"] == []
        for secret in {person.code, "Quirinus", elsewhere.name, "Zebra"} - {typed}:
            assert secret not in page.content.decode()


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_find_is_for_the_desk_only(role, centre):
    resident(centre, first_name="Mohamed")
    client = signed_in(MembershipFactory(role=role).user)
    assert client.post(URL, {"q": "Mohamed"}, headers=HTMX).status_code == 403
    assert client.get(URL).status_code == 403


def test_find_without_words_shows_who_was_opened_last(desk, centre):
    coach, client = desk
    people = [resident(centre, first_name=f"Number{place}", last_name="") for place in range(10)]
    for person in people:
        client.get(reverse("desk:resident", args=[person.code]))
    _colleague, other = coach_at(centre)
    moved = people[9]
    type(moved)._base_manager.filter(pk=moved.pk).update(centre=CentreFactory())

    assert AuditEntry.objects.filter(actor=coach, action="resident.viewed").count() == 10
    assert live(client, "")["recent"] == [f"Number{place}" for place in range(8, 0, -1)]
    assert live(other, "") == {}


def test_find_makes_as_many_queries_for_many_as_for_one(desk, centre, django_assert_num_queries):
    _coach, client = desk
    resident(centre, first_name="Mohamed")
    with django_assert_num_queries(10) as one:
        live(client, "Mohamed")
    for place in range(5):
        resident(centre, first_name="Mohamed", last_name=f"Nr{place}")
    with django_assert_num_queries(len(one)):
        live(client, "Mohamed")


def test_searches_are_kept_by_token_and_the_oldest_is_dropped(desk):
    _coach, client = desk
    session = client.session
    first = remember(session, "one")
    assert remember(session, "one") == first
    assert recall(session, first) == "one"
    assert remember(session, "") == ""
    for place in range(KEPT):
        remember(session, f"word {place}")
    assert recall(session, first) == ""
    assert recall(session, "unknown") == ""
