"""The places of the product, per role: what stands on the rail, and what stands behind "More"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from jobdesk.trail.access import DESK_ROLES, Role, may

AT_HAND = 5  # as many as fit under the thumb on a phone, beside "More"
INSIDE = DESK_ROLES | {Role.ADMINISTRATOR}  # they have the rail; the others have a masthead with all places


class Place(NamedTuple):
    """Somewhere to go, for who may do ``action``."""

    action: str
    name: str
    icon: str
    label: Callable[[], str]


# In this order: the first that a role may open are at hand.
PLACES = [
    Place("today.view", "desk:today", "home", lambda: _("Today")),
    Place("residents.view", "desk:residents", "person", lambda: _("Residents")),
    Place("steps.work", "desk:steps", "list", lambda: _("Steps")),
    Place("vacancies.view", "matching:vacancies", "bag", lambda: _("Vacancies")),
    Place("placements.view", "desk:placements", "path", lambda: _("Placements")),
    Place("sessions.run", "residents:sessions", "people", lambda: _("Group sessions")),
    Place("groups.work", "residents:bundles", "target", lambda: _("Groups")),
    Place("mentors.work", "residents:mentors", "heart", lambda: _("Mentors")),
    Place("relocations.view", "desk:relocations", "swap", lambda: _("Moves between centres")),
    Place("doubles.merge", "desk:doubles", "idcard", lambda: _("Doubles")),
    Place("papers.view", "matching:papers", "doc", lambda: _("Papers")),
    Place("charter.sign", "employers:charter", "pen", lambda: _("Our charter")),
    Place("overview.view", "reports:overview", "chart", lambda: _("Figures")),
    Place("reports.view", "reports:reports", "print", lambda: _("Reports")),
    Place("import.run", "imports:imports", "import", lambda: _("Import")),
    Place("deliveries.view", "desk:deliveries", "send", lambda: _("Deliveries")),
    Place("members.manage", "accounts:members", "people", lambda: _("Members")),
    Place("law.view", "residents:law", "stamp", lambda: _("The law")),
]


@dataclass(frozen=True)
class Item:
    """A place as a link. ``is_current``: the page that is open stands there."""

    url: str
    icon: str
    label: str
    is_current: bool


def places_of(role: str, path: str) -> tuple[list[Item], list[Item]]:
    """Return what the role has at hand and what stands behind "More", seen from the page at ``path``."""
    mine = [(reverse(place.name), place) for place in PLACES if may(role, place.action)]
    # A place may stand under the address of another: the longest is where we are.
    here = max((url for url, _place in mine if path.startswith(url)), key=len, default="")
    items = [Item(url, place.icon, place.label(), url == here) for url, place in mine]
    if role not in INSIDE:
        return items, []
    return items[:AT_HAND], items[AT_HAND:]
