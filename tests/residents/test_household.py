"""The household of a resident, as of which day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents.models import Household
from residents.services import record_household
from tests.factories.residents import HouseholdFactory
from tests.residents.sweep import assert_guarded

TODAY = timezone.localdate


@pytest.fixture
def url(resident):
    return reverse("residents:household", args=[resident.code])


def recorded():
    with system_scope("test"):
        return list(Household.objects.values_list("from_on", "adults", "children"))


def test_household_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:household", args=[stranger.code])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_household_is_recorded_and_the_one_before_stays(client_of, coach, resident, url):
    before = TODAY() - timedelta(days=90)
    HouseholdFactory(resident=resident, from_on=before)
    answer = {"from_on": TODAY().isoformat(), "adults": 2, "children": 3}
    response = client_of(coach).post(url, answer)
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert recorded() == [(TODAY(), 2, 3), (before, 1, 0)]
    assert AuditEntry.objects.get(action="household.recorded").actor == coach


def test_form_begins_with_the_last_household(client_of, coach, resident, url):
    def offered():
        form = client_of(coach).get(url).context["form"]
        return [form[name].value() for name in ("adults", "children")]

    assert offered() == [1, 0]
    HouseholdFactory(resident=resident, from_on=TODAY() - timedelta(days=90), adults=3, children=0)
    HouseholdFactory(resident=resident, from_on=TODAY() - timedelta(days=9), adults=2, children=4)
    assert offered() == [2, 4]


def test_household_of_the_same_day_is_corrected(client_of, coach, url):
    for adults in (1, 2):
        client_of(coach).post(url, {"from_on": TODAY().isoformat(), "adults": adults, "children": 0})
    assert recorded() == [(TODAY(), 2, 0)]


def test_household_in_the_future_keeps_what_was_typed(client_of, coach, url):
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    form = client_of(coach).post(url, {"from_on": tomorrow, "adults": 4, "children": 0}).context["form"]
    assert (form.errors, form["adults"].value()) == ({"from_on": ["This day is in the future."]}, "4")


def test_household_needs_an_adult(resident, desk):
    with pytest.raises(RuleBroken) as refused:
        record_household(resident, TODAY(), adults=0, children=1)
    assert refused.value.field == "adults"


def test_household_is_removed_and_a_strangers_is_not(client_of, coach, resident, url, stranger):
    own, foreign = HouseholdFactory(resident=resident), HouseholdFactory(resident=stranger)
    client = client_of(coach)
    assert client.post(url, {"remove": foreign.pk}).status_code == 404
    assert client.post(url, {"remove": "all"}).status_code == 404
    assert client.post(url, {"remove": own.pk})["Location"] == url
    assert recorded() == [(foreign.from_on, 1, 0)]
    assert AuditEntry.objects.get(action="household.removed").changes["adults"] == 1
