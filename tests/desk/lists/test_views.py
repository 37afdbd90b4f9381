"""Saved views of a list: kept, shared, opened by default, deleted and brought back."""

import pytest
from django.urls import reverse

from jobdesk.lists.models import SavedView
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.desk.people import coach_at, member, resident, signed_in
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
RESIDENTS = reverse("desk:residents")
VIEWS = reverse("lists:views", args=["residents"])


def save(client, here="?status=intake&sort=name&columns=name%2Cage", name="In intake", **more) -> SavedView:
    response = client.post(VIEWS, {"here": here, "name": name, "save": "yes", **more})
    assert response.status_code == 302
    return SavedView.objects.order_by("-pk").first()


def act(client, view: SavedView, action: str, **more):
    return client.post(reverse("lists:view", args=[view.pk]), {"action": action, **more})


def test_view_keeps_filters_columns_and_sorting_but_no_search():
    _coach, client = coach_at(CentreFactory())

    search = reverse("lists:search", args=["residents"])
    found = client.post(search, {"q": "Yonas", "here": "?"}, follow=True).context["choice"]
    view = save(client, here=f"?s={found.search}&tab=all&status=intake&sort=name&columns=name%2Cage&size=50")

    assert view.query == "tab=all&status=intake&sort=name&columns=name%2Cage&size=50"
    assert client.get(RESIDENTS).context["views"][0]["query"] == f"{view.query}&view={view.pk}"
    entry = AuditEntry.objects.get(action="list_view.saved")
    assert entry.changes == {"list": "residents", "query": view.query, "is_shared": False}


def test_view_without_a_name_or_with_one_that_is_taken_is_refused():
    _coach, client = coach_at(CentreFactory())
    save(client)

    for name, said in (
        ("  ", "Give the view a name."),
        ("In  intake", "You have a view with this name already."),
    ):
        page = client.post(VIEWS, {"here": "?status=intake", "name": name, "save": "yes"}, follow=True)
        assert [str(message) for message in page.context["messages"]][-1] == said
        assert page.redirect_chain[-1][0] == RESIDENTS + "?status=intake"
    assert SavedView.objects.count() == 1


def test_private_view_is_for_its_owner_and_a_shared_one_for_the_centre():
    here, elsewhere = CentreFactory(), CentreFactory()
    _owner, client = coach_at(here)
    colleague, stranger = signed_in(member(Role.COACH, here)), signed_in(member(Role.COACH, elsewhere))
    save(client, name="Mine")
    save(client, name="Ours", is_shared="yes")

    def seen(by) -> list[str]:
        return [each["view"].name for each in by.get(VIEWS).context["views"]]

    assert (seen(client), seen(colleague), seen(stranger)) == (["Mine", "Ours"], ["Ours"], [])


def test_shared_view_shows_each_reader_their_own_scope():
    here, there = CentreFactory(), CentreFactory()
    _owner, client = coach_at(here, there)
    resident(here, first_name="Here")
    resident(there, first_name="There")
    view = save(client, here="?tab=all", is_shared="yes")
    colleague = signed_in(member(Role.COACH, here))

    def names(by) -> list[str]:
        page = by.get(RESIDENTS, {"tab": "all", "view": view.pk})
        return sorted(row["row"].resident.first_name for row in page.context["rows"])

    assert (names(client), names(colleague)) == (["Here", "There"], ["Here"])


def test_list_opens_with_the_default_view_until_that_is_taken_back():
    _coach, client = coach_at(CentreFactory())
    view = save(client)
    act(client, view, "open_with")

    assert client.get(RESIDENTS).url == f"{RESIDENTS}?{view.query}&view={view.pk}"
    assert client.get(RESIDENTS, {"tab": "mine"}).status_code == 200
    act(client, view, "open_usual")
    assert client.get(RESIDENTS).status_code == 200


def test_default_view_that_is_no_longer_shared_is_left_out():
    centre = CentreFactory()
    _owner, client = coach_at(centre)
    colleague = signed_in(member(Role.COACH, centre))
    view = save(client, is_shared="yes")
    act(colleague, view, "open_with")
    assert colleague.get(RESIDENTS).status_code == 302

    act(client, view, "keep")

    assert colleague.get(RESIDENTS).status_code == 200


def test_view_is_renamed_changed_deleted_and_brought_back():
    _coach, client = coach_at(CentreFactory())
    view = save(client)
    act(client, view, "rename", name="Begun")
    client.post(VIEWS, {"here": "?status=guidance", "update": view.pk})
    view.refresh_from_db()
    assert (view.name, view.query) == ("Begun", "status=guidance")

    response = act(client, view, "delete")
    page = client.get(response.url)
    assert (page.context["views"], page.context["deleted"]) == ([], view)
    act(client, view, "restore")
    assert [each["view"] for each in client.get(VIEWS).context["views"]] == [view]


def test_deleted_view_does_not_come_back_over_one_of_the_same_name():
    _coach, client = coach_at(CentreFactory())
    first = save(client)
    act(client, first, "delete")
    save(client)

    page = client.post(reverse("lists:view", args=[first.pk]), {"action": "restore"}, follow=True)

    said = [str(message) for message in page.context["messages"]]
    assert said[-1] == "You have a view with this name already."
    assert SavedView.objects.filter(deleted_at=None).count() == 1


@pytest.mark.parametrize("action", ["rename", "share", "keep", "delete", "restore", "no such thing"])
def test_view_of_somebody_else_cannot_be_changed(action):
    centre = CentreFactory()
    _owner, client = coach_at(centre)
    view = save(client, is_shared="yes")
    colleague = signed_in(member(Role.COACH, centre))

    assert act(colleague, view, action, name="Taken").status_code == 404
    view.refresh_from_db()
    assert (view.name, view.deleted_at, view.centres.count()) == ("In intake", None, 1)


def test_private_view_of_somebody_else_cannot_be_opened_with():
    centre = CentreFactory()
    _owner, client = coach_at(centre)
    view = save(client)

    assert act(signed_in(member(Role.COACH, centre)), view, "open_with").status_code == 404


def test_view_is_only_posted_to_and_not_by_other_roles():
    centre = CentreFactory()
    _owner, client = coach_at(centre)
    view = save(client)

    assert client.get(reverse("lists:view", args=[view.pk])).status_code == 405
    assert act(signed_in(member(Role.EMPLOYER)), view, "delete").status_code == 403


def test_view_that_was_changed_on_the_way_offers_to_save_the_changes():
    _coach, client = coach_at(CentreFactory())
    view = save(client)

    same = client.get(f"{RESIDENTS}?{view.query}&view={view.pk}").context
    changed = client.get(f"{RESIDENTS}?status=guidance&view={view.pk}").context

    assert (same["is_changed"], changed["is_changed"]) == (False, True)
