"""Proposing a later value of the law, and deciding on it, at the screen."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from jobdesk.trail.access import Role
from residents.models import LawValue
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.law import LawValueFactory
from tests.factories.residents import ResidentFactory

ANSWERS = {
    "value": "4",
    "from_on": "2027-01-01",
    "source": "Staatsblad 2026, 500",
    "source_url": "https://zoek.example.nl/stb-2026-500.html",
    "confidence": "O",
}


@pytest.fixture
def administrator(db):
    """Somebody who looks after the law of both countries."""
    user = MembershipFactory(role=Role.ADMINISTRATOR).user
    belgian = OrganisationFactory(country="BE")
    return MembershipFactory(role=Role.ADMINISTRATOR, user=user, organisation=belgian).user


@pytest.fixture
def second(db):
    return MembershipFactory(role=Role.ADMINISTRATOR).user


def propose(client, name="nl.work.waiting_months", **answers):
    return client.post(reverse("residents:law_propose", args=[name]), {**ANSWERS, **answers})


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("nl.work.waiting_months", "4", 4),
        ("nl.minimum_wage.hour.21", "14,9925", Decimal("14.9925")),
        ("nl.reba.medical_month", "1.061,10", Decimal("1061.10")),
        ("nl.reba.exempt_share", "27,5", Decimal("0.275")),
        ("nl.reba.weeks_a_month", "4.35", Decimal("4.35")),
        ("nl.work.third_country_exempt", "yes", True),
        ("be.cumul.applied", "no", False),
        ("eu.work.temporary_protection_until", "2028-03-04", date(2028, 3, 4)),
        ("nl.work.excluded_tracks", ["accelerated"], ["accelerated"]),
        ("nl.work.excluded_tracks", [], []),
        ("nl.reba.housing_week", "55\n27,50\n13", [Decimal(55), Decimal("27.50"), Decimal(13)]),
        (
            "be.cumul.brackets",
            "300; 35\r\n1.100; 45",
            [
                {"above": Decimal(300), "share": Decimal("0.35")},
                {"above": Decimal(1100), "share": Decimal("0.45")},
            ],
        ),
    ],
)
def test_each_kind_of_value_is_kept_as_the_rules_read_it(administrator, client_of, name, typed, kept):
    response = propose(client_of(administrator), name, value=typed)
    proposal = LawValue.objects.get()
    assert response.url == reverse("residents:law_decide", args=[proposal.pk])
    assert (proposal.name, proposal.parameter.value, proposal.proposed_by) == (name, kept, administrator)


@pytest.mark.parametrize(
    ("name", "change", "field", "words"),
    [
        ("nl.work.waiting_months", {"value": "400"}, "value", "60"),
        ("nl.work.waiting_months", {"value": "four"}, "value", "whole number"),
        ("nl.work.waiting_months", {"value": ""}, "value", "say that it is not known"),
        ("nl.work.waiting_months", {"from_on": ""}, "from_on", "Fill in a day"),
        ("nl.work.waiting_months", {"until_on": "2026-01-01"}, "until_on", "cannot be before"),
        ("nl.work.waiting_months", {"source_url": "javascript:alert(1)"}, "source_url", "valid URL"),
        ("nl.work.waiting_months", {"confidence": "X"}, "confidence", "not one of"),
        ("nl.work.waiting_months", {"value": "3"}, "__all__", "holds on that day already"),
        ("nl.reba.exempt_share", {"value": "101"}, "value", "100"),
        ("nl.reba.housing_week", {"value": "50; 25; 12.50"}, "value", "Fill in 3 lines"),
        ("be.cumul.brackets", {"value": "265"}, "value", "Line 1: fill in 2 values"),
        ("be.cumul.brackets", {"value": "265; much"}, "value", "Line 1, “much”"),
        ("be.cumul.brackets", {"value": "1000; 35\n265; 45"}, "value", "must rise"),
    ],
)
def test_nonsense_is_refused_and_what_was_typed_stays(administrator, client_of, name, change, field, words):
    answers = {"value": "4", "note": "Read twice.", **change}
    response = propose(client_of(administrator), name, **answers)
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert words in " ".join(form.errors[field])
    assert "Read twice." in response.content.decode()
    assert LawValue.objects.count() == 0


def test_a_value_that_is_not_known_any_more_needs_no_value(administrator, client_of):
    propose(client_of(administrator), value="", is_unknown="on")
    assert LawValue.objects.get().parameter.value is None


def test_the_form_begins_with_the_value_of_today(administrator, client_of):
    client = client_of(administrator)
    asked = reverse("residents:law_propose", args=["be.cumul.brackets"])
    assert client.get(asked).context["form"]["value"].value() == "265; 35\n1000; 45\n1500; 50"


def test_a_second_administrator_sees_what_it_changes_and_approves(second, client_of, centre):
    ResidentFactory.create_batch(2, centre=centre)
    proposal, client = LawValueFactory(), client_of(second)
    address = reverse("residents:law_decide", args=[proposal.pk])
    page = client.get(address).content.decode()
    assert "From 1 January 2027: 4 months" in page
    assert "Without this proposal, on that day: 3 months." in page
    assert "After approval 2 residents of all desks are assessed again." in page
    assert client.post(address, {"answer": "approve"}).url == address
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by) == ("approved", second)
    page = client.get(address).content.decode()
    assert "In force" in page
    assert "Everybody is assessed again" in page


def test_a_refusal_needs_a_reason(second, client_of):
    proposal, client = LawValueFactory(), client_of(second)
    address = reverse("residents:law_decide", args=[proposal.pk])
    response = client.post(address, {"answer": "refuse", "reason": ""})
    assert response.context["form"].errors == {"reason": ["Say why you refuse it."]}
    client.post(address, {"answer": "refuse", "reason": "The Staatsblad says three."})
    proposal.refresh_from_db()
    assert proposal.status == "refused"
    assert "The Staatsblad says three." in client.get(address).content.decode()


def test_who_proposed_is_offered_to_withdraw_and_cannot_approve(administrator, client_of):
    proposal, client = LawValueFactory(proposed_by=administrator), client_of(administrator)
    address = reverse("residents:law_decide", args=[proposal.pk])
    page = client.get(address).content.decode()
    assert ('value="approve"' in page, "Withdraw the proposal" in page) == (False, True)
    refused = client.post(address, {"answer": "approve"})
    assert "You proposed this value." in refused.content.decode()
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    client.post(reverse("residents:law_withdraw", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.status == "withdrawn"


def test_somebody_elses_proposal_is_not_withdrawn(second, client_of):
    proposal = LawValueFactory()
    client_of(second).post(reverse("residents:law_withdraw", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.status == "proposed"


# ── By country


@pytest.fixture
def belgian(db):
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=OrganisationFactory(country="BE")).user


@pytest.fixture
def hotelier(db):
    """Administers no agency."""
    hotel = OrganisationFactory(kind="employer")
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=hotel).user


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [
        ("second", "nl.work.waiting_months", 302),
        ("second", "be.work.waiting_months", 403),
        ("second", "eu.work.temporary_protection_until", 302),
        ("belgian", "be.work.waiting_months", 302),
        ("belgian", "nl.work.waiting_months", 403),
        ("belgian", "eu.work.temporary_protection_until", 302),
        ("hotelier", "nl.work.waiting_months", 403),
        ("hotelier", "eu.work.temporary_protection_until", 403),
    ],
)
def test_values_are_proposed_for_the_countries_of_ones_own_agencies(request, client_of, who, name, status):
    client = client_of(request.getfixturevalue(who))
    value = "2028-03-04" if name.startswith("eu.") else "5"

    assert propose(client, name, value=value).status_code == status
    assert client.get(reverse("residents:law_propose", args=[name])).status_code == (
        200 if status == 302 else 403
    )
    page = client.get(reverse("residents:law_rule", args=[name])).content.decode()
    assert (reverse("residents:law_propose", args=[name]) in page) == (status == 302)


@pytest.mark.parametrize(("who", "decides"), [("second", True), ("belgian", False), ("hotelier", False)])
@pytest.mark.parametrize("answer", ["approve", "refuse"])
def test_only_the_administrators_of_the_country_decide(request, db, client_of, who, decides, answer):
    proposal = LawValueFactory(name="nl.work.waiting_months")
    client = client_of(request.getfixturevalue(who))
    path = reverse("residents:law_decide", args=[proposal.pk])
    assert ('value="approve"' in client.get(path).content.decode()) == decides

    response = client.post(path, {"answer": answer, "reason": "No."})

    proposal.refresh_from_db()
    assert (proposal.status != "proposed") == decides
    if not decides:
        assert response.context["refusal"].startswith("You do not administer an agency of this country")
