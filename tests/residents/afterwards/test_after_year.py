"""What residents do twelve months after a duo began, and who comes back for another one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents.afterwards.rates import Rate
from residents.models import Duo
from residents.queries.mentors import after_year_rate, second_duos
from residents.services.mentors import tell_after_year
from tests.factories.matching import StartedPlacementFactory
from tests.factories.residents import DuoFactory, MentorFactory, ResidentFactory

TODAY = date(2026, 11, 29)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def mentor(meeting):
    return MentorFactory(centre=meeting.centre, duos_at_once=9)


def a_duo(mentor, began: date, **fields) -> Duo:
    fields.setdefault("resident", ResidentFactory(centre=mentor.centre))
    return DuoFactory(mentor=mentor, started_on=began, **fields)


def rate() -> Rate:
    with system_scope("test"):
        return after_year_rate(Duo.objects.all(), TODAY)


def test_only_duos_of_a_year_ago_or_longer_count_and_the_unknown_with_them(mentor):
    a_duo(mentor, date(2025, 11, 29))  # a year ago to the day
    a_duo(mentor, date(2025, 11, 30))  # tomorrow
    a_duo(mentor, date(2025, 1, 1), after_year="education", after_year_told_on=date(2026, 1, 2))
    a_duo(mentor, date(2025, 2, 1), after_year="nothing", after_year_told_on=date(2026, 2, 2))
    assert rate() == Rate(success=1, nothing=1, unknown=1)


def test_work_that_is_known_by_a_placement_counts_unless_the_desk_was_told_otherwise(meeting, mentor):
    duo = a_duo(mentor, date(2025, 3, 1), resident=meeting.resident)
    StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        kind="paid_job",
        status="ended",
        end_reason="contract_end",
        planned_start_on=date(2025, 11, 1),
        started_on=date(2025, 11, 1),
        ended_on=date(2026, 6, 1),
    )
    assert rate() == Rate(success=1)
    with system_scope("test"):
        Duo.objects.filter(pk=duo.pk).update(after_year="nothing", after_year_told_on=date(2026, 3, 2))
    assert rate() == Rate(nothing=1)


def test_a_resident_with_two_duos_counts_once_by_the_last(meeting, mentor):
    told = {"after_year_told_on": date(2026, 6, 1)}
    a_duo(mentor, date(2024, 1, 1), resident=meeting.resident, status="ended", ended_on=date(2024, 9, 1),
          outcome="network", after_year="nothing", **told)  # fmt: skip
    a_duo(mentor, date(2025, 5, 1), resident=meeting.resident, after_year="work", **told)
    assert rate() == Rate(success=1)
    with system_scope("test"):
        again = second_duos(Duo.objects.all())
    assert (again.ended, again.came_back) == (1, 1)


def test_it_is_told_from_the_day_on_and_leaves_a_trail(meeting, mentor, as_coach):
    early = a_duo(mentor, days_ago(300), resident=meeting.resident)
    with pytest.raises(RuleBroken, match="too early"):
        tell_after_year(early, "work")
    duo = a_duo(mentor, days_ago(400))
    with pytest.raises(RuleBroken, match="Choose what they do"):
        tell_after_year(duo, "rich")
    tell_after_year(duo, "apprenticeship")
    assert (duo.after_year, duo.after_year_told_on) == ("apprenticeship", timezone.localdate())
    assert AuditEntry.objects.get(action="duo.after_year").changes == {"after_year": ["", "apprenticeship"]}


def test_pages_tell_the_figures_and_ask_for_what_is_not_known(meeting, mentor, client_of):
    duo = a_duo(mentor, days_ago(400), resident=meeting.resident)
    a_duo(
        mentor, days_ago(60), resident=meeting.resident, status="ended", ended_on=days_ago(5), outcome="work"
    )
    client = client_of(meeting.coach)
    page = client.get("/mentors/")
    assert page.context["after_year"] == Rate(unknown=1)
    assert "Not known: 1." in page.content.decode()
    address = reverse("residents:duo", args=[meeting.resident.code, duo.pk])
    assert "It is not known what the resident does." in client.get(address).content.decode()
    assert client.post(address, {"action": "year"}).status_code == 200
    client.post(address, {"action": "year", "year-outcome": "work"})
    assert client.get("/mentors/").context["after_year"] == Rate(success=1)
    assert "At work" in client.get(address).content.decode()
    choose = client.get(reverse("residents:mentor_choose", args=[meeting.resident.code])).content.decode()
    assert "An earlier duo with" in choose
