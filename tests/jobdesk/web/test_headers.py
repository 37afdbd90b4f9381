"""What a browser is told about each page."""

import pytest
from django.urls import reverse

from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory


@pytest.fixture
def coordinator(db):
    return MembershipFactory(role=Role.COORDINATOR).user


def test_page_of_who_is_signed_in_is_not_kept_by_the_browser(client, coordinator):
    client.force_login(coordinator)
    assert client.get(reverse("accounts:profile")).headers["Cache-Control"] == "private, no-store"


def test_page_without_data_may_be_kept(client, db):
    assert "Cache-Control" not in client.get(reverse("residents:calculator")).headers


def test_stricter_word_of_a_view_stays(client, coordinator):
    client.force_login(coordinator)
    said = client.get(reverse("healthz")).headers["Cache-Control"]
    assert said == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_devices_are_switched_off_for_everybody(client, db):
    said = client.get(reverse("account_login")).headers["Permissions-Policy"]
    assert said == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
