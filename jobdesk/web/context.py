"""What the page around every screen needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jobdesk.accounts.hats import Hat
from jobdesk.desks.models import Centre
from jobdesk.trail.access import Role, may
from jobdesk.web.drafts import draft_owner
from jobdesk.web.places import INSIDE, Item, places_of


@dataclass(frozen=True)
class Shell:
    """The rail, the centre picker, the search box and the menu of the user, for the hat that is worn."""

    role: str = ""
    roles: list[tuple[str, str]] = field(default_factory=list)
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
        return "layouts/desk.html" if self.role in INSIDE else "layouts/outside.html"


def shell(request: HttpRequest) -> dict:
    """Give templates ``shell``; empty for who is not signed in."""
    hat: Hat | None = getattr(request, "hat", None)
    if hat is None:
        return {"shell": Shell()}
    items, more = places_of(hat.role, request.path)
    return {
        "shell": Shell(
            role=hat.role,
            roles=[(role, Role(role).label) for role in hat.roles],
            items=items,
            more=more,
            centres=hat.centres,
            centre=hat.centre,
            initials=request.user.initials,
            user_name=request.user.short_name,
            organisation_name=hat.organisation_name,
            primary=_primary(hat),
            owner=draft_owner(request.user),
            search_url=reverse("desk:find") if may(hat.role, "search.use") else "",
        )
    }


def _primary(hat: Hat) -> dict | None:
    if may(hat.role, "outreach.log"):
        return {"url": reverse("residents:outreach"), "label": _("New contact")}
    if may(hat.role, "vacancies.post"):
        return {"url": reverse("employers:vacancy_new"), "label": _("New vacancy")}
    return None
