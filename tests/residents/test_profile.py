"""Correcting personal details."""

import pytest
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from tests.factories.residents import ResidentFactory
from tests.residents.sweep import assert_guarded


@pytest.fixture
def typed(resident):
    return {
        "first_name": "Jonas",
        "last_name": resident.last_name,
        "birth_date": resident.birth_date.isoformat(),
        "gender": resident.gender,
        "language": resident.language,
        "phone": "06 1234 5678",
        "reference_number": resident.reference_number,
        "reception": resident.reception,
    }


@pytest.fixture
def url(resident):
    return reverse("residents:profile", args=[resident.code])


def test_profile_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:profile", args=[stranger.code])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_profile_saves_and_records_what_changed(client_of, coach, resident, url, typed):
    response = client_of(coach).post(url, typed)
    resident.refresh_from_db()
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert (resident.first_name, resident.phone) == ("Jonas", "06 1234 5678")
    entry = AuditEntry.objects.get(action="resident.profile_changed")
    assert (entry.actor, set(entry.changes)) == (coach, {"first_name", "phone"})


def test_profile_number_of_a_colleagues_case_is_refused(client_of, coach, centre, url, typed):
    other = ResidentFactory(centre=centre)
    response = client_of(coach).post(url, typed | {"reference_number": f"v{other.reference_number}"})
    assert response.context["taken"] == other.code
    assert response.context["form"].errors == {
        "reference_number": ["There is already a resident with this number."]
    }
    assert response.context["form"]["first_name"].value() == "Jonas"
