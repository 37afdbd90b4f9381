"""What the page around every screen needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from jobdesk.access import DESK_ROLES, Role, may
from jobdesk.accounts.hats import Hat
from jobdesk.desks.models import Centre


@dataclass(frozen=True)
class Shell:
    """The rail, the centre picker, the search box and the menu of the user, for the hat that is worn."""

    role: str = ""
    roles: list[tuple[str, str]] = field(default_factory=list)
    items: list[dict] = field(default_factory=list)
    centres: tuple[Centre, ...] = ()
    centre: Centre | None = None
    initials: str = ""
    user_name: str = ""
    organisation_name: str = ""
    primary: dict | None = None
    search_url: str = ""
    owner: str = ""  # the mark under which this user's drafts lie in the browser (static/js/drafts.js)

    @property
    def layout(self) -> str:
        """The layout of pages that every role has, such as one's own account."""
        return "layouts/desk.html" if self.role in INSIDE else "layouts/outside.html"


INSIDE = DESK_ROLES | {Role.ADMINISTRATOR}

# action, URL name, icon, label
RAIL = [
    ("today.view", "matching:today", "home", lambda: _("Today")),
    ("residents.view", "matching:residents", "people", lambda: _("Residents")),
    ("sessions.run", "residents:sessions", "cal", lambda: _("Sessions")),
    ("steps.work", "matching:steps", "list", lambda: _("Steps")),
    ("vacancies.view", "matching:vacancies", "bag", lambda: _("Vacancies")),
    ("placements.view", "matching:placements", "path", lambda: _("Placements")),
    ("papers.view", "matching:papers", "doc", lambda: _("Papers")),
    ("charter.sign", "employers:charter", "pen", lambda: _("Our charter")),
    ("overview.view", "reports:overview", "chart", lambda: _("Figures")),
    ("reports.view", "reports:reports", "print", lambda: _("Reports")),
    ("import.run", "imports:imports", "import", lambda: _("Import")),
    ("members.manage", "accounts:members", "people", lambda: _("Members")),
    ("law.view", "residents:law", "doc", lambda: _("The law")),
]


def shell(request: HttpRequest) -> dict:
    """Give templates ``shell``; empty for who is not signed in."""
    hat: Hat | None = getattr(request, "hat", None)
    if hat is None:
        return {"shell": Shell()}
    return {
        "shell": Shell(
            role=hat.role,
            roles=[(role, Role(role).label) for role in hat.roles],
            items=_items(request, hat),
            centres=hat.centres,
            centre=hat.centre,
            initials=request.user.initials,
            user_name=request.user.short_name,
            organisation_name=hat.organisation_name,
            primary=_primary(hat),
            owner=salted_hmac("drafts.owner", str(request.user.pk)).hexdigest()[:16],
            search_url=reverse("matching:find") if may(hat.role, "search.use") else "",
        )
    }


def _items(request: HttpRequest, hat: Hat) -> list[dict]:
    items = []
    for action, name, icon, label in RAIL:
        if may(hat.role, action):
            url = reverse(name)
            current = request.path == url or request.path.startswith(url)
            items.append(
                {
                    "url": url,
                    "icon": icon,
                    "label": label(),
                    "is_current": current,
                    "count": 0,
                }
            )
    return items


def _primary(hat: Hat) -> dict | None:
    if may(hat.role, "outreach.log"):
        return {"url": reverse("residents:outreach"), "label": _("New contact")}
    if may(hat.role, "vacancies.post"):
        return {"url": reverse("employers:vacancy_new"), "label": _("New vacancy")}
    return None
