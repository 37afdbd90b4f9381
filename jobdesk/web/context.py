"""What the page around every screen needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from jobdesk.accounts.hats import Choice, Hat
from jobdesk.desks.models import Centre
from jobdesk.trail import access
from jobdesk.trail.access import record_of
from jobdesk.web.drafts import draft_owner
from jobdesk.web.places import Item, places_of, primary_of, search_of


@dataclass(frozen=True)
class Shell:
    """The rail, the centre picker, the search box and the menu of the user, for the hat that is worn."""

    roles: list[tuple[str, str, bool]] = field(default_factory=list)  # key, name, whether it is worn
    has_rail: bool = False
    items: list[Item] = field(default_factory=list)
    more: list[Item] = field(default_factory=list)
    centres: tuple[Centre, ...] = ()
    centre: Centre | None = None
    initials: str = ""
    user_name: str = ""
    organisation_name: str = ""
    primary: dict | None = None
    search_url: str = ""
    owner: str = ""  # the mark under which this user's drafts lie in the browser (static/js/drafts.js)

    @property
    def is_in_more(self) -> bool:
        """The page that is open stands behind "More"."""
        return any(item.is_current for item in self.more)

    @property
    def layout(self) -> str:
        """The layout of pages that every role has, such as one's own account."""
        return "layouts/desk.html" if self.has_rail else "layouts/outside.html"


def shell(request: HttpRequest) -> dict:
    """Give templates ``shell``; empty for visitors who are not signed in."""
    hat: Hat | None = getattr(request, "hat", None)
    if hat is None:
        return {"shell": Shell()}
    items, more = places_of(hat, request.path)
    return {
        "shell": Shell(
            roles=[(each.key, _name(each, hat), each.key == hat.key) for each in hat.choices],
            has_rail=record_of(hat.role).has_rail,
            items=items,
            more=more,
            centres=hat.centres,
            centre=hat.centre,
            initials=request.user.initials,
            user_name=request.user.short_name,
            organisation_name=hat.organisation_name,
            primary=_primary(hat),
            owner=draft_owner(request.user),
            search_url=search_of(hat),
        )
    }


def _name(choice: Choice, hat: Hat) -> str:
    """The name of a hat in the menu: its role, and the organisation where there are several of that role."""
    label = str(record_of(choice.role).label)
    same = [each for each in hat.choices if record_of(each.role) is record_of(choice.role)]
    return label if len(same) == 1 else f"{label}, {choice.organisation_name}"


def _primary(hat: Hat) -> dict | None:
    place = primary_of(hat)
    return {"url": reverse(place.name), "label": place.label} if place else None


@dataclass(frozen=True)
class May:
    """What the hat that is worn may do: ``{% if may.residents.assign %}`` asks for "residents.assign".

    An action that is not in the table is no attribute, so that the tests find a misspelt one.
    """

    hat: access.Holder | None
    area: str = ""

    def __getitem__(self, name: str) -> May | bool:
        if not self.area:
            return May(self.hat, name)
        return access.may(self.hat, f"{self.area}.{name}")


def may(request: HttpRequest) -> dict:
    """Give templates ``may``, to ask for actions of jobdesk/trail/access.py."""
    return {"may": May(getattr(request, "hat", None))}
