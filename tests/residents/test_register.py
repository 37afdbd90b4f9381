"""Registering a resident."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.factories.residents import GroupSessionFactory, ResidentFactory
from tests.residents.sweep import assert_guarded

URL = "/residents/new/"


@pytest.fixture
def typed(centre):
    return {
        "first_name": "Amina",
        "last_name": "Darwish",
        "birth_date": "1996-05-03",
        "gender": "woman",
        "language": "ar",
        "reference_number": "V-2812345678",
        "centre": centre.pk,
        "from_on": timezone.localdate().isoformat(),
    }


def test_register_is_guarded(client_of, coach, employer):
    assert_guarded(client_of, URL, insider=coach, outsider=employer)


def test_register_saves_and_goes_to_the_record(client_of, coach, centre, typed):
    response = client_of(coach).post(URL, typed)

    with system_scope("test"):
        resident = Resident.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert (resident.full_name, resident.reference_number, resident.centre) == (
        "Amina Darwish",
        "2812345678",
        centre,
    )
    assert AuditEntry.objects.get(action="resident.registered").actor == coach


def test_register_without_number_or_reason_keeps_what_was_typed(client_of, coach, typed):
    response = client_of(coach).post(URL, typed | {"reference_number": ""})
    form = response.context["form"]
    assert form.errors == {"reference_number": ["Fill in the number, or choose why there is none."]}
    assert (form["first_name"].value(), form["birth_date"].value()) == ("Amina", "1996-05-03")


def test_register_centre_of_another_desk_is_refused(client_of, coach, elsewhere, typed):
    response = client_of(coach).post(URL, typed | {"centre": elsewhere.pk})
    assert set(response.context["form"].errors) == {"centre"}


def test_register_shows_similar_people_before_it_saves(client_of, coach, centre, typed):
    known = ResidentFactory(centre=centre, first_name="Amina", last_name="Darwish")
    browser = client_of(coach)

    response = browser.post(URL, typed)
    assert response.context["similar"] == [known]
    assert reverse("desk:resident", args=[known.code]) in response.content.decode()
    assert AuditEntry.objects.count() == 0

    assert browser.post(URL, typed | {"is_new": "yes"}).status_code == 302


def test_register_similar_people_of_another_centre_stay_hidden(client_of, coach, elsewhere, typed):
    ResidentFactory(centre=elsewhere, first_name="Amina", last_name="Darwish")
    assert client_of(coach).post(URL, typed).status_code == 302


def test_register_used_number_links_to_the_own_record(client_of, coach, centre, typed):
    known = ResidentFactory(centre=centre, reference_number="2812345678")
    response = client_of(coach).post(URL, typed)
    assert response.context["taken"] == known.code
    assert response.context["form"].errors == {
        "reference_number": ["There is already a resident with this number."]
    }
    assert reverse("desk:resident", args=[known.code]) in response.content.decode()


def test_register_used_number_elsewhere_reveals_nothing(client_of, coach, elsewhere, typed):
    known = ResidentFactory(
        centre=elsewhere, reference_number="2812345678", first_name="Somebody", last_name="Hidden"
    )
    response = client_of(coach).post(URL, typed)
    page = response.content.decode()
    assert response.context["taken"] == ""
    assert response.context["form"].errors == {
        "reference_number": [
            "Another desk has this number already. Check it; if it is right, ask that desk for the case."
        ]
    }
    for secret in (known.code, "Hidden", elsewhere.name):
        assert secret not in page


def test_register_who_walked_into_a_session_ticks_them_there(client_of, coach, centre, project, typed):
    today = GroupSessionFactory(centre=centre, project=project, led_by=coach, starts_at=timezone.now())
    address = f"{URL}?session={today.code}"
    assert today.title in client_of(coach).get(address).content.decode()
    response = client_of(coach).post(address, typed)

    assert response["Location"] == reverse("residents:session", args=[today.code])
    with system_scope("test"):
        (attendance,) = today.attendances.select_related("resident", "contact")
    assert (attendance.resident.first_name, attendance.status) == ("Amina", "present")
    assert attendance.contact.on == today.on


def test_register_for_a_session_of_another_desk_is_not_found(client_of, coach, elsewhere, typed):
    theirs = GroupSessionFactory(centre=elsewhere)
    response = client_of(coach).post(f"{URL}?session={theirs.code}", typed)
    with system_scope("test"):
        assert (response.status_code, Resident.objects.count()) == (404, 0)


def test_register_for_a_session_that_has_not_come_says_so(client_of, coach, centre, project, typed):
    later = GroupSessionFactory(
        centre=centre, project=project, led_by=coach, starts_at=timezone.now() + timedelta(days=3)
    )
    response = client_of(coach).post(f"{URL}?session={later.code}", typed, follow=True)
    assert "Tick who is there from the day of the session." in response.content.decode()
    with system_scope("test"):
        assert (Resident.objects.count(), later.attendances.count()) == (1, 0)
