"""What the list of residents shows: the saved list, the filters and the order that the address asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from jobdesk.access import Role
from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from matching import queries
from matching.path import path_of, station_names
from residents.choices import Language
from residents.eligibility import INCOMPLETE, NOT_ALLOWED, NOT_YET
from residents.finding import found_by
from residents.models import Resident

TABS = ("mine", "number", "unmatched", "expiring", "aftercare", "all")
# What each order means in fields that are never null; the last one makes it unique.
ORDERS = {
    "waiting": ("waiting_since", "id"),
    "name": ("last_name", "first_name", "id"),
    "seen": ("seen_on", "id"),
    "allowed": ("allowed_on", "id"),
}
WORK = {
    "not_yet": Q(work_outcome=NOT_YET),
    "not_allowed": Q(work_outcome=NOT_ALLOWED),
    "incomplete": Q(work_outcome__in=[INCOMPLETE, ""]),
}
NAMES = ("tab", "q", "centre", "coach", "work", "status", "language", "station", "sort")


@dataclass(frozen=True)
class ResidentFilter:
    """The choices in the address; what is not a known choice counts as none."""

    hat: Hat
    user: User
    on: date
    tab: str
    q: str = ""
    centre: str = ""
    coach: str = ""
    work: str = ""
    status: str = ""
    language: str = ""
    station: str = ""
    sort: str = "waiting"

    @classmethod
    def of(cls, query: QueryDict, hat: Hat, user: User, on: date) -> ResidentFilter:
        """Read the choices from the address."""

        def known(name: str, choices: list[tuple[str, str]]) -> str:
            value = query.get(name, "")
            return value if value in [choice for choice, _label in choices] else ""

        q = query.get("q", "").strip()[:100]
        tab, sort = query.get("tab", ""), query.get("sort", "")
        if tab not in TABS:
            tab = "all" if q else TABS[0]  # the search box on top of every page looks at the whole desk
        return cls(
            hat=hat,
            user=user,
            on=on,
            tab=tab,
            q=q,
            centre=known("centre", [(centre.code, "") for centre in hat.centres]),
            coach=known("coach", [("me", ""), ("all", ""), ("nobody", "")]),
            work=known("work", work_choices()),
            status=known("status", Resident.Status.choices),
            language=known("language", Language.choices),
            station=known("station", station_names()),
            sort=sort if sort in ORDERS else "waiting",
        )

    @property
    def whose(self) -> str:
        """Whose residents: what was chosen, else the coach's own outside the list of the whole desk."""
        if self.coach:
            return self.coach
        return "me" if self.hat.role == Role.COACH and self.tab != "all" else "all"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the saved list was chosen."""
        chosen = (self.q, self.centre, self.coach, self.work, self.status, self.language, self.station)
        return any(chosen)

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS[self.sort]

    def address(self, **changes: str) -> str:
        """The address of this list with other choices, from its first page on."""
        choices = {name: getattr(self, name) for name in NAMES} | changes
        if choices["sort"] == "waiting":
            choices["sort"] = ""
        if choices["tab"] == TABS[0] and not choices["q"]:
            choices["tab"] = ""
        return "?" + urlencode({name: value for name, value in choices.items() if value})

    def residents(self) -> QuerySet[Resident]:
        """The residents that the choices leave, in no order yet."""
        people = queries.sortable(queries.residents_at(self.hat.centre))
        people = people.filter(queries.saved_lists(self.on)[self.tab])
        if self.centre:
            people = people.filter(centre__code=self.centre)
        if self.work:
            people = people.filter(queries.may_work(self.on) if self.work == "may" else WORK[self.work])
        if self.status:
            people = people.filter(status=self.status)
        if self.language:
            people = people.filter(language=self.language)
        people = self.of_coach(people).filter(found_by(self.q))
        return self._at_station(people) if self.station else people

    def of_coach(self, people: QuerySet[Resident]) -> QuerySet[Resident]:
        """Keep the residents of the chosen coach."""
        if self.whose == "me":
            return people.filter(coach=self.user)
        return people.filter(coach=None) if self.whose == "nobody" else people

    def _at_station(self, people: QuerySet[Resident]) -> QuerySet[Resident]:
        """Keep who stands at the station: the same people as the start page counts there."""
        followed = (
            people.exclude(status=Resident.Status.EXITED)
            if self.whose == "me"
            else people.filter(status__in=queries.GUIDED)
        )
        there = [
            resident.pk
            for resident in queries.with_case(followed)
            if path_of(resident, self.on).current.key == self.station
        ]
        return people.filter(pk__in=there)


def work_choices() -> list[tuple[str, str]]:
    """The answers to "may work" that can be filtered on."""
    return [
        ("may", _("May work")),
        ("not_yet", _("Not yet")),
        ("not_allowed", _("May not work")),
        ("incomplete", _("Incomplete")),
    ]
