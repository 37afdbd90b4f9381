"""From the vacancy to the first month at work, as coach, coordinator and employer read it."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching import tasks
from matching.models import Placement, Proposal
from residents.models import LegalEvent, Step
from residents.services import open_steps_for
from tests.countries.conftest import LANGUAGES, day
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory, StartedPlacementFactory


def steps_of(person) -> dict[str, str]:
    with system_scope("test"):
        return dict(person.steps.order_by("pk").values_list("kind", "status"))


def matched(desk, person) -> Placement:
    """Record the match on the form, as the coach does."""
    invited = ProposalFactory(resident=person, vacancy=desk.vacancy, status="invited")
    typed = {
        "matched_on": day(0).isoformat(),
        "project": desk.project.pk,
        "kind": "paid_job",
        "hours": "24",
        "wage_hour": "11.00",
        "planned_start_on": day(0).isoformat(),
        "planned_end_on": "",
    }
    url = reverse("matching:match", args=[invited.code])
    desk.page(desk.coach, url)
    assert desk.client(desk.coach).post(url, typed).status_code == 302
    with system_scope("test"):
        return Placement.objects.get()


@pytest.mark.parametrize("language", LANGUAGES)
def test_employer_posts_a_vacancy(desk, language):
    assert "A1" in desk.page(desk.employer, reverse("employers:vacancy_new"), language)
    typed = {
        "title": "Glazier",
        "description": "Cutting glass.",
        "sector": "production_food",
        "municipality": "Onhava",
        "contract": "fixed_term",
        "places": "1",
        "hours": "32",
        "wage_hour": "9,60",
        "working_times": "by day",
        "languages-en-speaking": "A1",
        "starts_on": day(30).isoformat(),
        "action": "submit",
    }
    response = desk.client(desk.employer).post(reverse("employers:vacancy_new"), typed)
    assert response.status_code == 302, response.context["form"].errors
    desk.page(desk.employer, response["Location"], language)
    desk.page(desk.coordinator, response["Location"], language)


@pytest.mark.parametrize(("wage", "is_below"), [("9.40", True), ("9.50", False)])
def test_wage_is_tested_against_the_floor_of_the_country(desk, wage, is_below):
    vacancy = VacancyFactory(company=desk.company, status="submitted", wage_hour=wage)
    page = desk.page(desk.coordinator, reverse("matching:vacancy", args=[vacancy.code]))
    assert ("below the legal minimum: €9.50 an hour" in page) is is_below


@pytest.mark.parametrize("language", LANGUAGES)
def test_vacancy_and_candidates_name_what_the_employer_must_do(desk, language):
    person = desk.settled()
    propose = desk.page(desk.coach, reverse("matching:propose", args=[desk.vacancy.code]), language)
    assert person.first_name in propose
    ProposalFactory(resident=person, vacancy=desk.vacancy)
    page = desk.page(desk.employer, reverse("matching:vacancy", args=[desk.vacancy.code]), language)
    assert "Registration at the Labour Board" in page
    assert person.first_name not in page
    desk.page(desk.employer, reverse("matching:vacancies"), language)


def test_who_is_chosen_is_proposed(desk):
    person = desk.settled()
    url = reverse("matching:propose_confirm", args=[desk.vacancy.code])
    typed = {
        "who": person.code,
        "act": "propose",
        "agreed": "on",
        "interpreter": "none",
        "reason": "Knows it.",
    }
    assert desk.client(desk.coach).post(url, typed).status_code == 302
    with system_scope("test"):
        assert Proposal.objects.get().resident == person


def test_match_opens_the_steps_of_the_country(desk):
    person = desk.settled()
    placement = matched(desk, person)
    assert steps_of(person) == {
        "worker_registration": "open",
        "civic_key": "open",
        "start_confirmation": "open",
    }
    with system_scope("test"):
        registration = person.steps.get(kind="worker_registration")
    assert (registration.subject, registration.party) == (placement.code, Step.Party.EMPLOYER)
    for url in (
        reverse("residents:step", args=[person.code, registration.pk]),
        reverse("residents:step_new", args=[person.code]),
        reverse("residents:escalate", args=[person.code, registration.pk]),
        reverse("desk:placement", args=[placement.code]),
    ):
        desk.page(desk.coach, url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_path_stops_at_the_registration(desk, language):
    person = desk.settled()
    matched(desk, person)
    page = desk.page(desk.coach, reverse("desk:resident", args=[person.code]), language)
    for words in ("Civic key", "Registration", "Grey pass", "Key Chamber"):
        assert words in page


def test_who_has_no_job_yet_reads_that_registration_comes_after_the_match(desk):
    response = desk.client(desk.coach).get(reverse("desk:resident", args=[desk.settled().code]))
    permit = response.context["path"].stations[5]
    assert (permit.name, permit.state, permit.who) == ("Registration", "later", "after the match")


@pytest.mark.parametrize("language", LANGUAGES)
def test_employer_reads_what_to_register_and_where(desk, language):
    person = desk.settled()
    placement = matched(desk, person)
    desk.page(desk.employer, reverse("matching:papers"), language)
    page = desk.page(desk.employer, reverse("matching:hire", args=[placement.code]), language)
    for words in (
        "Register this worker at the Labour Board before the first day.",
        "Civic key",
        "Guild mark",
        "Labour Board, 1 Lamp Street",
        "+999 1 23",
        "The slip of the Labour Board",
        "Send word when the worker has worked a day.",
    ):
        assert words in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_record_of_a_placement_asks_for_the_registration(desk, language):
    placement = matched(desk, desk.settled())
    url = reverse("matching:placement_record", args=[placement.code])
    page = desk.page(desk.coach, url, language)
    assert "The employer shows the slip of the Labour Board." in page
    choices = desk.client(desk.coach).get(url).context["choices"]
    assert [action.name for action, _form in choices] == [
        "notified",
        "start",
        "change",
        "not_started",
        "void",
    ]
    assert [action.help for action, _form in choices if action.name == "change"] == [""]


def test_work_starts_once_the_worker_is_registered(desk):
    person = desk.settled()
    placement, browser = matched(desk, person), desk.client(desk.coach)
    url = reverse("matching:placement_record", args=[placement.code])
    start = {"action": "start", "started_on": day(0).isoformat()}
    refused = browser.post(url, start).context["failed"]
    assert "must still register the worker at the Labour Board" in refused.errors["started_on"][0]

    assert browser.post(url, {"action": "notified", "on": day(0).isoformat()}).status_code == 302
    with system_scope("test"):
        event = LegalEvent.objects.get(type=LegalEvent.Type.EMPLOYER_NOTIFIED)
    assert event.employer == desk.company.employer_code
    assert steps_of(person)["worker_registration"] == "done"

    assert browser.post(url, start).status_code == 302
    assert steps_of(person)["wage_slip"] == "open"
    desk.page(desk.coach, url)
    desk.page(desk.coach, reverse("desk:resident", args=[person.code]))


def test_a_wage_is_declared_every_month_to_the_agency_of_the_country(desk):
    with time_machine.travel(date(2026, 12, 3), tick=False):
        person = desk.settled()
        StartedPlacementFactory(
            match__resident=person,
            match__vacancy=desk.vacancy,
            planned_start_on=date(2026, 10, 12),
            started_on=date(2026, 10, 12),
        )
        desk.resident(first_name="Roofed", reception="own-roof")
        assert tasks.open_income_declarations() == 2
        with system_scope("test"):
            opened = list(Step.objects.order_by("month_on").values_list("kind", "month_on", "due_on"))
        assert opened == [
            ("wage_slip", date(2026, 10, 1), date(2026, 11, 30)),
            ("wage_slip", date(2026, 11, 1), date(2026, 12, 31)),
        ]
        page = desk.page(desk.coach, reverse("desk:resident", args=[person.code]))
        assert "Wage slip to the Shelter Office" in page


def test_steps_open_by_what_the_rules_require(desk):
    person = desk.settled()
    placement = desk.placed(person)
    with system_scope("test"):
        opened = open_steps_for(person, "worker_registered", subject=placement.code)
        elsewhere = open_steps_for(person, "TWV", subject=placement.code)
    assert [step.kind for step in opened] == ["worker_registration"]
    assert elsewhere == []
    assert mail.outbox == []
    assert opened[0].due_on >= timezone.localdate()
