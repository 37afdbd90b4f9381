"""One line of the start page, for whom it is made, and how it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from residents.models import Resident

AHEAD_DAYS = 6  # "this week": today and the six days after it


@dataclass(frozen=True)
class Duty:
    """Whose work it is: the residents ``user`` must act for, on a day, in the picked centre (None: all).

    ``hat``: the one that is worn.
    """

    user: User
    people: QuerySet[Resident]
    on: date
    centre: Centre | None = None
    hat: Hat | None = None

    @property
    def until(self) -> date:
        """The last day that the list looks ahead to."""
        return self.on + timedelta(days=AHEAD_DAYS)


@dataclass(frozen=True)
class Job:
    """One thing to do: ``sentence`` links the person, ``action`` and ``url`` lead to the form for it.

    ``key`` names the line in addresses: its kind and its subject. ``done`` is the word on the button that
    does it at once, where nothing has to be filled in; ``also`` another key and word, for another answer.
    ``fixed_on`` is a day that the desk cannot choose: a line is never postponed past it. ``is_alarm``: it
    stands above everything else, whatever is late.
    """

    due_on: date
    sentence: str
    sub: str
    icon: str
    kind: str
    action: str
    url: str
    key: str = ""
    done: str = ""
    also: tuple[str, str] | None = None
    fixed_on: date | None = None
    is_alarm: bool = False


def day(value: date) -> str:
    """A day of this year as the worklist writes it: ``4 November``."""
    return date_format(value, "j F")


def person(resident: Resident) -> SafeString:
    """The name of a resident as a link to their page."""
    url = reverse("desk:resident", args=[resident.code])
    return format_html('<a class="strong" href="{}">{}</a>', url, resident.short_name)
