"""What a user says about themselves."""

import pytest

from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_profile_saves_and_records_the_fields_without_their_values(client, coach):
    client.force_login(coach)

    response = client.post("/me/", {"name": "Zoë Demir", "phone": "06 1234 5678", "language": "fr"})

    assert (response.status_code, response.url) == (302, "/me/")
    coach.refresh_from_db()
    assert (coach.name, coach.phone, coach.language) == ("Zoë Demir", "06 1234 5678", "fr")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.changes) == (
        "members.profile_changed",
        coach,
        {"fields": ["name", "phone", "language"]},
    )


def test_profile_without_a_change_records_nothing(client, coach):
    client.force_login(coach)

    client.post("/me/", {"name": coach.name, "phone": "", "language": coach.language})

    assert AuditEntry.objects.count() == 0


def test_profile_refuses_an_empty_name(client, coach):
    client.force_login(coach)

    response = client.post("/me/", {"name": "", "phone": "", "language": "en"})

    assert list(response.context["form"].errors) == ["name"]
    coach.refresh_from_db()
    assert coach.name != ""


def test_profile_works_for_a_user_without_a_role(client):
    user = UserFactory()
    client.force_login(user)

    client.post("/me/", {"name": "Zoë Demir", "phone": "", "language": "en"})

    user.refresh_from_db()
    assert user.name == "Zoë Demir"


def test_profile_needs_somebody_logged_in(client):
    assert client.get("/me/").url == "/account/login/?next=/me/"


def test_language_is_kept_in_the_account(client, coach):
    client.force_login(coach)

    client.post("/me/language/", {"language": "nl", "next": "/me/"})

    assert '<html lang="nl">' in client.get("/me/").content.decode()
