"""Appointments: made, changed, cancelled, and what came of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents.models import Appointment, OutreachContact, Resident
from residents.services import (
    cancel_appointment,
    change_appointment,
    keep_appointment,
    log_outreach,
    make_appointment,
    miss_appointment,
    reopen_appointment,
)
from tests.factories.residents import AppointmentFactory, ResidentFactory

pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.now() + timedelta(days=1)


def contacts(resident) -> list[tuple]:
    return list(OutreachContact.objects.filter(resident=resident).values_list("kind", "on", "is_outreach"))


def test_appointment_is_made(desk, resident, coach):
    made = make_appointment(resident, with_user=coach, starts_at=tomorrow(), note="Bring the card")

    assert (made.status, made.code[:2], made.sequence) == (Appointment.Status.PLANNED, "A-", 0)
    entry = AuditEntry.objects.get(action="appointment.made")
    assert entry.resident_id == resident.pk
    assert "note" not in entry.changes


def test_appointment_is_not_made_in_the_past_or_after_guidance(desk, resident, coach):
    with pytest.raises(RuleBroken, match="today or a later day"):
        make_appointment(resident, with_user=coach, starts_at=timezone.now() - timedelta(days=1))
    resident.status = Resident.Status.EXITED
    with pytest.raises(RuleBroken, match="guidance of this resident has ended"):
        make_appointment(resident, with_user=coach, starts_at=tomorrow())


def test_kept_appointment_of_somebody_new_is_an_outreach_contact(desk, centre, coach):
    newcomer = ResidentFactory(centre=centre, status=Resident.Status.REGISTERED)
    appointment = AppointmentFactory(resident=newcomer, with_user=coach)

    keep_appointment(appointment)

    assert contacts(newcomer) == [("desk", timezone.localdate(), True)]
    newcomer.refresh_from_db()
    assert newcomer.status == Resident.Status.CONTACTED


def test_kept_appointment_of_somebody_reached_before_is_a_contact_and_no_outreach(
    desk, resident, coach, project
):
    log_outreach(resident, project=project, on=timezone.localdate() - timedelta(days=9))
    keep_appointment(AppointmentFactory(resident=resident, with_user=coach))

    assert [row[2] for row in contacts(resident)] == [False, True]


def test_kept_appointment_on_a_day_with_a_contact_is_no_second_one(desk, resident, coach, project):
    log_outreach(resident, project=project)

    appointment = AppointmentFactory(resident=resident, with_user=coach)
    keep_appointment(appointment)

    assert len(contacts(resident)) == 1
    assert appointment.contact is None


@pytest.mark.parametrize(
    ("kind", "log_contact", "logged"),
    [
        ("talk", None, 1),
        ("intake", None, 1),
        ("employer", None, 0),
        ("municipality", None, 0),
        ("municipality", True, 1),
        ("talk", False, 0),
    ],
)
def test_which_kept_appointments_are_a_contact(desk, resident, coach, kind, log_contact, logged):
    keep_appointment(
        AppointmentFactory(resident=resident, with_user=coach, kind=kind), log_contact=log_contact
    )

    assert len(contacts(resident)) == logged


def test_taking_back_removes_the_contact_and_tells_calendars(desk, centre, coach):
    newcomer = ResidentFactory(centre=centre, status=Resident.Status.REGISTERED)
    appointment = AppointmentFactory(resident=newcomer, with_user=coach)
    keep_appointment(appointment)

    reopen_appointment(appointment)

    appointment.refresh_from_db()
    assert (appointment.status, appointment.contact, appointment.sequence) == ("planned", None, 2)
    assert contacts(newcomer) == []
    newcomer.refresh_from_db()
    assert newcomer.status == Resident.Status.REGISTERED


def test_missed_appointment_is_no_contact(desk, resident, coach):
    appointment = AppointmentFactory(resident=resident, with_user=coach)

    miss_appointment(appointment)

    assert (appointment.status, contacts(resident)) == ("missed", [])


def test_what_came_of_it_waits_for_the_day(desk, resident, coach):
    appointment = AppointmentFactory(resident=resident, with_user=coach, starts_at=tomorrow())

    for service in (keep_appointment, miss_appointment):
        with pytest.raises(RuleBroken, match="on the day itself or later"):
            service(appointment)


def test_change_keeps_history_and_bumps_the_sequence(desk, resident, coach):
    appointment = AppointmentFactory(resident=resident, with_user=coach)
    later = tomorrow()

    change_appointment(appointment, starts_at=later, note="Secret")
    change_appointment(appointment, starts_at=later)

    assert appointment.sequence == 1
    assert list(AuditEntry.objects.get(action="appointment.changed").changes) == ["starts_at"]
    cancel_appointment(appointment, "ill")
    assert list(StatusChange.objects.values_list("to_status", "reason")) == [("cancelled", "ill")]
    with pytest.raises(RuleBroken, match="Only a planned appointment"):
        change_appointment(appointment, starts_at=later)


# ── Screens ────────────────────────────────────────────────────────────────────────────────────────────────


def url(appointment) -> str:
    return reverse("residents:appointment", args=[appointment.code])


def sent(coach, **changes) -> dict:
    return {
        "kind": "talk",
        "on": (timezone.localdate() + timedelta(days=2)).isoformat(),
        "at": "09:15",
        "minutes": "30",
        "place": "Job desk",
        "with_user": coach.pk,
        "note": "",
    } | changes


def test_appointment_is_made_on_screen_at_the_local_time(client_of, coach, resident, project):
    new = reverse("residents:appointment_new", args=[resident.code])

    response = client_of(coach).post(new, sent(coach))

    assert response.url == reverse("desk:resident", args=[resident.code])
    with system_scope("test"):
        begins = timezone.localtime(Appointment.objects.get().starts_at)
    assert (begins.hour, begins.minute) == (9, 15)


def test_rejected_appointment_keeps_what_was_typed(client_of, coach, resident):
    new = reverse("residents:appointment_new", args=[resident.code])

    response = client_of(coach).post(new, sent(coach, at="", place="Kept"))

    assert list(response.context["form"].errors) == ["at"]
    assert response.context["form"]["place"].value() == "Kept"


def test_appointment_is_changed_kept_and_taken_back_on_screen(client_of, coach, resident, project):
    client, appointment = client_of(coach), AppointmentFactory(resident=resident, with_user=coach)

    client.post(url(appointment), sent(coach, action="change", on=timezone.localdate(), place="Room 9"))
    client.post(url(appointment), {"action": "kept", "log_contact": "on"})
    with system_scope("test"):
        kept = Appointment.objects.get()
        assert (kept.place, kept.status, len(contacts(resident))) == ("Room 9", "kept", 1)

    client.post(url(appointment), {"action": "reopen"})
    client.post(url(appointment), {"action": "cancel", "cancel-reason": "ill"})
    with system_scope("test"):
        assert (Appointment.objects.get().status, contacts(resident)) == ("cancelled", [])


def test_planned_appointments_stand_beside_the_case(client_of, coach, resident):
    first = AppointmentFactory(resident=resident, with_user=coach)
    AppointmentFactory(resident=resident, with_user=coach, status="missed")
    second = AppointmentFactory(resident=resident, with_user=coach, starts_at=tomorrow())

    page = client_of(coach).get(reverse("desk:resident", args=[resident.code]))

    assert list(page.context["appointments"]) == [first, second]
