"""The screens of a move between centres, from both desks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from residents.models import Relocation, Resident
from residents.services import hand_over_due
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.matching import MatchFactory, ProposalFactory, StartedPlacementFactory
from tests.factories.residents import (
    AppointmentFactory,
    CentreStayFactory,
    ResidentFactory,
    StepFactory,
)
from tests.residents.sweep import assert_guarded


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def far(db):
    """A centre some 80 km away from the others."""
    return CentreFactory(name="AZC Veraf", municipality="Verweg", latitude="53.21000", longitude="6.56000")


@pytest.fixture
def far_coach(far):
    return MembershipFactory(centres=[far]).user


@pytest.fixture
def url(meeting):
    CentreStayFactory(resident=meeting.resident)
    return reverse("desk:move", args=[meeting.resident.code])


def announce(client, url, far, **data):
    return client.post(url, {"centre": far.code, "on": day(10).isoformat(), **data})


def work_at(meeting, municipality):
    with system_scope("test"):
        meeting.vacancy.municipality = municipality
        meeting.vacancy.save()


def test_move_is_guarded(client_of, meeting, url):
    assert_guarded(client_of, url, insider=meeting.coach, outsider=meeting.employer)
    assert client_of(meeting.other_coach).get(url).status_code == 404


def test_move_offers_only_other_centres_of_the_country(client_of, meeting, url, far):
    form = client_of(meeting.coach).get(url).context["form"]
    assert list(form.fields["centre"].queryset) == [far]


def test_chosen_centre_shows_job_at_risk_steps_and_proposals(client_of, meeting, url, far):
    work_at(meeting, meeting.centre.municipality)
    StepFactory(resident=meeting.resident)
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    match = MatchFactory(resident=meeting.resident, vacancy=meeting.vacancy, project=meeting.project)
    StartedPlacementFactory(match=match)
    response = client_of(meeting.coach).get(url, {"centre": far.code}, headers={"HX-Request": "true"})
    impact = response.context["impact"]
    assert [job.journey.is_too_long for job in impact.jobs] == [True]
    assert (impact.jobs[0].journey.now, impact.jobs[0].journey.longest) == (5, 30)
    assert [step.kind for step in impact.restarting] == ["bsn"]
    assert response.context["to_withdraw"] == {proposal.code}
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="impact"')
    assert "is at risk" in page


def test_talk_that_the_move_ends_is_shown_before(client_of, meeting, url, far):
    ahead = timezone.now() + timedelta(days=20)
    AppointmentFactory(resident=meeting.resident, with_user=meeting.coach, starts_at=ahead)
    AppointmentFactory(
        resident=meeting.resident, with_user=meeting.coach, starts_at=ahead, kind="municipality"
    )
    response = client_of(meeting.coach).get(url, {"centre": far.code}, headers={"HX-Request": "true"})
    assert [talk.kind for talk in response.context["impact"].talks] == ["talk"]
    assert "is cancelled if the new desk has the case by then" in response.content.decode()


def test_unknown_place_of_work_is_said_and_not_guessed(client_of, meeting, url, far):
    match = MatchFactory(resident=meeting.resident, vacancy=meeting.vacancy, project=meeting.project)
    StartedPlacementFactory(match=match)
    work_at(meeting, "Nergenshuizen")
    job = client_of(meeting.coach).get(url, {"centre": far.code}).context["impact"].jobs[0]
    assert (job.journey.then, job.journey.is_too_long) == (None, False)


def test_announced_move_withdraws_what_was_ticked(client_of, meeting, url, far):
    kept = ProposalFactory(resident=meeting.resident)
    dropped = ProposalFactory(resident=meeting.resident)
    response = announce(client_of(meeting.coach), url, far, withdraw=[dropped.code], note="Call the school.")
    with system_scope("test"):
        relocation = Relocation.objects.get()
        statuses = dict(Proposal.objects.values_list("code", "status"))
    assert statuses == {kept.code: "proposed", dropped.code: "withdrawn"}
    assert response["Location"] == reverse("desk:relocation", args=[relocation.code])
    assert client_of(meeting.coach).get(url)["Location"] == response["Location"]


def test_refused_move_changes_nothing_and_keeps_what_was_typed(client_of, meeting, url, far):
    dropped = ProposalFactory(resident=meeting.resident)
    data = {"withdraw": [dropped.code], "handover_on": day(2).isoformat(), "note": "Call the school."}
    response = announce(client_of(meeting.coach), url, far, **data)
    form = response.context["form"]
    assert set(form.errors) == {"handover_on"}
    assert (form["note"].value(), response.context["to_withdraw"]) == ("Call the school.", {dropped.code})
    with system_scope("test"):
        assert (Relocation.objects.count(), Proposal.objects.get().status) == (0, "proposed")


def test_new_desk_sees_what_it_needs_and_accepts(client_of, meeting, url, far, far_coach):
    announce(client_of(meeting.coach), url, far, note="Call the school.")
    with system_scope("test"):
        relocation = Relocation.objects.get()
    page = reverse("desk:relocation", args=[relocation.code])
    resident = reverse("desk:resident", args=[meeting.resident.code])
    browser = client_of(far_coach)

    response = browser.get(page)
    assert response.context["can_answer"]
    assert meeting.resident.full_name in response.content.decode()
    assert AuditEntry.objects.filter(action="resident.viewed", actor=far_coach).count() == 1
    assert browser.get(resident).status_code == 404

    browser.post(reverse("desk:relocation_accept", args=[relocation.code]), {"coach": far_coach.pk})
    assert browser.get(resident).status_code == 404
    with system_scope("test"):
        Relocation.objects.update(moves_on=day(0), handover_on=day(0))
        hand_over_due()
    assert browser.get(resident).status_code == 200
    assert client_of(meeting.coach).get(resident).status_code == 404


def test_old_desk_sees_no_person_after_the_handover(client_of, meeting, url, far, far_coach):
    announce(client_of(meeting.coach), url, far, on=day(0).isoformat())
    with system_scope("test"):
        relocation = Relocation.objects.get()
    client_of(far_coach).post(reverse("desk:relocation_accept", args=[relocation.code]), {"coach": ""})
    browser, name = client_of(meeting.coach), meeting.resident.first_name
    for address in (
        reverse("desk:relocation", args=[relocation.code]),
        reverse("desk:relocations"),
    ):
        response = browser.get(address)
        assert response.status_code == 200
        assert relocation.code in response.content.decode()
        assert name not in response.content.decode()
    assert name in client_of(far_coach).get(reverse("desk:relocations")).content.decode()


def test_declined_move_tells_the_old_desk_why(client_of, meeting, url, far, far_coach):
    announce(client_of(meeting.coach), url, far)
    with system_scope("test"):
        relocation = Relocation.objects.get()
    decline = reverse("desk:relocation_decline", args=[relocation.code])
    refused = client_of(far_coach).post(decline, {"why": "other", "note": ""})
    assert set(refused.context["form"].errors) == {"note"}
    client_of(far_coach).post(decline, {"why": "not_here", "note": "Goes to Budel."})
    page = client_of(meeting.coach).get(reverse("desk:relocation", args=[relocation.code]))
    assert "Goes to Budel." in page.content.decode()
    after = client_of(far_coach).get(reverse("desk:relocation", args=[relocation.code]))
    assert meeting.resident.first_name not in after.content.decode()


def test_desks_answer_and_call_off_only_their_own_side(client_of, meeting, url, far, far_coach):
    announce(client_of(meeting.coach), url, far)
    with system_scope("test"):
        relocation = Relocation.objects.get()

    def ask(user, name):
        return client_of(user).post(reverse(f"desk:{name}", args=[relocation.code])).status_code

    assert [ask(meeting.coach, "relocation_accept"), ask(meeting.coach, "relocation_decline")] == [404, 404]
    assert ask(far_coach, "relocation_cancel") == 404
    assert ask(meeting.other_coach, "relocation_accept") == 404


def test_called_off_move_keeps_the_case(client_of, meeting, url, far):
    announce(client_of(meeting.coach), url, far)
    with system_scope("test"):
        relocation = Relocation.objects.get()
    cancel = reverse("desk:relocation_cancel", args=[relocation.code])
    response = client_of(meeting.coach).post(cancel, {"reason": "Stays after all"})
    assert response["Location"] == reverse("desk:resident", args=[meeting.resident.code])
    with system_scope("test"):
        assert Relocation.objects.get().status == "cancelled"
        assert Resident.objects.get(pk=meeting.resident.pk).centre == meeting.centre


def test_list_of_moves_asks_as_often_for_three_as_for_one(
    client_of, meeting, url, far, django_assert_num_queries
):
    browser, address = client_of(meeting.coach), reverse("desk:relocations")
    announce(browser, url, far)
    browser.get(address)
    with CaptureQueriesContext(connection) as once:
        browser.get(address)
    with system_scope("test"):
        first = Relocation.objects.get()
        for _number in range(2):
            first.pk, first.code = None, first._meta.get_field("code").get_default()
            first.resident = ResidentFactory(centre=meeting.centre)
            first.save(force_insert=True)
    with django_assert_num_queries(len(once)):
        browser.get(address)


def test_today_shows_each_desk_its_side(client_of, meeting, url, far, far_coach):
    def lines(user):
        work = client_of(user).get(reverse("desk:today")).context["work"]
        return [
            (group["id"], job.key.split("-")[0])
            for group in work.groups
            for job in group["jobs"]
            if job.key.startswith("move")
        ]

    announce(client_of(meeting.coach), url, far)
    assert (lines(far_coach), lines(meeting.coach)) == ([("now", "move")], [])
    with system_scope("test"):
        Relocation.objects.update(answer_due_on=day(-1))
    assert (lines(far_coach), lines(meeting.coach)) == ([("late", "move")], [("late", "move")])
    with system_scope("test"):
        Relocation.objects.update(status="declined", declined_why="not_here", answered_on=day(0))
    assert (lines(far_coach), lines(meeting.coach)) == ([], [("now", "moveback")])
    assert lines(meeting.other_coach) == []
