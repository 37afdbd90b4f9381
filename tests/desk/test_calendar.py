"""The calendar by its private address, opened with icalendar."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from desk.models import CalendarLink
from desk.views.calendar_feed import MOST_READS
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Appointment, Resident, Step
from residents.services import cancel_appointment
from tests.desk.people import coach_at, day, resident
from tests.factories.desks import CentreFactory
from tests.factories.residents import AppointmentFactory, GroupSessionFactory, StepFactory

pytestmark = pytest.mark.django_db
SETTINGS = reverse("desk:calendar_settings")


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def centre():
    return CentreFactory()


def link(client, **choice) -> str:
    return client.post(SETTINGS, {"action": "make", **choice}).context["url"]


def read(url: str, **headers):
    return Client().get(url, headers=headers)


def events(url: str) -> dict[str, dict]:
    """What stands in the calendar, by summary."""
    response = read(url)
    assert response.status_code == 200
    found = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in found}


def test_calendar_has_appointments_sessions_and_due_steps_without_names(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach, first_name="Yonas", last_name="Tesfay")
    starts_at = datetime(2026, 12, 1, 9, 15, tzinfo=UTC)
    starts_at = starts_at.replace(year=day(3).year, month=day(3).month, day=day(3).day)
    appointment = AppointmentFactory(
        resident=person, with_user=coach, starts_at=starts_at, minutes=45, note="Yonas brings the card"
    )
    session = GroupSessionFactory(centre=centre, led_by=coach, title="Working here")
    step = StepFactory(resident=person, due_on=day(2))

    url = link(client)
    found = events(url)

    assert set(found) == {
        f"Talk, {person.code}",
        "Working here",
        f"Due: Citizen service number (BSN), {person.code}",
    }
    talk = found[f"Talk, {person.code}"]
    assert talk["DTSTART"].dt == starts_at
    assert talk["DTEND"].dt == starts_at + timedelta(minutes=45)
    assert talk["DTSTART"].to_ical().endswith(b"Z")
    assert (str(talk["UID"]).split("@")[0], talk["SEQUENCE"]) == (f"appointment-{appointment.uid}", 0)
    assert (str(talk["LOCATION"]), str(talk["STATUS"]), str(talk["CLASS"])) == (
        "Job desk",
        "CONFIRMED",
        "PRIVATE",
    )
    due = found[f"Due: Citizen service number (BSN), {person.code}"]
    assert (due["DTSTART"].dt, str(due["UID"]).split("@")[0]) == (day(2), f"step-{step.pk}")
    assert str(found["Working here"]["UID"]).split("@")[0] == f"session-{session.code}"
    text = read(url).content.decode()
    assert [name for name in ("Yonas", "Tesfay", person.reference_number) if name in text] == []


def test_calendar_says_in_the_form_of_the_standard_when_to_look_again(centre):
    _coach, client = coach_at(centre)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in read(link(client)).content


def test_calendar_has_names_and_remarks_when_chosen(centre):
    coach, client = coach_at(centre)
    AppointmentFactory(resident=resident(centre, coach), with_user=coach, note="Bring the card")
    url = link(client)
    client.post(SETTINGS, {"action": "names", "has_names": "on"})

    found = events(url)

    assert list(found) == ["Talk, Yonas T."]
    assert str(found["Talk, Yonas T."]["DESCRIPTION"]) == "Bring the card"


def test_calendar_leaves_out_what_is_of_others(centre):
    coach, client = coach_at(centre)
    elsewhere = CentreFactory()
    AppointmentFactory(resident=resident(centre, coach))
    AppointmentFactory(resident=resident(elsewhere, coach), with_user=coach)
    StepFactory(resident=resident(centre), due_on=day(1))
    StepFactory(resident=resident(centre, coach), status="done", closed_on=day(0), due_on=day(1))
    StepFactory(resident=resident(centre, coach, status=Resident.Status.EXITED), due_on=day(1))

    assert events(link(client)) == {}


def test_cancelled_appointment_keeps_its_uid_with_a_newer_version(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    appointment = AppointmentFactory(resident=person, with_user=coach)
    url = link(client)
    before = events(url)[f"Talk, {person.code}"]

    with system_scope("test"):
        cancel_appointment(Appointment.objects.get(pk=appointment.pk), "ill")

    after = events(url)[f"Talk, {person.code}"]
    assert (after["UID"], str(after["STATUS"])) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_unchanged_calendar_is_not_sent_again(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    StepFactory(resident=person, due_on=day(1))
    url = link(client)
    first = read(url)

    again = read(url, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    with system_scope("test"):
        Step.objects.update(due_on=day(5))
    assert read(url, **{"if-none-match": first["ETag"]}).status_code == 200


def test_calendar_is_private_to_machines_that_look_around(centre):
    _coach, client = coach_at(centre)
    response = read(link(client))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "private, no-cache"


def test_new_address_stops_the_one_before_and_stopping_stops_it(centre):
    coach, client = coach_at(centre)
    old = link(client)
    new = link(client)
    assert (read(old).status_code, read(new).status_code) == (404, 200)

    client.post(SETTINGS, {"action": "stop"})

    assert read(new).status_code == 404
    assert CalendarLink.objects.count() == 0
    actions = AuditEntry.objects.filter(actor=coach).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["calendar.link_made", "calendar.link_made", "calendar.link_stopped"]


def test_token_is_shown_once_and_kept_nowhere(centre):
    _coach, client = coach_at(centre)
    url = link(client)
    token = url.rsplit("/", 1)[1].removesuffix(".ics")

    assert client.get(SETTINGS).content.decode().count(token) == 0
    assert token not in str(CalendarLink.objects.values().get())
    assert token not in str(list(AuditEntry.objects.values("changes")))


def test_calendar_ends_with_the_user_and_with_the_role(centre):
    coach, client = coach_at(centre)
    url = link(client)
    coach.is_active = False
    coach.save()
    assert read(url).status_code == 404

    coach.is_active = True
    coach.save()
    assert read(url).status_code == 200
    coach.memberships.all().delete()
    assert read(url).status_code == 404


def test_calendar_follows_the_scope_of_the_moment(centre):
    coach, client = coach_at(centre)
    person = resident(centre, coach)
    AppointmentFactory(resident=person, with_user=coach)
    url = link(client)
    assert len(events(url)) == 1

    with system_scope("test"):
        Resident.objects.filter(pk=person.pk).update(centre=CentreFactory())

    assert events(url) == {}


def test_calendar_is_not_read_without_end(centre):
    _coach, client = coach_at(centre)
    url = link(client)

    statuses = [read(url).status_code for _time in range(MOST_READS + 1)]

    assert statuses == [200] * MOST_READS + [429]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_calendar_cannot_be_written(centre, method):
    _coach, client = coach_at(centre)

    assert getattr(Client(), method)(link(client)).status_code == 405


def test_unknown_address_is_not_found():
    assert read(reverse("desk:calendar_feed", args=["a" * 32])).status_code == 404
