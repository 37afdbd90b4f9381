"""What is done with one line of the start page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.models import Postponement
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from residents.models import Step
from tests.desk.people import coach_at, day, member, resident, signed_in
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.matching import (
    AgreedInterviewFactory,
    InterviewFactory,
    ProposalFactory,
    QuestionFactory,
)
from tests.factories.residents import (
    AppointmentFactory,
    ContactFactory,
    DocumentFactory,
    GroupSessionFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def centre():
    return CentreFactory()


def url(what: str, key: str) -> str:
    return reverse(f"desk:today_{what}", args=[key])


def keys(client) -> list[str]:
    work = client.get(TODAY).context["work"]
    return [job.key for group in work.groups for job in group["jobs"]]


def postponed(client) -> list[tuple]:
    work = client.get(TODAY).context["work"]
    return [(each.job.key, each.until_on, each.reason) for each in work.postponed]


def test_step_is_done_and_undone_from_its_line(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))
    key = f"step-{step.pk}"

    response = client.post(url("done", key), follow=True)

    assert response.redirect_chain == [(TODAY, 302)]
    assert response.context["said"] == "Yonas T.: Citizen service number (BSN) is done."
    assert response.context["undo"] == url("undo", key)
    assert keys(client) == []
    with system_scope("test"):
        assert Step.objects.get(pk=step.pk).closed_on == day(0)

    client.post(url("undo", key))

    assert keys(client) == [key]
    with system_scope("test"):
        again = Step.objects.get(pk=step.pk)
    assert (again.status, again.closed_on, again.due_on) == (Step.Status.OPEN, None, day(-2))


def test_step_with_a_result_is_not_done_by_a_tick(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), kind="twv", due_on=day(-2))

    response = client.post(url("done", f"step-{step.pk}"), follow=True)

    assert response.context["said"] == "This step ends with a result. Open it and record that."
    assert keys(client) == [f"step-{step.pk}"]


def test_undoing_a_step_lets_wait_again_what_it_let_begin(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    first = StepFactory(resident=person, due_on=day(0))
    second = StepFactory(resident=person, kind="bank_account", status=Step.Status.WAITS, due_on=day(3))
    client.post(url("done", f"step-{first.pk}"))
    with system_scope("test"):
        assert Step.objects.get(pk=second.pk).status == Step.Status.OPEN

    client.post(url("undo", f"step-{first.pk}"))

    with system_scope("test"):
        assert Step.objects.get(pk=second.pk).status == Step.Status.WAITS


def test_undo_is_for_who_did_it(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))
    client.post(url("done", f"step-{step.pk}"))
    colleague = signed_in(member(Role.COORDINATOR, centre))

    response = colleague.post(url("undo", f"step-{step.pk}"), follow=True)

    assert response.context["said"] == "Only who closed a step can open it again, and only on the same day."
    with system_scope("test"):
        assert Step.objects.get(pk=step.pk).status == Step.Status.DONE


def test_answers_are_read_together_and_unread_together(centre):
    coach, client = coach_at(centre)
    first = ProposalFactory(
        resident=resident(centre, coach), status=Proposal.Status.INVITED, answered_on=day(-1)
    )
    ProposalFactory(
        resident=resident(centre, coach, first_name="Selam"),
        vacancy=first.vacancy,
        status=Proposal.Status.INVITED,
        answered_on=day(0),
    )
    key = f"answers-{first.vacancy.code}-invited"
    assert keys(client) == [key]

    client.post(url("done", key))
    assert keys(client) == []

    client.post(url("undo", key))
    assert keys(client) == [key]
    with system_scope("test"):
        assert Proposal.objects.filter(answer_seen_at=None).count() == 2


def test_silence_is_handled_and_taken_back(centre):
    coach, client = coach_at(centre)
    lapsed = ProposalFactory(resident=resident(centre, coach), status=Proposal.Status.LAPSED)
    key = f"answers-{lapsed.vacancy.code}-lapsed"
    page = client.get(reverse("desk:today")).content.decode()
    assert "call the company, or propose them elsewhere" in page

    client.post(url("done", key))
    assert keys(client) == []

    client.post(url("undo", key))
    assert keys(client) == [key]


def test_what_a_company_asks_and_offers_waits_until_it_is_done(centre):
    coach, client = coach_at(centre)
    asked = QuestionFactory(proposal__resident=resident(centre, coach))
    talk = InterviewFactory(proposal__resident=resident(centre, coach))
    QuestionFactory(proposal__resident=resident(centre, coach), proposal__status="withdrawn")
    QuestionFactory(answered_at=timezone.now(), proposal__resident=resident(centre, coach))
    InterviewFactory(proposal__resident=resident(CentreFactory(), None))
    assert sorted(keys(client)) == [f"interview-{talk.proposal.code}", f"question-{asked.pk}"]


@pytest.mark.parametrize(
    ("status", "due", "shows"),
    [
        ("offered", 3, True),
        ("wanted", 3, True),
        ("agreed", 3, False),
        ("agreed", -1, True),
        ("other_times", 0, False),
        ("other_times", -1, True),
        ("over", -1, False),
    ],
)
def test_a_talk_is_the_desks_when_it_is_its_turn_or_the_company_is_silent(centre, status, due, shows):
    coach, client = coach_at(centre)
    began = timezone.now() - timedelta(days=9)
    talk = AgreedInterviewFactory(
        proposal__resident=resident(centre, coach), status=status, due_on=day(due), starts_at=began
    )
    assert keys(client) == ([f"interview-{talk.proposal.code}"] if shows else [])


def test_postponed_line_leaves_only_ones_own_list_and_comes_back(centre):
    coach, client = coach_at(centre)
    colleague = signed_in(member(Role.COORDINATOR, centre))
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))
    key = f"step-{step.pk}"

    client.post(url("postpone", key), {"until_on": day(3).isoformat(), "reason": "Town hall is closed"})

    assert (keys(client), postponed(client)) == ([], [(key, day(3), "Town hall is closed")])
    assert keys(colleague) == [key]
    with system_scope("test"):
        assert Step.objects.get(pk=step.pk).due_on == day(-2)
    trail = AuditEntry.objects.get(action="line.postponed")
    assert trail.changes == {"line": key, "until_on": day(3).isoformat()}

    client.post(url("bring_back", key))

    assert (keys(client), postponed(client)) == ([key], [])


def test_postponed_line_returns_on_its_day(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))
    Postponement.objects.create(user=coach, line=f"step-{step.pk}", until_on=day(0))

    assert keys(client) == [f"step-{step.pk}"]


def test_line_with_a_day_of_law_is_postponed_up_to_that_day_only(centre):
    coach, client = coach_at(centre)
    document = DocumentFactory(resident=resident(centre, coach), until_on=day(4))
    key = f"document-{document.pk}"

    response = client.post(url("postpone", key), {"until_on": day(5).isoformat(), "reason": "kept"})

    form = response.context["rejected"]["form"]
    assert len(form.errors["until_on"]) == 1
    assert form.errors["until_on"][0].startswith("This day is fixed: you can")
    assert form["reason"].value() == "kept"
    assert keys(client) == [key]
    client.post(url("postpone", key), {"until_on": day(4).isoformat()})
    assert keys(client) == []


def test_line_past_its_day_of_law_stays(centre):
    coach, client = coach_at(centre)
    late = StepFactory(resident=resident(centre, coach), kind="twv", due_on=day(-1))
    key = f"step-{late.pk}"
    Postponement.objects.create(user=coach, line=key, until_on=day(5))

    assert keys(client) == [key]
    response = client.post(url("postpone", key), {"until_on": day(1).isoformat()})
    assert response.context["rejected"]["form"].errors["until_on"] == [
        "This day is fixed, and it has come: the line cannot be postponed any more."
    ]


@pytest.mark.parametrize(
    ("until_on", "message"),
    [
        (0, "Choose a day after today."),
        (91, "Choose a day within three months."),
    ],
)
def test_line_is_not_postponed_to_a_day_that_makes_no_sense(centre, until_on, message):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))

    response = client.post(url("postpone", f"step-{step.pk}"), {"until_on": day(until_on).isoformat()})

    assert response.context["rejected"]["form"].errors == {"until_on": [message]}
    assert keys(client) == [f"step-{step.pk}"]


def test_line_answers_htmx_with_the_list_and_what_happened(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2))

    page = client.post(url("done", f"step-{step.pk}"), **HTMX).content.decode()

    assert page.count('id="work"') == 1
    assert page.count("<html") == 0
    assert page.count('data-hx-swap-oob="innerHTML:#said"') == 1
    assert page.count("Yonas T.: Citizen service number (BSN) is done.") == 1
    assert page.count("There is nothing that waits for you.") == 1


def test_line_of_a_colleague_cannot_be_postponed(centre):
    _coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, member(Role.COACH, centre)), due_on=day(-2))

    assert (
        client.post(url("postpone", f"step-{step.pk}"), {"until_on": day(1).isoformat()}).status_code == 404
    )


@pytest.mark.parametrize("key", ["step-x", "step-999999", "nothing-1", "answers-V-ABC234-invited", "step"])
def test_line_that_does_not_exist_is_not_found(centre, key):
    _coach, client = coach_at(centre)

    assert client.post(url("done", key)).status_code == 404
    assert client.post(url("undo", key)).status_code == 404


def test_appointment_is_kept_or_missed_from_its_line(centre):
    coach, client = coach_at(centre)
    project = ProjectFactory(centres=[centre])
    person = resident(centre, coach, first_name="Abel")
    ContactFactory(resident=person, project=project, on=day(-3))
    appointment = AppointmentFactory(resident=person, with_user=coach)
    key = f"appointment-{appointment.code}"
    assert keys(client) == [key]

    page = client.post(url("done", key), follow=True)
    assert page.context["said"] == "Abel T. came. The contact is logged."
    assert keys(client) == []
    client.post(url("undo", key))
    assert keys(client) == [key]

    page = client.post(url("done", f"missed-{appointment.code}"), follow=True)
    assert page.context["said"] == "Abel T. did not come."
    client.post(page.context["undo"])
    assert keys(client) == [key]


def test_appointments_and_sessions_of_others_and_of_later_are_not_in_the_list(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    later = timezone.now() + timedelta(days=8)
    AppointmentFactory(resident=person)
    AppointmentFactory(resident=person, with_user=coach, starts_at=later)
    AppointmentFactory(resident=person, with_user=coach, status="cancelled")
    GroupSessionFactory(centre=centre)
    mine = GroupSessionFactory(centre=centre, led_by=coach)
    GroupSessionFactory(centre=centre, led_by=coach, starts_at=later)

    assert keys(client) == [f"session-{mine.code}"]


def test_line_of_an_appointment_is_not_hidden_past_its_day(centre):
    coach, client = coach_at(centre)
    starts_at = timezone.now() + timedelta(days=3)
    appointment = AppointmentFactory(resident=resident(centre, coach), with_user=coach, starts_at=starts_at)
    key = f"appointment-{appointment.code}"

    response = client.post(url("postpone", key), {"until_on": day(4).isoformat()})

    assert list(response.context["rejected"]["form"].errors) == ["until_on"]
    client.post(url("postpone", key), {"until_on": day(3).isoformat()})
    assert keys(client) == []


def test_line_that_a_colleague_did_already_is_gone_from_the_list(centre):
    coach, client = coach_at(centre)
    step = StepFactory(resident=resident(centre, coach), due_on=day(-2), status="done", closed_on=day(0))

    response = client.post(url("postpone", f"step-{step.pk}"), {"until_on": day(1).isoformat()}, **HTMX)

    assert response.context["said"] == "This line has left your list already."
    assert Postponement.objects.count() == 0
