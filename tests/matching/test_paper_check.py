"""The desk looks at what a company sent: complete, seen, asked again; what follows on Today and by e-mail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.reminders.kinds import KINDS
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.steps import due_on, step_kind
from matching import services
from matching.employer_side.turns import employer_turns
from matching.models import Filing, Placement
from residents.models import Resident
from tests.factories.matching import PlacementFactory
from tests.factories.residents import StepFactory

TODAY = timezone.localdate


@pytest.fixture
def placement(meeting):
    with system_scope("test"):
        Resident.objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    return PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__matched_on=TODAY() - timedelta(days=9),
    )


@pytest.fixture
def sent(meeting, placement):
    """Let the company send a paper of a kind; return the filing."""

    def send(kind, filed_on=None, reference="R-1"):
        step = StepFactory(resident=placement.resident, kind=kind, party="employer", subject=placement.code)
        with open_scope(hat_for(meeting.employer, "employer").scope):
            own = Placement.objects.select_related("resident__centre", "match").get(pk=placement.pk)
            return services.send_paper(own, step, filed_on or TODAY(), reference)

    return send


def url_of(filing):
    return reverse("matching:paper_check", args=[filing.placement.code, filing.pk])


def states(filing):
    with system_scope("test"):
        found = Filing.objects.select_related("step", "placement").get(pk=filing.pk)
        return found.status, found.step.status, found.step.party


def lines(client):
    groups = client.get(reverse("desk:today")).context["work"].groups
    return [job for group in groups for job in group["jobs"] if job.key.startswith(("paper-", "step-"))]


def test_today_has_one_line_for_it_and_none_for_its_step(meeting, sent, client_of):
    filing = sent("twv")
    (job,) = lines(client_of(meeting.coach))
    assert (job.url, job.due_on, job.done) == (url_of(filing), filing.check_due_on, "")
    assert client_of(meeting.other_coach).get(url_of(filing)).status_code == 404


def test_copy_is_completed_from_the_line_and_taken_back(meeting, sent, client_of):
    filing = sent("identity_copy")
    client = client_of(meeting.coach)
    assert lines(client)[0].done == "Complete"
    client.post(reverse("desk:today_done", args=[f"paper-{filing.pk}"]))
    assert states(filing) == ("complete", "done", "coach")
    client.post(reverse("desk:today_undo", args=[f"paper-{filing.pk}"]))
    assert states(filing) == ("sent", "open", "coach")


def test_permit_that_was_asked_for_waits_for_the_authority_as_long_as_the_law_says(meeting, sent, client_of):
    filed_on = TODAY() - timedelta(days=7)
    filing = sent("twv", filed_on)
    client_of(meeting.coach).post(url_of(filing), {"act": "seen"})
    assert states(filing) == ("seen", "open", "authority")
    with system_scope("test"):
        filing.step.refresh_from_db()
    assert filing.step.due_on == due_on(step_kind("twv", "NL"), filed_on, "NL")


def test_answer_of_the_authority_is_sent_on_the_same_step_and_recorded(meeting, sent, client_of, placement):
    filing = sent("twv")
    client = client_of(meeting.coach)
    client.post(url_of(filing), {"act": "seen"})
    with open_scope(hat_for(meeting.employer, "employer").scope):
        own = Placement.objects.select_related("resident__centre", "match").get(pk=placement.pk)
        answer = services.send_paper(own, filing.step, TODAY(), "granted")
    days = {"from_on": TODAY().isoformat(), "until_on": (TODAY() + timedelta(days=90)).isoformat()}
    client.post(url_of(answer), {"act": "complete", **days})
    assert states(answer) == ("complete", "done", "coach")
    with system_scope("test"):
        assert meeting.resident.documents.get(type="TWV").employer == meeting.company.employer_code


def test_answer_that_is_taken_back_leaves_the_authority_at_turn(meeting, sent, client_of, placement):
    filing = sent("twv")
    client_of(meeting.coach).post(url_of(filing), {"act": "seen"})
    with open_scope(hat_for(meeting.employer, "employer").scope):
        own = Placement.objects.select_related("resident__centre", "match").get(pk=placement.pk)
        answer = services.send_paper(own, filing.step, TODAY(), "granted")
        services.take_back_paper(answer)
    assert states(answer) == ("taken_back", "open", "authority")


def test_notification_is_recorded_with_the_day_on_which_it_was_filed(meeting, sent, client_of):
    filed_on = TODAY() - timedelta(days=3)
    filing = sent("notification", filed_on)
    client = client_of(meeting.coach)
    form = client.get(url_of(filing)).context["complete"]
    assert form["on"].value() == filed_on
    client.post(url_of(filing), {"act": "complete", "on": filed_on.isoformat()})
    assert states(filing) == ("complete", "done", "coach")
    with system_scope("test"):
        assert meeting.resident.legal_events.get(type="employer_notified").on == filed_on


def test_start_is_recorded_by_the_coach_and_refused_while_the_law_forbids_it(
    meeting, sent, client_of, placement
):
    filing = sent("start_confirmation")
    client = client_of(meeting.coach)
    response = client.post(url_of(filing), {"act": "complete", "started_on": TODAY().isoformat()})
    (error,) = response.context["failed"].errors["started_on"]
    assert error.startswith("This work may not start on")
    assert states(filing) == ("sent", "open", "coach")
    with open_scope(hat_for(meeting.coach, "coach").scope):
        services.record_work_permit(placement, TODAY() - timedelta(days=1), TODAY() + timedelta(days=90))
    client.post(url_of(filing), {"act": "complete", "started_on": TODAY().isoformat()})
    assert states(filing) == ("complete", "done", "coach")
    placement.refresh_from_db()
    assert (placement.status, placement.started_on) == ("started", TODAY())


def test_asked_again_is_the_companys_turn_and_they_read_why(meeting, sent, client_of, placement):
    filing = sent("twv")
    client = client_of(meeting.coach)
    response = client.post(url_of(filing), {"act": "again", "reason": " "})
    assert response.context["failed"].errors == {"reason": ["Say why in a few words."]}
    client.post(url_of(filing), {"act": "again", "reason": "The last page is missing."})
    assert states(filing) == ("asked_again", "open", "employer")
    page = client_of(meeting.employer).get(reverse("matching:hire", args=[placement.code]))
    assert "The last page is missing." in page.content.decode()
    hat = hat_for(meeting.employer, "employer")
    with open_scope(hat.scope):
        (turn,) = [turn for turn in employer_turns(hat, TODAY()) if turn.kind == "paper"]
        (row,) = KINDS["paper_again"].rows(TODAY())
        text = KINDS["paper_again"].text(row, TODAY())
    assert turn.url == f"{reverse('matching:hire', args=[placement.code])}#paper-{filing.step_id}"
    assert (
        text
        == "Work permit (TWV) for Room attendant: the job desk asks for it once more. Read why in Jobdesk."
    )


def test_asked_again_is_told_no_more_once_something_was_sent(meeting, sent, placement):
    filing = sent("twv")
    with open_scope(hat_for(meeting.coach, "coach").scope):
        services.ask_paper_again(filing, "Unreadable")
    with open_scope(hat_for(meeting.employer, "employer").scope):
        own = Placement.objects.select_related("resident__centre", "match").get(pk=placement.pk)
        services.send_paper(own, filing.step, TODAY(), "R-2")
        assert list(KINDS["paper_again"].rows(TODAY())) == []


def test_reminder_tells_the_desk_and_no_company(meeting, sent):
    filing = sent("twv")
    kind = KINDS["paper_sent"]
    with open_scope(hat_for(meeting.coach, "coach").scope):
        assert list(kind.rows(TODAY())) == [filing]
        assert kind.text(filing, TODAY()).startswith(
            f"{meeting.resident.short_name}: {meeting.company} sent Work permit"
        )
    with open_scope(hat_for(meeting.other_employer, "employer").scope):
        assert list(kind.rows(TODAY())) == []


def test_handled_once(meeting, sent, client_of):
    filing = sent("identity_copy")
    client = client_of(meeting.coach)
    client.post(url_of(filing), {"act": "complete"})
    response = client.post(url_of(filing), {"act": "again", "reason": "Late"})
    assert response.context["failed"].non_field_errors() == ["This paper has been handled already."]
    assert response.context["is_waiting"] is False
    assert AuditEntry.objects.filter(action="step.closed").count() == 1


def test_step_that_the_coach_closed_meanwhile_leaves_nothing_to_check(meeting, sent, client_of):
    filing = sent("twv")
    with open_scope(hat_for(meeting.coach, "coach").scope):
        services.record_work_permit(filing.placement, TODAY(), TODAY() + timedelta(days=60))
    assert lines(client_of(meeting.coach)) == []


@pytest.mark.parametrize("kind", ["identity_copy", "notification", "start_confirmation"])
def test_no_authority_decides_on_these(meeting, sent, kind):
    filing = sent(kind)
    with (
        open_scope(hat_for(meeting.coach, "coach").scope),
        pytest.raises(RuleBroken, match="No authority decides"),
    ):
        services.see_paper(filing)


def test_start_that_is_recorded_ends_the_confirmation(meeting, sent, placement):
    step = StepFactory(
        resident=placement.resident, kind="start_confirmation", party="employer", subject=placement.code
    )
    with open_scope(hat_for(meeting.coach, "coach").scope):
        services.record_work_permit(placement, TODAY() - timedelta(days=1), TODAY() + timedelta(days=90))
        services.start_placement(placement, TODAY())
    with system_scope("test"):
        step.refresh_from_db()
    assert (step.status, step.closed_on) == ("done", TODAY())


def test_other_first_day_moves_the_day_of_the_papers(meeting, placement):
    step = StepFactory(
        resident=placement.resident, kind="identity_copy", party="employer", subject=placement.code
    )
    later = TODAY() + timedelta(days=40)
    with open_scope(hat_for(meeting.coach, "coach").scope):
        services.change_placement(placement, placement.hours, later)
    with system_scope("test"):
        step.refresh_from_db()
    assert step.due_on == later


@pytest.mark.parametrize("kind", ["placement", "resident"])
def test_what_was_sent_is_found_from_the_steps_while_it_waits(meeting, placement, sent, client_of, kind):
    address = (
        f"/placements/{placement.code}/" if kind == "placement" else f"/residents/{meeting.resident.code}/"
    )
    client, filing = client_of(meeting.coach), sent("twv")
    link = f'href="{url_of(filing)}"'
    assert link in client.get(address, {"tab": "steps"}).content.decode()
    client.post(url_of(filing), {"act": "seen"})
    assert link not in client.get(address, {"tab": "steps"}).content.decode()
