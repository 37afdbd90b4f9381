"""The places of the product: what stands on the rail, what stands behind "More", and where a role begins.

Each app declares its own places, in its module ``places``; settings.PLACES names them in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from jobdesk.trail.access import Holder, may, record_of

AT_HAND = 5  # as many as fit under the thumb on a phone, beside "More"


class Place(NamedTuple):
    """Somewhere to go, for those who may do ``action``."""

    action: str
    name: str  # of the URL
    icon: str
    label: str | Promise


@dataclass(frozen=True)
class Item:
    """A place as a link. ``is_current``: the page that is open stands there."""

    url: str
    icon: str
    label: str | Promise
    is_current: bool


@cache
def places() -> tuple[Place, ...]:
    """Return all places, in their order: the first ones that a role may open are at hand."""
    return tuple(import_string(path) for path in settings.PLACES)


def places_of(hat: Holder, path: str) -> tuple[list[Item], list[Item]]:
    """Return what a hat has at hand and what stands behind "More", seen from the page at ``path``."""
    mine = [(reverse(place.name), place) for place in places() if may(hat, place.action)]
    # A place may stand under the address of another: the longest is where we are.
    here = max((url for url, _place in mine if path.startswith(url)), key=len, default="")
    items = [Item(url, place.icon, place.label, url == here) for url, place in mine]
    if not record_of(hat.role).has_rail:  # a masthead has room for all of them
        return items, []
    return items[:AT_HAND], items[AT_HAND:]


def home_of(role: str) -> str:
    """Return the name of the URL at which a role begins."""
    return next(place.name for place in places() if place.action == record_of(role).home)


def primary_of(hat: Holder) -> Place | None:
    """Return what this hat does most often, which has a button on every page; None when there is nothing."""
    doable = (import_string(path) for path in settings.PRIMARY_PLACES)
    return next((place for place in doable if may(hat, place.action)), None)


def search_of(hat: Holder) -> str:
    """Return the address that the search box of this hat sends to, or nothing."""
    place = import_string(settings.SEARCH_PLACE)
    return reverse(place.name) if may(hat, place.action) else ""
