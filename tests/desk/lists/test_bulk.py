"""One action on many rows: what would happen, what happened, and turning it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.models import Job
from jobdesk.jobs.tasks import run_job, sweep_jobs
from jobdesk.lists import bulk
from jobdesk.lists.models import BulkRow, BulkRun
from jobdesk.lists.tasks import go_on_with_run
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import open_scope, system_scope
from residents import services
from residents.models import Resident, Step
from tests.desk.people import coach_at, day, member, resident, signed_in
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import GroupSessionFactory, StepFactory

pytestmark = pytest.mark.django_db


def ask(client, name: str, action: str, rows=(), **more):
    """Ask for an action on the list and return the run."""
    url = reverse("lists:bulk", args=[name])
    response = client.post(url, {"action": action, "chosen": [row.pk for row in rows], **more})
    assert response.status_code == 302
    return BulkRun.objects.order_by("-pk").first()


def page(run: BulkRun) -> str:
    return reverse("lists:bulk_run", args=[run.code])


def undo(client, run: BulkRun):
    return client.post(reverse("lists:bulk_undo", args=[run.code]), follow=True).context


def confirm(client, run: BulkRun):
    return client.post(page(run), {"confirm": "yes"}, follow=True).context


def states(run: BulkRun) -> list[tuple[str, str]]:
    return list(run.rows.values_list("state", "why"))


def current(row):
    with system_scope("test"):
        return type(row).objects.get(pk=row.pk)


@pytest.fixture
def office():
    """A coordinator of two centres, a coach of the first, and residents of both."""
    here, there = CentreFactory(), CentreFactory()
    coordinator = member(Role.COORDINATOR, here, there)
    client = signed_in(coordinator)
    client.user, client.coach = coordinator, member(Role.COACH, here)
    client.free = resident(here, first_name="Free")
    client.theirs = resident(here, client.coach, first_name="Theirs")
    client.there = resident(there, first_name="There")
    return client


def test_assigning_says_first_who_is_left_out_and_why(office):
    run = ask(office, "residents", "assign", [office.free, office.theirs, office.there])
    assert run.status == "asked"

    shown = office.post(page(run), {"coach": office.coach.pk}, follow=True).context

    assert shown["question"] == "1 resident gets this coach."
    assert {(each["why"], each["count"], tuple(each["names"])) for each in shown["left_out"]} == {
        ("This is the coach already.", "1 resident", ("Theirs T.",)),
        ("This coach does not work in the centre of the resident.", "1 resident", ("There T.",)),
    }
    assert shown["answers"] == [("Coach", office.coach)]
    assert current(office.free).coach is None  # nothing was done yet
    assert AuditEntry.objects.filter(action="resident.assigned").count() == 0


def test_assigning_does_what_it_said_and_can_be_undone(office):
    run = ask(office, "residents", "assign", [office.free, office.theirs, office.there])
    office.post(page(run), {"coach": office.coach.pk})

    shown = confirm(office, run)

    assert (shown["result"], shown["can_undo"]) == ("1 resident has this coach now.", True)
    assert current(office.free).coach == office.coach
    assert AuditEntry.objects.get(action="resident.assigned").actor == office.user
    entry = AuditEntry.objects.get(action="list_action.done")
    assert (entry.changes["action"], entry.changes["rows"]["done"], entry.changes["rows"]["out"]) == (
        "assign", 1, 2,
    )  # fmt: skip
    after = undo(office, run)
    assert (after["result"], after["can_undo"]) == ("Undone: 1 row is as it was.", False)
    assert current(office.free).coach is None


def test_undo_leaves_what_somebody_changed_since(office):
    other = resident(office.free.centre, first_name="Other")
    run = ask(office, "residents", "assign", [office.free, other])
    office.post(page(run), {"coach": office.coach.pk})
    confirm(office, run)
    with open_scope(hat_for(office.user, Role.COORDINATOR).scope):
        services.assign_coach(other, office.user)

    shown = undo(office, run)

    assert states(run) == [("undone", ""), ("kept", "Somebody chose another coach since.")]
    assert shown["not_undone"][0]["names"] == ["Other T."]
    assert (current(office.free).coach, current(other).coach) == (None, office.user)


def test_undo_is_refused_after_a_day_and_twice(office):
    run = ask(office, "residents", "assign", [office.free])
    office.post(page(run), {"coach": office.coach.pk})
    confirm(office, run)
    BulkRun.objects.update(done_at=timezone.now() - bulk.UNDO_FOR - timedelta(minutes=1))

    shown = undo(office, run)

    assert [str(message) for message in shown["messages"]] == ["This can no longer be undone."]
    assert current(office.free).coach == office.coach


def test_confirming_twice_does_it_once(office):
    run = ask(office, "residents", "assign", [office.free])
    office.post(page(run), {"coach": office.coach.pk})
    confirm(office, run)

    confirm(office, run)

    assert AuditEntry.objects.filter(action="resident.assigned").count() == 1


def test_row_that_changes_between_question_and_answer_is_left_out(office):
    run = ask(office, "residents", "assign", [office.free])
    office.post(page(run), {"coach": office.coach.pk})
    with open_scope(hat_for(office.user, Role.COORDINATOR).scope):
        services.assign_coach(office.free, office.coach)

    shown = confirm(office, run)

    assert shown["result"] == "0 residents have this coach now."
    assert states(run) == [("out", "This is the coach already.")]


def test_opening_a_step_for_many_and_undoing_it(office):
    gone = resident(office.free.centre, first_name="Gone", status=Resident.Status.EXITED)
    has_it = resident(office.free.centre, first_name="Has")
    StepFactory(resident=has_it, kind="bank_account")
    run = ask(office, "residents", "open_step", [office.free, gone, has_it])
    office.post(page(run), {"kind": "bank_account", "note": "At the session"})
    shown = confirm(office, run)

    assert shown["result"] == "The step is open for 1 resident."
    assert sorted(states(run)) == [
        ("done", ""), ("out", "Guidance has ended."), ("out", "This step is open already."),
    ]  # fmt: skip
    with system_scope("test"):
        opened = Step.objects.get(resident=office.free)
        assert (opened.kind, opened.note) == ("bank_account", "At the session")
        undo(office, run)
        opened.refresh_from_db()
        assert opened.status == Step.Status.NOT_NEEDED


def test_inviting_many_to_a_session_and_undoing_it(office):
    there_already = resident(office.free.centre, first_name="There already")
    session = GroupSessionFactory(centre=office.free.centre, led_by=office.coach, project=ProjectFactory())
    elsewhere = GroupSessionFactory(centre=CentreFactory(), led_by=office.coach, project=ProjectFactory())
    with open_scope(hat_for(office.user, Role.COORDINATOR).scope):
        services.invite(session, [there_already])
    run = ask(office, "residents", "invite", [office.free, there_already])
    assert office.post(page(run), {"session": elsewhere.pk}).context["form"].errors["session"]
    office.post(page(run), {"session": session.pk})

    shown = confirm(office, run)

    assert shown["result"] == "1 resident is on the list."
    assert sorted(states(run)) == [("done", ""), ("out", "Is on the list of this session already.")]
    undo(office, run)
    with system_scope("test"):
        assert [each.resident for each in session.attendances.all()] == [there_already]


def test_opening_a_step_needs_a_kind(office):
    run = ask(office, "residents", "open_step", [office.free])

    response = office.post(page(run), {"kind": "", "note": "kept"})

    assert response.context["form"].errors["kind"] == ["Choose an answer."]
    assert response.context["form"]["note"].value() == "kept"


def test_postponing_steps_and_undoing_it():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    late = StepFactory(resident=resident(centre, coach), due_on=day(-3), note="Letter sent")
    closed = StepFactory(resident=resident(centre, coach), status="done", closed_on=day(-1))
    run = ask(client, "steps", "postpone", [late, closed])
    assert client.get(page(run)).context["question"] == "1 step gets this day."
    client.post(page(run), {"due_on": day(20).isoformat(), "note": "On holiday"})

    confirm(client, run)

    assert (current(late).due_on, current(late).note) == (day(20), "On holiday")
    assert states(run) == [("done", ""), ("out", "This step is closed already.")]
    undo(client, run)
    assert (current(late).due_on, current(late).note) == (day(-3), "Letter sent")


def test_steps_cannot_be_put_off_to_the_past():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    run = ask(client, "steps", "postpone", [StepFactory(resident=resident(centre, coach))])

    response = client.post(page(run), {"due_on": day(-1).isoformat()})

    assert response.context["form"].errors["due_on"] == ["Choose a day after today."]


def test_marking_steps_as_done_follows_their_rules_and_undoing_opens_them():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    bsn = StepFactory(resident=resident(centre, coach))
    waits = StepFactory(resident=bsn.resident, kind="bank_account", status=Step.Status.WAITS)
    proof = StepFactory(resident=resident(centre, coach), kind="income_declaration")
    held = StepFactory(resident=resident(centre, coach), kind="bank_account", status=Step.Status.WAITS)
    run = ask(client, "steps", "done", [held, bsn, proof])
    confirm(client, run)

    reasons = dict(run.rows.values_list("row_id", "why"))
    assert reasons == {
        bsn.pk: "",
        held.pk: "Not possible yet: another step comes first.",
        proof.pk: "Write what proves the declaration, for example the number of the receipt, or add a file.",
    }
    assert (current(bsn).status, current(waits).status) == ("done", "open")
    undo(client, run)
    assert (current(bsn).status, current(waits).status) == ("open", "waits")


def test_all_that_fit_the_filters_are_chosen_on_the_server(office):
    for _number in range(30):
        resident(office.free.centre, status="intake")
    run = ask(office, "residents", "open_step", here="?status=intake", every="yes")

    assert run.rows.count() == 30
    assert run.back == reverse("desk:residents") + "?status=intake"


def test_more_than_the_limit_is_refused_aloud(office, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ROWS", 2)
    url = reverse("lists:bulk", args=["residents"])

    response = office.post(url, {"action": "open_step", "every": "yes", "here": "?"}, follow=True)

    said = "These are 3 rows; 2 can be done at once. Narrow the list with a filter."
    assert [str(message) for message in response.context["messages"]] == [said]
    assert BulkRun.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"action": "open_step"}, "Choose one row or more."),
        ({"action": "drop tables"}, "Choose what to do with these rows."),
    ],
)
def test_nothing_chosen_leads_back_to_the_list(office, data, said):
    url = reverse("lists:bulk", args=["residents"])

    response = office.post(url, {**data, "here": "?status=intake"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [said]
    assert response.redirect_chain == [(reverse("desk:residents") + "?status=intake", 302)]


def test_rows_of_another_centre_are_not_taken(office):
    foreign = resident(CentreFactory(), first_name="Foreign")

    run = ask(office, "residents", "open_step", [office.free, foreign])

    assert list(run.rows.values_list("row_id", flat=True)) == [office.free.pk]


def test_coach_may_not_assign():
    centre = CentreFactory()
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    url = reverse("lists:bulk", args=["residents"])

    assert client.post(url, {"action": "assign", "chosen": person.pk}).status_code == 403
    actions = client.get(reverse("desk:residents")).context["actions"]
    assert [action.name for action in actions] == ["invite", "open_step"]


def test_run_is_for_who_asked_for_it_only(office):
    run = ask(office, "residents", "assign", [office.free])
    colleague = signed_in(member(Role.COORDINATOR, office.free.centre))

    assert colleague.get(page(run)).status_code == 404
    assert colleague.post(page(run), {"confirm": "yes"}).status_code == 404
    assert colleague.post(reverse("lists:bulk_undo", args=[run.code])).status_code == 404
    assert office.get(reverse("lists:bulk_undo", args=[run.code])).status_code == 405


def test_many_rows_are_done_by_the_worker_with_progress(
    office, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    queued = []
    monkeypatch.setattr(run_job, "apply_async", lambda args, **_options: queued.extend(args))
    other = resident(office.free.centre, first_name="Other")
    run = ask(office, "residents", "assign", [office.free, other])
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page(run), {"coach": office.coach.pk})
    waiting = office.get(page(run))
    assert (waiting.context["is_busy"], waiting.context["total"], queued) == (
        True,
        2,
        [Job.objects.get(kind="list-action", status="waiting").pk],
    )
    part = office.get(page(run), headers={"HX-Request": "true"})
    assert part.content.decode().count('id="run-progress"') == 1

    go_on_with_run(run.pk)
    refreshed = office.get(page(run), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in refreshed.headers or refreshed.headers["HX-Refresh"] == "true"
    assert office.get(page(run)).context["question"] == "2 residents get this coach."
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page(run), {"confirm": "yes"})
    go_on_with_run(run.pk)
    go_on_with_run(run.pk)

    assert current(office.free).coach == current(other).coach == office.coach
    assert (
        StatusChange.objects.filter(subject_type="lists.bulkrun", subject_id=run.pk, to_status="done")
        .get()
        .actor
        == office.user
    )


def test_run_that_broke_off_goes_on_where_it_was(office):
    other = resident(office.free.centre, first_name="Other")
    run = ask(office, "residents", "assign", [office.free, other])
    office.post(page(run), {"coach": office.coach.pk})
    BulkRun.objects.filter(pk=run.pk).update(status="running")
    first = run.rows.first()
    BulkRow.objects.filter(pk=first.pk).update(state="done", kept={"before": None, "after": office.coach.pk})

    go_on_with_run(run.pk)

    assert current(office.free).coach is None  # was noted as done: not done again
    assert current(other).coach == office.coach


def test_trial_of_a_batch_leaves_no_trace(office):
    before = AuditEntry.objects.count(), StatusChange.objects.filter(subject_type="residents.step").count()
    run = ask(office, "residents", "open_step", [office.free, office.theirs, office.there])
    office.post(page(run), {"kind": "bank_account"})

    assert run.rows.filter(state="fits").count() == 3
    with system_scope("test"):
        assert Step.objects.count() == 0
    assert (
        AuditEntry.objects.count(),
        StatusChange.objects.filter(subject_type="residents.step").count(),
    ) == before


def begun(office, monkeypatch, *rows) -> tuple[BulkRun, Job]:
    """A run that was confirmed and that the worker has not begun."""
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    run = ask(office, "residents", "assign", rows)
    office.post(page(run), {"coach": office.coach.pk})
    sweep_jobs()
    office.post(page(run), {"confirm": "yes"})
    return run, Job.objects.get(status=Job.Status.WAITING)


def test_many_rows_that_wait_say_so_and_can_be_called_off(office, monkeypatch):
    other = resident(office.free.centre, first_name="Other")
    run, job = begun(office, monkeypatch, office.free, other)
    shown = office.get(page(run)).content.decode()
    assert ("It waits its turn" in shown, "<progress" in shown) == (True, False)

    office.post(reverse("jobs:cancel", args=[job.pk]))
    sweep_jobs()

    run.refresh_from_db()
    assert (run.status, states(run)) == ("done", [("fits", ""), ("fits", "")])
    assert current(office.free).coach is None


def test_many_rows_stopped_half_way_keep_what_is_done_and_undo_it(office, monkeypatch):
    other = resident(office.free.centre, first_name="Other")
    run, job = begun(office, monkeypatch, office.free, other)
    do, done = bulk._do, []

    def stopped_after_one(line, *rest):
        do(line, *rest)
        done.append(line.pk)
        if len(done) == 1:
            bulk.end_run(run.pk)

    monkeypatch.setattr(bulk, "_do", stopped_after_one)
    sweep_jobs()
    job.refresh_from_db()
    run.refresh_from_db()
    assert (run.status, [state for state, _why in states(run)]) == ("done", ["done", "fits"])
    assert (current(office.free).coach, current(other).coach) == (office.coach, None)

    undo(office, run)
    sweep_jobs()
    assert (current(office.free).coach, current(other).coach) == (None, None)


def test_row_that_two_workers_have_at_once_is_done_once(office, monkeypatch):
    other = resident(office.free.centre, first_name="Other")
    run, _job = begun(office, monkeypatch, office.free, other)
    do, begun_by = bulk._do, []

    def overtaken(line, *rest):
        begun_by.append(line.pk)
        if len(begun_by) == 1:
            go_on_with_run(run.pk)  # the worker that was taken for dead
        do(line, *rest)

    monkeypatch.setattr(bulk, "_do", overtaken)
    sweep_jobs()
    run.refresh_from_db()
    assert (run.status, len(begun_by)) == ("done", 4)
    assert AuditEntry.objects.filter(action="resident.assigned").count() == 2
    assert [state for state, _why in states(run)] == ["done", "done"]


def test_action_that_is_not_possible_any_more_goes_back_to_the_question(office):
    run = ask(office, "residents", "assign", [office.free])
    office.post(page(run), {"coach": office.coach.pk})
    office.coach.memberships.all().delete()

    shown = confirm(office, run)

    run.refresh_from_db()
    assert "What was filled in is not possible any more" in str(next(iter(shown["messages"])))
    assert (run.status, Job.objects.order_by("-pk")[0].status) == ("done", "failed")
    assert states(run) == [("fits", "")]
