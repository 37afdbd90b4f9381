"""NUL and half a surrogate pair: refused with a page of our own, whichever database is behind it."""

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from jobdesk.trail.access import Role
from jobdesk.web.garbled import GarbledTextMiddleware, query_of
from residents.models import Resident
from tests.desk.people import member, signed_in
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(member(Role.COORDINATOR, CentreFactory()))


@pytest.mark.parametrize(
    "address",
    [
        "/residents/?sort=allowed&after=%00",
        "/residents/?before=%00",
        "/placements/?after=%00",
        "/steps/?q=a%00b",
        "/residents/?%00=1",
        "/find/?s=%00",
    ],
)
def test_an_address_that_is_no_text_is_refused(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "We could not read what was sent" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/me/centre/", {"centre": "\x00", "next": "/"}),
        ("/vacancies/V-234567/propose/", {"resident": "\x00"}),
        ("/residents/new/", {"first_name": "Ami\x00na", "reference_missing": "not_yet"}),
        ("/residents/doubles/not-the-same/", {"one": "\x00", "two": "B-234567"}),
    ],
)
def test_a_posted_field_that_is_no_text_is_refused(client, address, fields):
    assert client.post(address, fields).status_code == 400
    assert Resident._base_manager.count() == 0


def test_an_address_that_was_posted_is_looked_at_when_it_is_read(client):
    url = reverse("lists:bulk", args=["residents"])
    assert client.post(url, {"here": "?centre=%00", "action": "assign"}).status_code == 400
    assert query_of("centre=a&centre=b").getlist("centre") == ["a", "b"]
    with pytest.raises(BadRequest):
        query_of("centre=%00")


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00"])
def test_half_a_surrogate_pair_is_no_text(text):
    request = RequestFactory().post("/")
    request._post = QueryDict(mutable=True)
    request._post["name"] = text
    with pytest.raises(BadRequest):
        GarbledTextMiddleware(lambda _request: None).process_view(request, None, (), {})


def test_every_other_character_is_text(client):
    response = client.get("/steps/", {"q": "Zoë مُحَمَّد ተስፋይ 😀 \t\x7f"})
    assert response.status_code == 200
