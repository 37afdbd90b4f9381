"""A screen that is added: its view, address, action and place are all that access, scope and menu need."""

from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import include, path, reverse
from django.views.decorators.http import require_GET

from jobdesk.trail.access import ACTIONS, Role, allowed
from jobdesk.web.places import Place, places
from residents.models import Resident
from tests.desk.people import coach_at, member, resident, signed_in
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
NOTES = Place("notes.view", "notes:notes", "list", "Notes")
PAGE = """
{% extends shell.layout %}
{% block title %}Notes{% endblock %}
{% block content %}<p>{{ person.first_name }}{% if may.notes.view %}, read{% endif %}</p>{% endblock %}
"""


@pytest.fixture(autouse=True)
def added(monkeypatch, settings):
    """A page that coaches open from the rail, and one of a resident under it."""
    monkeypatch.setitem(ACTIONS, "notes.view", frozenset({Role.COACH}))

    @require_GET
    @allowed("notes.view")
    def notes(request: HttpRequest, code: str = "") -> HttpResponse:
        person = get_object_or_404(Resident.objects.all(), code=code) if code else None
        return HttpResponse(engines["django"].from_string(PAGE).render({"person": person}, request))

    urls = ModuleType("urls_with_notes")
    site = include("jobdesk.urls")  # knows what a <code:…> is
    pages = [path("notes/", notes, name="notes"), path("notes/<code:code>/", notes, name="note")]
    urls.urlpatterns = [path("", include((pages, "notes"))), path("", site)]
    settings.ROOT_URLCONF = urls
    settings.PLACES = [f"{__name__}.NOTES", *settings.PLACES]
    places.cache_clear()
    yield
    places.cache_clear()


@pytest.fixture
def centre():
    return CentreFactory()


def test_who_may_has_it_on_the_rail_and_stands_there(centre):
    page = coach_at(centre)[1].get("/notes/")
    shown = [(item.url, item.label, item.is_current) for item in page.context["shell"].items]
    assert (page.status_code, shown[0]) == (200, ("/notes/", "Notes", True))
    assert ", read" in page.content.decode()


def test_who_may_not_neither_sees_nor_opens_it(centre):
    client = signed_in(member(Role.COORDINATOR, centre))
    assert client.get("/notes/").status_code == 403
    shell = client.get(reverse("desk:today")).context["shell"]
    assert [item.url for item in shell.items + shell.more if item.url == "/notes/"] == []


def test_stranger_signs_in_first(client):
    assert client.get("/notes/").url == f"{reverse('account_login')}?next=/notes/"


def test_scope_finds_ones_own_only(centre):
    client = coach_at(centre)[1]
    own, foreign = resident(centre, first_name="Amina"), resident(CentreFactory(), first_name="Bilal")
    assert "Amina" in client.get(f"/notes/{own.code}/").content.decode()
    assert client.get(f"/notes/{foreign.code}/").status_code == 404


def test_only_what_it_says_is_answered(centre):
    assert coach_at(centre)[1].post("/notes/").status_code == 405
