"""Ending guidance and taking a case up again."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import StatusChange
from residents.models import Appointment, Resident
from tests.factories.residents import AppointmentFactory
from tests.residents.sweep import assert_guarded


def test_guidance_is_guarded(client_of, coach, employer, resident, stranger):
    url, foreign = (reverse("residents:guidance", args=[each.code]) for each in (resident, stranger))
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_guidance_ends_and_is_taken_up_again(client_of, coach, resident):
    url, today = reverse("residents:guidance", args=[resident.code]), timezone.localdate().isoformat()
    browser = client_of(coach)

    browser.post(url, {"reason": "no_contact", "on": today, "note": "Called three times"})
    resident.refresh_from_db()
    assert resident.status == Resident.Status.EXITED

    browser.post(url, {"on": today, "note": "Came to the desk"})
    resident.refresh_from_db()
    assert resident.status == Resident.Status.CONTACTED  # there never was an intake
    changes = StatusChange.objects.order_by("id").values_list("to_status", "reason", "actor")
    assert list(changes) == [
        ("exited", "no_contact", coach.pk),
        ("contacted", "Came to the desk", coach.pk),
    ]


def test_appointments_to_come_are_cancelled_with_the_guidance(client_of, coach, resident):
    now = timezone.now()
    held = AppointmentFactory(resident=resident, with_user=coach, starts_at=now - timedelta(days=1))
    to_come = AppointmentFactory(resident=resident, with_user=coach, starts_at=now + timedelta(days=9))
    url, today = reverse("residents:guidance", args=[resident.code]), timezone.localdate().isoformat()

    client_of(coach).post(url, {"reason": "left_country", "on": today})

    held.refresh_from_db()
    to_come.refresh_from_db()
    assert (held.status, to_come.status) == (Appointment.Status.PLANNED, Appointment.Status.CANCELLED)
    assert StatusChange.objects.get(subject_id=to_come.pk, to_status="cancelled").reason == (
        "Guidance has ended."
    )


def test_guidance_ending_in_the_future_keeps_what_was_typed(client_of, coach, resident):
    url = reverse("residents:guidance", args=[resident.code])
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    form = client_of(coach).post(url, {"reason": "other", "on": day, "note": "Soon"}).context["form"]
    assert form.errors == {"on": ["This day is in the future."]}
    assert form["note"].value() == "Soon"
