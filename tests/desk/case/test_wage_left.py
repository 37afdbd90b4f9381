"""What is left of the wage: on the page of a resident, and from a vacancy."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.case.stations import Case
from desk.case.wage_left import scheme_of, wage_card, weeks_worked
from desk.models import CardLink
from desk.queries.case import with_case
from jobdesk.trail.scoping import system_scope
from residents.models import LegalEvent, Resident
from tests.desk.people import coach_at, day, resident_with_case
from tests.factories.desks import CentreFactory
from tests.factories.matching import MatchFactory, PlacementFactory
from tests.factories.residents import HouseholdFactory, LegalEventFactory, ResidentFactory
from tests.factories.scoped import ScopedFactory

pytestmark = pytest.mark.django_db


class CardLinkFactory(ScopedFactory):
    class Meta:
        model = CardLink

    token_hash = "a" * 64
    language = "en"


def page(client, person):
    return client.get(reverse("desk:resident", args=[person.code]))


def at_work(person, **fields):
    return PlacementFactory(match=MatchFactory(resident=person), **fields)


def test_resident_page_links_to_the_calculator_with_what_is_agreed():
    centre = CentreFactory(country="BE")
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach)
    at_work(person)

    response = page(client, person)

    url = f"{reverse('residents:calculator')}?scheme=cumul&status=applicant&hours1=24&wage1=16.20"
    assert response.context["wage_card"].url == url
    assert person.code not in url
    assert f'href="{url.replace("&", "&amp;")}"' in response.content.decode()


def test_resident_page_says_what_is_left_of_a_net_wage_the_desk_knows():
    centre = CentreFactory(country="BE")
    coach, client = coach_at(centre)
    person = resident_with_case(centre, coach)
    at_work(person)
    CardLinkFactory(resident=person, net_month=Decimal("900"), created_by=coach, expires_at=timezone.now())

    response = page(client, person)

    card = response.context["wage_card"]
    assert (card.answer.due, card.answer.left) == (Decimal("222.25"), Decimal("677.75"))
    assert "€677.75" in response.content.decode()


@pytest.fixture
def everything():
    with system_scope("test") as scope:
        yield scope


def case_of(person: Resident) -> Case:
    return Case.of(with_case(Resident.objects.all()).get(pk=person.pk), day(0))


def test_household_that_is_not_known_leaves_the_answer_incomplete(everything):
    card = wage_card(case_of(ResidentFactory()), Decimal("1380"))
    assert (card.answer.left, card.answer.left_at_most) == (None, Decimal("958.91"))


def test_household_and_weeks_worked_give_a_figure(everything):
    person = ResidentFactory()
    HouseholdFactory(resident=person, from_on=day(-200), adults=2, children=1)
    HouseholdFactory(resident=person, from_on=day(1), adults=5)
    at_work(person, status="started", planned_start_on=day(-20), started_on=day(-20))
    case = case_of(person)
    card = wage_card(case, Decimal("400"))
    assert (card.household.adults, card.household.children, card.weeks) == (2, 1, 3)
    assert (card.answer.due, card.answer.left) == (Decimal("300.00"), Decimal("100.00"))
    assert "adults=2&children=1&weeks=3" in card.url


@pytest.mark.parametrize(
    ("spells", "weeks"),
    [
        ([], 0),
        ([(-1, None)], 1),
        ([(-7, None)], 2),
        ([(-700, None)], 52),
        ([(-400, -390)], 0),
        ([(-30, -20), (-20, -10)], 4),
    ],
)
def test_weeks_worked_in_the_last_52(everything, spells, weeks):
    person = ResidentFactory()
    for first, last in spells:
        at_work(
            person,
            status="ended" if last else "started",
            planned_start_on=day(first),
            started_on=day(first),
            ended_on=day(last) if last else None,
        )
    at_work(person, kind="volunteering", status="started", started_on=day(-100), planned_start_on=day(-100))
    assert weeks_worked(case_of(person)) == weeks


def test_without_work_the_card_links_to_the_empty_calculator(everything):
    card = wage_card(case_of(ResidentFactory()), None)
    assert card.url == f"{reverse('residents:calculator')}?scheme=reba&status=applicant&weeks=0"
    assert (card.is_paid, card.answer) == (False, None)


def test_unpaid_work_is_no_wage(everything):
    person = ResidentFactory()
    at_work(person, kind="volunteering", wage_hour=None)
    assert wage_card(case_of(person), None).is_paid is False


@pytest.mark.parametrize(
    ("country", "granted", "scheme"),
    [
        ("NL", "", ("reba", "applicant")),
        ("NL", "refugee", ("reba", "status_holder")),
        ("BE", "", ("cumul", "applicant")),
        ("BE", "refugee", ("cumul", "refugee_in_transition")),
        ("NL", "temporary_protection", None),
    ],
)
def test_scheme_follows_from_reception_and_status(everything, country, granted, scheme):
    person = ResidentFactory(centre=CentreFactory(country=country))
    if granted:
        LegalEventFactory(resident=person, type=LegalEvent.Type.STATUS_GRANTED, value=granted)
    assert scheme_of(case_of(person)) == scheme


def test_who_is_in_no_reception_is_asked_no_contribution(everything):
    person = ResidentFactory(reception="none")
    assert wage_card(case_of(person), Decimal("900")) is None


@pytest.mark.parametrize("who", ["coach", "employer"])
def test_vacancy_links_to_the_calculator_with_its_hours_and_wage(meeting, client_of, who):
    response = client_of(getattr(meeting, who)).get(reverse("matching:vacancy", args=[meeting.vacancy.code]))
    url = f"{reverse('residents:calculator')}?scheme=reba&hours1=24&wage1=16.20"
    assert response.context["calculator_url"] == url
    assert f'href="{url.replace("&", "&amp;")}"' in response.content.decode()


def test_vacancy_without_a_wage_has_no_link(meeting, client_of):
    with system_scope("test"):
        meeting.vacancy.wage_hour = None
        meeting.vacancy.contract = "volunteering"
        meeting.vacancy.save()
    response = client_of(meeting.coach).get(reverse("matching:vacancy", args=[meeting.vacancy.code]))
    assert response.context["calculator_url"] == ""
    assert reverse("residents:calculator") not in response.content.decode()
