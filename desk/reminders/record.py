"""What a kind of reminder is, and a topic: for each, which rows it is about, who gets it, and its words.

``rows(on)`` reads through scoped managers: with everything open it finds whom to remind, and in the scope of
the recipient it finds what may stand in their e-mail. A kind that repeats (a document 90, 30, 7 days before)
is several kinds under one topic; a topic is what a user can mute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise

# Who is reminded. TO_DESK: the coach of the resident, or the coordinators of the centre where there is no
# coach who (still) works there, or the coaches of a centre that has no coordinator either.
TO_DESK, TO_COORDINATORS = "desk", "coordinators"
# In the company that a row is about: who posts vacancies, answers candidates, files papers.
TO_WHO_POSTS, TO_WHO_ANSWERS, TO_WHO_FILES = "who posts", "who answers", "who files"
TO_COMPANY = frozenset({TO_WHO_POSTS, TO_WHO_ANSWERS, TO_WHO_FILES})
# What a recipient may do: see jobdesk/trail/access.py.
ACTIONS = {
    TO_DESK: "cases.take",
    TO_COORDINATORS: "cases.oversee",
    TO_WHO_POSTS: "vacancies.post",
    TO_WHO_ANSWERS: "proposals.answer",
    TO_WHO_FILES: "papers.view",
}


@dataclass(frozen=True)
class Topic:
    """What a user can mute, and the heading in the e-mail. ``is_mandatory``: cannot be muted."""

    code: str
    label: str | Promise
    help: str | Promise
    is_mandatory: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of reminder. ``due`` names the row's day, ``person`` the path from a row to its resident.

    ``centre``: the path to the centre whose coordinators get it, where it is not that of the resident.
    ``country``: the path to the country all of whose coordinators get it. ``company``: the path to the
    company whose people get it. ``owner``: the path to a user who gets it
    too. ``tells``: the kinds, later in the table, whose line about the same row is left out of an e-mail that
    has this one: it says the same and more.
    """

    code: str
    topic: Topic
    to: str
    rows: Callable[[date], QuerySet]
    due: str
    text: Callable[[Model, date], str]
    url: Callable[[Model], str]
    person: str = "resident__"
    centre: str = ""
    country: str = ""
    company: str = "vacancy__company"
    owner: str = ""
    tells: tuple[str, ...] = ()


def written_day(value: date) -> str:
    """Return a day as e-mails write it."""
    return date_format(value, "j F Y")
