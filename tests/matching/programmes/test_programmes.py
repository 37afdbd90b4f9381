"""The pages of programmes: the list, one programme, somebody in it, and what suits a resident."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import Enrolment, Programme, ProgrammeRun
from residents.afterwards.rates import Rate
from residents.models import WishedWork
from tests.factories.programmes import (
    EnrolmentFactory,
    EnrolmentOutcomeFactory,
    ProgrammeFactory,
    ProgrammeRunFactory,
)
from tests.factories.residents import ResidentFactory


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def programme(meeting):
    return ProgrammeFactory(centre=meeting.centre, project=meeting.project)


@pytest.fixture
def run(programme):
    return ProgrammeRunFactory(programme=programme)


def posted_form(meeting, **said) -> dict:
    fields = {
        "kind": "three_part",
        "title": "Into care",
        "about": "",
        "occupation": "",
        "project": meeting.project.pk,
        "centre": meeting.centre.pk,
        "seats": "4",
        "company_1": meeting.company.pk,
    }
    for at in range(6):
        fields |= {f"step-{at}-kind": "language", f"step-{at}-party": "coach"}
    fields |= {"step-0-title": "Dutch in care", "step-0-weeks": "12"}
    return fields | said


def test_list_tells_of_the_next_start_free_places_and_success_with_denominators(meeting, run, client_of):
    EnrolmentFactory(run=run, resident=meeting.resident)
    later = ProgrammeRunFactory(programme=run.programme, starts_on=day(30), ends_on=day(200), seats=5)
    old = ProgrammeRunFactory(programme=run.programme, starts_on=day(-400), ends_on=day(-200))
    done = EnrolmentFactory(
        run=old,
        resident=ResidentFactory(centre=meeting.centre),
        completed=True,
        ended_on=day(-200),
        asked_on=day(-400),
        enrolled_on=day(-400),
    )
    EnrolmentOutcomeFactory(enrolment=done, months=3, outcome="work")
    page = client_of(meeting.coach).get("/programmes/")
    [line] = page.context["lines"]
    assert (line.next.run, line.next.free) == (later, 5)
    assert (line.success.began, line.success.completed) == (2, 1)
    assert (line.success.after_3, line.success.after_12) == (Rate(success=1), Rate())
    assert "12 months: too early" in page.content.decode()


def test_empty_list_says_what_to_do_and_a_stranger_sees_nothing_of_ours(meeting, programme, client_of):
    page = client_of(meeting.other_coach).get("/programmes/")
    assert page.context["lines"] == []
    assert "No programme yet" in page.content.decode()
    assert client_of(meeting.other_coach).get(f"/programmes/{programme.code}/").status_code == 404
    assert client_of(meeting.employer).get("/programmes/").status_code == 403


def test_programme_is_made_with_its_steps_and_companies(meeting, client_of):
    answer = client_of(meeting.coach).post("/programmes/new/", posted_form(meeting))
    with system_scope("test"):
        made = Programme.objects.get()
        assert answer["Location"] == f"/programmes/{made.code}/"
        assert [(step.title, step.weeks, step.party) for step in made.steps.all()] == [
            ("Dutch in care", 12, "coach")
        ]
        assert list(made.companies.all()) == [meeting.company]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Give the programme a name."),
        ({"step-0-title": "", "step-0-weeks": ""}, "Write down at least one step."),
        ({"step-0-weeks": ""}, "Say how many weeks it usually takes."),
        ({"step-1-weeks": "3"}, "Say what this step is."),
        ({"kind": "fast_track"}, "A fast track leads to one occupation."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(meeting, client_of, said, sentence):
    page = client_of(meeting.coach).post("/programmes/new/", posted_form(meeting, about="For all", **said))
    html = page.content.decode()
    assert page.status_code == 200
    assert sentence in html
    assert "For all" in html
    with system_scope("test"):
        assert not Programme.objects.exists()


def test_change_keeps_the_steps_and_closes(meeting, run, client_of):
    client = client_of(meeting.coach)
    address = f"/programmes/{run.programme.code}/change/"
    page = client.get(address)
    assert [step["title"].value() for step in page.context["form"].steps][:3] == [
        "Dutch for the kitchen",
        "Four weeks in a kitchen",
        "A contract",
    ]
    client.post(address, posted_form(meeting, title="Into the kitchen, again", is_closed="on"))
    with system_scope("test"):
        changed = Programme.objects.get()
        assert (changed.title, changed.closed_on) == ("Into the kitchen, again", timezone.localdate())
        assert [step.title for step in changed.steps.all()] == ["Dutch in care"]


def test_page_shows_who_is_where_longest_first_and_plans_a_run(meeting, run, client_of):
    with system_scope("test"):
        step = run.programme.steps.first()
    people = [ResidentFactory(centre=meeting.centre) for _each in range(2)]
    late = EnrolmentFactory(run=run, resident=people[0], step=step, since_on=day(-3))
    early = EnrolmentFactory(run=run, resident=people[1], step=step, since_on=day(-10))
    waiting = EnrolmentFactory(run=run, resident=meeting.resident, waiting=True)
    client, address = client_of(meeting.coach), f"/programmes/{run.programme.code}/"
    columns = {column.title: column.people for column in client.get(address).context["columns"]}
    assert columns == {
        "Waiting list": [waiting],
        "Dutch for the kitchen": [early, late],
        "Four weeks in a kitchen": [],
        "A contract": [],
    }
    refused = client.post(address, {"run-starts_on": day(20), "run-ends_on": day(20), "run-seats": "4"})
    assert "Choose a last day after the first day." in refused.content.decode()
    client.post(address, {"run-starts_on": day(20), "run-ends_on": day(80), "run-seats": "4"})
    with system_scope("test"):
        assert ProgrammeRun.objects.filter(starts_on=day(20), seats=4).exists()


def test_fast_track_says_which_list_names_its_occupation_or_that_it_is_not_known(meeting, client_of):
    cleaner = Occupation.objects.get(code="9112", scheme="isco08")
    cook = Occupation.objects.get(code="5120", scheme="isco08")
    pages = []
    for occupation in (cleaner, cook):
        fast = ProgrammeFactory(
            kind="fast_track", occupation=occupation, centre=meeting.centre, project=meeting.project
        )
        pages.append(client_of(meeting.coach).get(f"/programmes/{fast.code}/").content.decode())
    assert "Schoonmakers" in pages[0]
    assert "No list that we read names this occupation" in pages[1]
    assert "read in part" in pages[1]


def test_outcomes_that_are_due_are_asked_for_and_told(meeting, run, client_of):
    done = EnrolmentFactory(
        run=run,
        resident=meeting.resident,
        completed=True,
        ended_on=day(-120),
        asked_on=day(-200),
        enrolled_on=day(-200),
    )
    client = client_of(meeting.coach)
    page = client.get(f"/programmes/{run.programme.code}/")
    assert [(due.enrolment, due.months, due.outcome) for due in page.context["dues"]] == [(done, 3, "")]
    assert "Not known: ask them" in page.content.decode()
    address = reverse("matching:enrolment", args=[run.programme.code, done.pk])
    assert client.post(address, {"action": "after_3"}).status_code == 200
    client.post(address, {"action": "after_3", "after_3-outcome": "education"})
    page = client.get(f"/programmes/{run.programme.code}/")
    assert [due.outcome for due in page.context["dues"]] == ["In education"]
    assert page.context["success"].after_3 == Rate(success=1)


def test_somebody_goes_to_the_next_step_stops_and_is_enrolled_again(meeting, run, client_of):
    client = client_of(meeting.coach)
    place = reverse("matching:resident_programmes", args=[meeting.resident.code])
    answer = client.post(place, {"enrol": run.pk})
    with system_scope("test"):
        enrolment = Enrolment.objects.get()
        step = run.programme.steps.first()
    address = reverse("matching:enrolment", args=[run.programme.code, enrolment.pk])
    assert answer["Location"] == address
    client.post(address, {"action": "move", "move-step": step.pk, "move-on": day(0)})
    refused = client.post(address, {"action": "stop", "stop-on": day(0)})
    assert "Choose why they stopped." in refused.content.decode()
    client.post(address, {"action": "stop", "stop-reason": "care", "stop-on": day(0), "stop-note": "twins"})
    client.post(place, {"ask": run.pk})
    with system_scope("test"):
        again = Enrolment.objects.get(status="asked")
        enrolment.refresh_from_db()
        assert (enrolment.step, enrolment.stop_reason, enrolment.note) == (step, "care", "twins")
        assert again.follows == enrolment
    page = client.get(reverse("matching:enrolment", args=[run.programme.code, again.pk]))
    assert page.context["earlier"] == [enrolment]
    client.post(reverse("matching:enrolment", args=[run.programme.code, again.pk]), {"action": "take_part"})
    with system_scope("test"):
        again.refresh_from_db()
        assert again.status == "enrolled"


def test_step_with_work_is_refused_on_the_page_with_the_reason(meeting, run, client_of):
    nobody = ResidentFactory(centre=meeting.centre)
    enrolment = EnrolmentFactory(run=run, resident=nobody)
    address = reverse("matching:enrolment", args=[run.programme.code, enrolment.pk])
    with system_scope("test"):
        work = run.programme.steps.get(position=2)
    page = client_of(meeting.coach).post(address, {"action": "move", "move-step": work.pk, "move-on": day(0)})
    assert "They may not work in this step" in page.content.decode()
    assert client_of(meeting.coach).post(address, {"action": "dance"}).status_code == 200
    with system_scope("test"):
        enrolment.refresh_from_db()
        assert enrolment.step is None


def test_resident_page_puts_wished_work_first_and_shows_the_law_before(meeting, run, client_of):
    wished = Occupation.objects.get(code="5120", scheme="isco08")
    other = Occupation.objects.get(code="7112", scheme="isco08")
    with system_scope("test"):
        WishedWork.objects.create(resident=meeting.resident, occupation=wished, rank=1)
    for title, occupation in (("Masons", other), ("Cooks", wished)):
        made = ProgrammeFactory(
            title=title, occupation=occupation, centre=meeting.centre, project=meeting.project
        )
        ProgrammeRunFactory(programme=made)
    ProgrammeFactory(title="Without a run", centre=meeting.centre, project=meeting.project)
    page = client_of(meeting.coach).get(f"/residents/{meeting.resident.code}/programmes/")
    found = page.context["suiting"]
    assert [each.programme.title for each in found] == ["Cooks", "Into the kitchen", "Masons"]
    assert [check.step.kind for check in found[0].checks] == ["internship", "contract"]
    assert all(each.is_held_up for each in found)  # an applicant: the employer needs a permit first
    assert "A step with work begins only when they may work then." in page.content.decode()


@pytest.mark.parametrize("posted", [{}, {"enrol": "0"}, {"enrol": "x"}, {"ask": "99999"}])
def test_run_that_is_not_there_is_not_found(meeting, client_of, posted):
    place = f"/residents/{meeting.resident.code}/programmes/"
    assert client_of(meeting.coach).post(place, posted).status_code == 404


def test_list_on_paper_holds_the_open_ones_and_is_noted(meeting, run, client_of):
    EnrolmentFactory(run=run, resident=meeting.resident)
    answer = client_of(meeting.coach).post(f"/programmes/{run.programme.code}/print/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="programme.printed").count() == 1
    assert client_of(meeting.coach).get(f"/programmes/{run.programme.code}/print/").status_code == 405
