"""The wage in Zembla: the calculator, what is left on the record, and the values of the law."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from jobdesk.trail.access import Role
from tests.countries.conftest import LANGUAGES
from tests.countries.foreign import assert_own, text_of_page
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.residents import StepFactory

CALCULATOR = reverse("residents:calculator")


def tabs(client: Client, **asked) -> list[str]:
    return [tab["label"] for tab in client.get(CALCULATOR, asked).context["schemes"]]


def test_public_reads_the_schemes_of_all_countries(zembla, db):
    shown = tabs(Client(headers={"accept-language": "en"}))
    assert shown == ["Netherlands (COA)", "Belgium (Fedasil)", "Zembla (Shelter Office)"]


def test_desk_reads_the_scheme_of_its_country(desk):
    client = desk.client(desk.coach)
    assert tabs(client) == ["Zembla (Shelter Office)"]
    assert client.get(CALCULATOR).context["scheme"] == "toll"
    assert tabs(client, scheme="reba") == ["Zembla (Shelter Office)", "Netherlands (COA)"]


@pytest.mark.parametrize(
    ("net", "due", "left", "said"),
    [
        ("400", "0.00", "400.00", "Nothing, as the wage of a week is not above €100.00"),
        ("900", "130.00", "770.00", "€30.00 for each week with more than €100.00"),
    ],
)
def test_calculator_takes_the_toll_of_each_week(desk, net, due, left, said):
    page = desk.page(desk.coach, f"{CALCULATOR}?scheme=toll&net1={net}")
    (offer,) = desk.client(desk.coach).get(f"{CALCULATOR}?scheme=toll&net1={net}").context["offers"]
    assert (offer.answer.due, offer.answer.left) == (Decimal(due), Decimal(left))
    assert said in page
    assert f"€{due} is for Shelter Office." in page
    assert "Keep the slips" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_calculator_says_no_word_of_another_country(desk, language):
    desk.page(desk.coach, CALCULATOR, language)
    desk.page(desk.coach, f"{CALCULATOR}?scheme=toll&net1=900", language)


def test_vacancy_leads_to_the_calculator_of_its_country(desk):
    page = desk.client(desk.coach).get(reverse("matching:vacancy", args=[desk.vacancy.code]))
    assert f"{CALCULATOR}?scheme=toll" in page.content.decode()


def test_record_says_to_whom_a_part_of_the_wage_goes(desk):
    person = desk.settled()
    desk.placed(person)
    StepFactory(resident=person, kind="civic_key", party="authority")
    page = desk.client(desk.coach).get(reverse("desk:resident", args=[person.code]))
    card = page.context["wage_card"]
    assert (card.agency, card.asks_household) == ("Shelter Office", False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_law_shows_and_takes_the_values_of_the_country(zembla, db, language):
    client = Client()
    agency = OrganisationFactory(country="ZZ")
    administrator = MembershipFactory(
        role=Role.ADMINISTRATOR, organisation=agency, user__language=language
    ).user
    client.force_login(administrator)
    rules = client.get(reverse("residents:law"), {"country": "ZZ"}).context["rules"]
    assert [rule.name for rule in rules] == [each.name for each in zembla.definitions]
    for name in ("law_rule", "law_propose"):
        page = client.get(reverse(f"residents:{name}", args=["zz.toll.flat"]))
        assert page.status_code == 200
        text = text_of_page(page.content.decode())
        assert "Weekly toll: the flat amount" in text
        assert_own(text)
