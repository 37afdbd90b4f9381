"""What the server does for what a browser keeps: its key, and word that a form has been saved."""

import pytest
from django.test import Client
from django.urls import reverse

from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory

MARK = "0f8fad5b-d9cb-469f-a165-70867728950e"
pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(MembershipFactory(role=Role.FUNDER, user__name="Femke Dam").user)
    return client


def send(client: Client, **fields):
    return client.post(reverse("accounts:profile"), {"name": "Femke Dam", "language": "nl", **fields})


def test_key_is_the_same_each_time_and_kept_nowhere(client):
    first, second = (client.get(reverse("accounts:drafts")) for _ in range(2))
    assert first.json() == second.json()
    assert "no-store" in first["Cache-Control"]


def test_saved_form_is_named_to_the_browser(client):
    response = send(client, draft=MARK)
    assert (response.status_code, response.cookies["saved-draft"].value) == (302, MARK)


@pytest.mark.parametrize("draft", ["", "not a mark", f"{MARK}; path=/"])
def test_what_is_no_mark_is_not_sent_back(client, draft):
    response = send(client, draft=draft)
    assert (response.status_code, "saved-draft" in response.cookies) == (302, False)


def test_refused_form_is_not_called_saved(client):
    response = send(client, name="", draft=MARK)
    assert (response.status_code, "saved-draft" in response.cookies) == (200, False)


def test_form_of_who_is_signed_out_is_not_called_saved():
    response = send(Client(), draft=MARK)
    assert (response.status_code, "saved-draft" in response.cookies) == (302, False)


def test_htmx_is_told_to_sign_in_instead_of_getting_the_page_to_do_it():
    response = Client().get(reverse("desk:today"), headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")
