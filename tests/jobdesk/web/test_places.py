"""Where one can go from every page, per role."""

import pytest
from django.urls import reverse

from jobdesk.accounts.models import Membership
from jobdesk.trail.access import Role, duties_of
from jobdesk.web.places import places, places_of
from tests.architecture.world import build_side

AT_HAND = [
    "desk:today",
    "desk:residents",
    "desk:steps",
    "matching:vacancies",
    "matching:pipeline",
]
MORE = [
    "desk:placements",
    "matching:concerns",
    "employers:companies",
    "residents:week",
    "residents:sessions",
    "matching:fairs",
    "residents:bundles",
    "matching:programmes",
    "residents:mentors",
    "desk:relocations",
]
OF_ROLE = {
    Role.COACH: (AT_HAND, MORE),
    Role.COORDINATOR: (
        AT_HAND,
        [
            *MORE,
            "desk:doubles",
            "matching:rankings",
            "reports:overview",
            "reports:reports",
            "imports:imports",
            "desk:deliveries",
            "desks:desks",
            "jobs:jobs",
        ],
    ),
    Role.EMPLOYER: (
        [
            "matching:vacancies",
            "matching:papers",
            "matching:company_fairs",
            "employers:charter",
            "accounts:colleagues",
        ],
        [],
    ),
    Role.FUNDER: (["reports:reports"], []),
    Role.PARTNER: (["desk:entrusted"], []),
    Role.ADMINISTRATOR: (
        ["accounts:members", "desks:desks", "residents:law", "guides:texts", "trail:trail"],
        ["jobs:jobs"],
    ),
}


def holder(role: str) -> Membership:
    """Somebody with a role and all its duties."""
    return Membership(role=role, duties=dict.fromkeys(duties_of(role), True))


def urls(names: list[str]) -> list[str]:
    return [reverse(name) for name in names]


@pytest.mark.parametrize("role", Role)
def test_role_has_exactly_its_places(role):
    at_hand, more = places_of(holder(role), "/")
    assert ([item.url for item in at_hand], [item.url for item in more]) == tuple(map(urls, OF_ROLE[role]))


def test_every_place_is_for_somebody():
    shown = {name for at_hand, more in OF_ROLE.values() for name in at_hand + more}
    assert {place.name for place in places()} == shown


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_no_place_leads_to_a_refusal(role, client):
    client.force_login(build_side("NL").members[role])
    names = OF_ROLE[role][0] + OF_ROLE[role][1]
    assert {name: client.get(reverse(name)).status_code for name in names} == dict.fromkeys(names, 200)


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/residents/", ["/residents/"]),
        ("/residents/H4F2K9/plan/", ["/residents/"]),
        ("/sessions/", ["/sessions/"]),
        ("/what-is-left/", []),
    ],
)
def test_one_place_at_most_is_marked_as_where_we_are(path, here):
    at_hand, more = places_of(holder(Role.COACH), path)
    assert [item.url for item in at_hand + more if item.is_current] == here


@pytest.mark.django_db
def test_page_behind_more_is_marked_there_and_on_its_button(client):
    client.force_login(build_side("NL").members[Role.COACH])
    page = " ".join(client.get(reverse("residents:sessions")).content.decode().split())
    assert page.count('class="rail__place" aria-current="true"') == 1
    assert page.count('class="menu__item" href="/sessions/" aria-current="page"') == 1
