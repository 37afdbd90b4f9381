"""What is left of the wage: the public page, its figures, and what it says where it does not know."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.access import Role
from residents.calculator_link import calculator_url
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
NET_NEEDED = "Fill in the net wage from the pay slip: taxes are not worked out here."


def ask(client=None, **answers):
    """Return the answer of the page to these answers, in English."""
    response = (client or Client(headers={"accept-language": "en"})).get(
        reverse("residents:calculator"), answers
    )
    assert response.status_code == 200
    return response


def text_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def amounts(response) -> list[tuple]:
    return [(each.answer.due, each.answer.left) for each in response.context["offers"]]


@pytest.mark.parametrize(
    ("net", "due", "left"),
    [("900", "222.25", "677.75"), ("1000", "257.25", "742.75"), ("265", "0.00", "265.00")],
)
def test_cumul_gives_the_published_figures(net, due, left):
    response = ask(scheme="cumul", net1=net, month="2026-10")
    assert amounts(response) == [(Decimal(due), Decimal(left))]
    assert f"€{left}" in text_of(response)
    assert f"€{due} is for Fedasil." in text_of(response)


@pytest.mark.parametrize(("weeks", "due", "left"), [("24", "300.00", "100.00"), ("25", "400.00", "0.00")])
def test_reba_gives_the_worked_figures_within_and_after_the_weeks(weeks, due, left):
    response = ask(scheme="reba", net1="400", month="2025-10", adults="1", weeks=weeks)
    assert amounts(response) == [(Decimal(due), Decimal(left))]
    assert f"€{due} is for COA." in text_of(response)


def test_reba_counts_the_family():
    response = ask(
        scheme="reba", status="status_holder", net1="5000", month="2025-10", adults="2", children="2"
    )
    # food (2 x 33.11 + 2 x 27.37) x 4.33, housing 433.00; 285 of the wage does not count
    assert amounts(response) == [(Decimal("956.76"), Decimal("4043.24"))]


def test_reba_says_incomplete_and_what_is_certain_since_the_medical_part():
    response = ask(scheme="reba", net1="1380", month="2025-11", adults="1", weeks="10")
    assert amounts(response) == [(None, None)]
    text = text_of(response)
    assert "badge--open" in response.content.decode()
    assert "Incomplete at most €958.91 At least €421.09 is for COA." in text
    assert (
        "Not known: Amount of the medical part. "
        "Until it is known, only the least that is due can be said; it can be more." in text
    )


def test_what_is_not_known_and_makes_no_difference_is_said():
    text = text_of(ask(scheme="reba", net1="400", month="2025-11", adults="1", weeks="10"))
    assert "Not known: Amount of the medical part. It makes no difference here." in text


def test_what_is_left_empty_is_not_guessed():
    response = ask(scheme="reba", net1="1380", month="2025-10", adults="", weeks="")
    assert amounts(response) == [(None, None)]
    assert "Not known: Weeks worked in the last 52 weeks, Number of adults in the family." in text_of(
        response
    )


def test_gross_wage_alone_asks_for_the_net_wage():
    response = ask(scheme="cumul", hours1="24", wage1="15.50")
    (offer,) = response.context["offers"]
    assert (offer.wage.gross, offer.answer.due, offer.answer.left) == (Decimal("1612"), None, None)
    # At most: 1612 less nothing up to 265, 35% to 1000, 45% to 1500, 50% above
    assert f"Incomplete at most €1,073.75 Only if no tax is taken off. {NET_NEEDED}" in text_of(response)
    chart = response.context["chart"]
    assert (chart["title"], chart["marks"]) == ("What is left of a net wage", [])
    assert chart["rows"][2] == ["€500", "€82.25", "€417.75"]


def test_hours_with_a_net_wage_give_what_is_left_for_each_hour():
    text = text_of(ask(scheme="cumul", net1="900", hours1="24", month="2026-10"))
    assert "That is €6.52 for each hour of work." in text  # 677.75 / (24 x 52 / 12)
    assert "for each hour of work." not in text_of(ask(scheme="reba", net1="1380", hours1="24")).replace(
        "To see what is left for each hour of work.", ""
    )


@pytest.mark.parametrize("hours", ["7,5", "7.5"])
def test_hours_are_read_as_people_write_them(hours):
    (offer,) = ask(scheme="cumul", hours1=hours, wage1="20").context["offers"]
    assert (offer.hours, offer.wage.gross) == (Decimal("7.5"), Decimal("650"))


def test_gross_a_month_goes_before_hours_and_wage():
    (offer,) = ask(scheme="cumul", hours1="24", wage1="15.50", gross1="1500", net1="1300").context["offers"]
    assert (offer.wage.gross, offer.is_estimated) == (Decimal("1500"), False)


def test_undeclared_wage_costs_half_of_the_gross():
    response = ask(scheme="cumul", net1="700", gross1="1000", declared1="no", month="2026-10")
    assert amounts(response) == [(Decimal("500.00"), Decimal("200.00"))]
    assert response.context["chart"] is None


def test_undeclared_wage_without_gross_asks_for_it():
    response = ask(scheme="cumul", net1="700", declared1="no", month="2026-10")
    assert "Not known: Gross wage." in text_of(response)


@pytest.mark.parametrize("status", ["refugee_in_transition", "minor_student"])
def test_exempt_people_keep_all(status):
    assert amounts(ask(scheme="cumul", status=status, net1="900")) == [(Decimal("0.00"), Decimal("900.00"))]


def test_three_offers_stand_side_by_side_with_the_curve():
    response = ask(scheme="cumul", net1="1.400", net2="900,00", hours3="24", wage3="16.20", month="2026-10")
    assert amounts(response) == [
        (Decimal("437.25"), Decimal("962.75")),
        (Decimal("222.25"), Decimal("677.75")),
        (None, None),
    ]
    chart = response.context["chart"]
    assert chart["title"] == "Most is left of offer 1: €963 of €1,400"
    assert chart["marks"] == [(1400.0, 962.75, "1"), (900.0, 677.75, "2")]
    assert chart["rows"][2] == ["€500", "€82.25", "€417.75"]


def test_sum_and_sources_are_shown():
    text = text_of(ask(scheme="cumul", net1="900", month="2026-10"))
    assert "35% of the part of €635.00 above €265.00 €222.25" in text
    assert "Of each euro that is earned on top, 65 cents are left." in text
    assert "Where it is written: Royal Decree of 16 April 2024" in text


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"net1": "abc"}, "net1", "Fill in an amount in euros, for example 900."),
        ({"net1": "-5"}, "net1", "Fill in an amount in euros, for example 900."),
        ({"net1": "30000"}, "net1", "Fill in at most €20,000.00."),
        ({"month": "2026-10"}, "net1", "Fill in the net wage, for example 900."),
        ({"hours2": "24", "net1": "900"}, "wage2", "Fill in the wage an hour too, for example 15.50."),
        ({"wage1": "15"}, "hours1", "Fill in the hours a week too, for example 24."),
        ({"wage1": "15", "hours1": "x"}, "hours1", "Fill in the hours as a number, for example 24."),
        ({"net1": "900", "gross1": "800"}, "net1", "The net wage cannot be more than the gross wage."),
        ({"net1": "900", "adults": "0", "scheme": "reba"}, "adults", "Fill in 1 or more."),
        ({"net1": "900", "weeks": "53", "scheme": "reba"}, "weeks", "Fill in 52 or less."),
    ],
)
def test_wrong_answers_are_kept_and_say_what_to_type(answers, field, message):
    response = ask(**{"scheme": "cumul", **answers})
    form = response.context["form"]
    assert form.errors == {field: [message]}
    assert {name: form[name].value() for name in answers} == answers
    assert response.context["offers"] == []


@pytest.mark.parametrize("answers", [{"status": "king"}, {"month": "2026-13"}, {"declared1": "perhaps"}])
def test_answers_that_cannot_be_chosen_are_refused(answers):
    response = ask(scheme="cumul", net1="900", **answers)
    assert list(response.context["form"].errors) == list(answers)


def test_empty_page_asks_without_complaint():
    response = ask()
    assert (response.context["form"].is_bound, response.context["scheme"]) == (False, "reba")
    assert ask(scheme="mars").context["scheme"] == "reba"


@pytest.mark.parametrize(
    ("languages", "scheme"),
    [
        ("nl-NL,nl;q=0.9,en-US;q=0.8", "reba"),
        ("nl-BE,nl;q=0.9", "cumul"),
        ("nl", "reba"),
        ("fr-FR,fr;q=0.9", "cumul"),
        ("fr,nl-NL;q=0.5", "reba"),
        ("ar", "reba"),
    ],
)
def test_page_begins_with_the_country_that_the_browser_tells(languages, scheme):
    assert ask(Client(headers={"accept-language": languages})).context["scheme"] == scheme


def test_month_begins_with_the_current_one():
    (offer,) = ask(scheme="cumul", net1="900").context["offers"]
    assert offer.wage.on == timezone.localdate().replace(day=1)


def test_page_is_public_and_keeps_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):  # for the law in force
        response = ask(scheme="cumul", net1="900")
    assert [template.name for template in response.templates if "layouts/outside" in str(template.name)] == [
        "layouts/outside.html"
    ]
    assert list(response.cookies) == ["csrftoken"]  # of the choice of language
    names = [name.rstrip("123") for name in ask(scheme="reba").context["form"].fields]
    assert sorted(set(names)) == sorted(
        ["scheme", "status", "adults", "children", "weeks", "month", "net", "gross", "hours", "wage"]
    )


@pytest.mark.parametrize(
    ("role", "layout"), [(Role.COACH, "layouts/desk.html"), (Role.EMPLOYER, "layouts/outside.html")]
)
def test_who_is_signed_in_stays_in_their_own_layout(role, layout):
    centres = [CentreFactory()] if role == Role.COACH else []
    client = Client(headers={"accept-language": "en"})
    client.force_login(MembershipFactory(role=role, centres=centres).user)
    response = ask(client)
    assert layout in [template.name for template in response.templates]
    assert response.context["scheme"] == "reba"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_only_read(method):
    assert getattr(Client(), method)(reverse("residents:calculator")).status_code == 405


def test_link_holds_what_is_known():
    address = reverse("residents:calculator")
    assert calculator_url("cumul", hours=24, wage_hour=Decimal("16.20")) == (
        f"{address}?scheme=cumul&hours1=24&wage1=16.20"
    )
    assert calculator_url("reba", status="applicant", hours=24) == f"{address}?scheme=reba&status=applicant"
    assert calculator_url("cumul", net=Decimal(900), hours=24) == (
        f"{address}?scheme=cumul&net1=900&hours1=24"
    )
