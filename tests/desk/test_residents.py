"""The list of residents: search, filters, saved lists, pages."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobdesk.trail.access import Role
from residents.models import Resident
from tests.desk.people import coach_at, day, member, resident, resident_with_case, signed_in
from tests.factories.desks import CentreFactory
from tests.factories.matching import MatchFactory, PlacementFactory, StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LanguageSkillFactory, StepFactory

pytestmark = pytest.mark.django_db
URL = reverse("desk:residents")
SEARCH = reverse("lists:search", args=["residents"])


def names(client, **query) -> list[str]:
    """The first names on the page, in their order; ``q`` is typed into the search box."""
    q, response = query.pop("q", ""), client.get(URL, query)
    if q:
        here = "?" + urlencode(query, doseq=True)
        response = client.post(SEARCH, {"q": q, "here": here}, follow=True)
    assert response.status_code == 200
    return [row["row"].resident.first_name for row in response.context["rows"]]


def test_residents_shows_the_coach_their_own_longest_wait_first():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Free")
    for name, since in (("Short", -5), ("Long", -50)):
        StepFactory(resident=resident(centre, coach, first_name=name), opened_on=day(since))
    resident(centre, member(Role.COACH, centre), first_name="Colleague")
    resident(centre, coach, first_name="Gone", status=Resident.Status.EXITED)

    assert names(client) == ["Long", "Short", "Free"]


def test_residents_of_another_centre_are_absent():
    centre, elsewhere = CentreFactory(), CentreFactory()
    _coach, client = coach_at(centre)
    foreign = resident(elsewhere, first_name="Foreign")

    assert names(client, tab="all") == []
    assert names(client, q="Foreign", tab="all") == []
    assert names(client, q=foreign.code, tab="all") == []


@pytest.mark.parametrize("query", ["Şahin", "sahin", "zeynep ŞAHIN", "Sahin  Zeynep", "sah zey"])
def test_residents_are_found_in_any_spelling_and_order(query):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Zeynep", last_name="Şahin")
    resident(centre, coach, first_name="Elif", last_name="Öztürk")

    assert names(client, q=query) == ["Zeynep"]


def test_residents_are_found_by_code_and_number():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident(centre, coach, first_name="Found")
    resident(centre, coach, first_name="Other")

    assert names(client, q=person.code) == ["Found"]
    assert names(client, q=person.code.lower()) == ["Found"]
    assert names(client, q=person.reference_number) == ["Found"]


def test_search_stays_in_the_list_at_hand():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    resident(centre, member(Role.COACH, centre), first_name="Colleague")

    assert names(client, q="colleague", tab="all") == ["Colleague"]
    assert names(client, q="colleague", tab="mine") == []


def test_search_leaves_no_name_in_the_address_and_is_ones_own():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for name in ("Zeynep", "Zeynep", "Hamid"):
        resident(centre, coach, first_name=name)

    found = client.post(SEARCH, {"q": "zeynep", "here": "?sort=name"}, follow=True)
    address = found.redirect_chain[-1][0]

    assert len(found.context["rows"]) == 2
    assert address == f"{URL}?s={found.context['choice'].search}&sort=name"
    assert "zeynep" not in address.lower()
    assert len(signed_in(coach).get(address).context["rows"]) == 3  # another session does not know the word


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"coach": "nobody"}, ["Nobody"]),
        ({"coach": "all"}, ["Dari", "Forbidden", "Nobody", "Plain", "Theirs"]),
        ({"work": "may"}, ["Dari", "Plain"]),
        ({"work": "not_allowed"}, ["Forbidden"]),
        ({"language": "prs"}, ["Dari"]),
        ({"status": "intake"}, ["Forbidden"]),
        ({"language": "no such language"}, ["Dari", "Forbidden", "Plain"]),
        ({"station": "waiting"}, ["Forbidden"]),
    ],
)
def test_residents_are_filtered(query, expected):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident_with_case(centre, coach, first_name="Plain")
    resident_with_case(centre, coach, first_name="Dari", language="prs")
    resident_with_case(centre, coach, first_name="Forbidden", work_outcome="not_allowed", status="intake")
    resident_with_case(centre, None, first_name="Nobody")
    resident_with_case(centre, member(Role.COACH, centre), first_name="Theirs")

    assert sorted(names(client, **query)) == expected


def test_residents_are_filtered_by_centre_and_by_the_picked_one():
    here, there = CentreFactory(), CentreFactory()
    coach, client = coach_at(here, there)
    resident(here, coach, first_name="Here")
    resident(there, coach, first_name="There")

    assert names(client, centre=there.code) == ["There"]
    session = client.session
    session["centre"] = here.pk
    session.save()
    assert names(client) == ["Here"]


def test_saved_lists_count_what_they_show():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    waiting = resident_with_case(centre, coach, first_name="Waiting")
    StepFactory(resident=waiting)
    PlacementFactory(match=MatchFactory(resident=waiting))
    resident_with_case(centre, coach, first_name="Unmatched")
    expiring = resident(centre, coach, first_name="Expiring", work_outcome="not_yet")
    DocumentFactory(resident=expiring, until_on=day(80))
    working = resident_with_case(centre, coach, first_name="Working")
    StartedPlacementFactory(match=MatchFactory(resident=working))
    lists = {
        "mine": ["Expiring", "Unmatched", "Waiting", "Working"],
        "number": ["Waiting"],
        "unmatched": ["Unmatched"],
        "expiring": ["Expiring"],
        "aftercare": ["Working"],
    }

    assert {tab: sorted(names(client, tab=tab)) for tab in lists} == lists
    tabs = client.get(URL).context["tabs"]
    assert [tab["count"] for tab in tabs] == [*(len(people) for people in lists.values()), None]


def test_station_filter_shows_whom_the_start_page_counts():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    StepFactory(resident=resident_with_case(centre, coach, first_name="Number"), due_on=day(-1))
    resident_with_case(centre, coach, first_name="Later")
    counts = client.get(reverse("desk:today")).context["caseload"]

    for place in counts:
        assert len(names(client, station=place.key)) == place.count


@pytest.mark.parametrize("sort", ["name", "waiting", "seen", "allowed"])
def test_pages_hold_everybody_once_in_both_directions(sort):
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for number in range(57):
        person = resident(
            centre,
            coach,
            first_name=f"Name{number % 5}",
            last_name=f"Family{number % 3}",
            last_contact_on=day(-(number % 4)) if number % 6 else None,
            work_allowed_from=day(-(number % 7)) if number % 5 else None,
        )
        if number % 3:
            StepFactory(resident=person, opened_on=day(-(number % 9)))

    forth, address = [], f"?sort={sort}"
    while address:
        context = client.get(URL + address).context
        forth.append([row["row"].resident.code for row in context["rows"]])
        last, address = address, context["next"]
    back, address = [], last
    while address:
        context = client.get(URL + address).context
        back.append([row["row"].resident.code for row in context["rows"]])
        address = context["previous"]

    codes = [code for page in forth for code in page]
    assert [len(page) for page in forth] == [25, 25, 7]
    assert len(codes) == len(set(codes))
    assert list(reversed(back)) == forth


def test_address_of_a_page_holds_no_name():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for number in range(26):
        resident(centre, coach, first_name="Zeynep", last_name=f"Yilmaz{number}")

    address = client.get(URL, {"sort": "name"}).context["next"]

    last = client.get(URL, {"sort": "name"}).context["rows"][-1]["row"].resident.code
    assert address == f"?sort=name&after={last}"


def test_page_after_an_unknown_row_is_the_first():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Only")

    assert names(client, after="B-222222") == ["Only"]


def test_htmx_gets_the_rows_only():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    resident(centre, coach, first_name="Hamid", last_name="Rahimi")

    part = client.post(SEARCH, {"q": "hamid", "here": "?"}, headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="list">')
    assert part.headers["HX-Push-Url"] == f"{URL}?s={part.context['choice'].search}"
    assert part.content.decode().count(">Hamid R.</a>") == 1


def test_empty_list_says_what_to_do():
    _coach, client = coach_at(CentreFactory())

    assert client.get(URL).content.decode().count("No residents here yet") == 1
    assert client.get(URL, {"status": "exited"}).content.decode().count("Nobody fits this choice") == 1


def test_coordinator_sees_everybody_of_the_centres():
    centre = CentreFactory()
    client = signed_in(member(Role.COORDINATOR, centre))
    resident(centre, first_name="Alone")

    assert names(client) == ["Alone"]


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_residents_are_refused_to_other_roles(role):
    assert signed_in(member(role)).get(URL).status_code == 403


def test_residents_cannot_be_posted_to():
    _coach, client = coach_at(CentreFactory())

    assert client.post(URL).status_code == 405


def test_residents_makes_as_many_queries_for_three_as_for_one():
    centre = CentreFactory()
    coach, client = coach_at(centre)

    def add() -> None:
        person = resident_with_case(centre, coach)
        LanguageSkillFactory(resident=person)
        placement = PlacementFactory(match=MatchFactory(resident=person))
        StepFactory(resident=person, kind="twv", party="employer", subject=placement.code)
        StartedPlacementFactory(match=MatchFactory(resident=person))

    add()
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        client.get(URL)

    assert len(three) == len(one)
