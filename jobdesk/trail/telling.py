"""What the trail tells an administrator: each app says which entries are theirs and puts them in words.

An app declares a ``Teller`` in its module ``trail``; settings.TRAIL_TELLERS names them in their order.
None of them tells of a resident.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.trail.audit import AuditEntry


@dataclass(frozen=True)
class Told:
    """What an entry is about, in words: the row, its page if it has one, and what else there is to say."""

    subject: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class Teller:
    """What one app tells. ``actions`` are its actions in words, ``theirs`` the entries of an administrator.

    ``tell`` puts entries in words, by their key, with as many queries for many as for one.
    """

    code: str
    label: Promise
    actions: Mapping[str, Promise]
    theirs: Callable[[User], Q]
    tell: Callable[[Sequence[AuditEntry]], Mapping[int, Told]]


@dataclass(frozen=True)
class Line:
    """One entry, as a page shows it."""

    at: datetime
    who: str
    title: str
    told: Told

    @property
    def when(self) -> datetime:
        return localtime(self.at)


@cache
def tellers() -> tuple[Teller, ...]:
    """Return all of them, in their order."""
    return tuple(import_string(path) for path in settings.TRAIL_TELLERS)


def lines(entries: Sequence[AuditEntry], among: Sequence[Teller]) -> list[Line]:
    """Return entries in words, in the same order; one that nobody knows (any more) by its action."""
    told: dict[int, Told] = {}
    titles: dict[str, Promise] = {}
    for teller in among:
        titles |= teller.actions
        told |= teller.tell([entry for entry in entries if entry.action in teller.actions])
    return [
        Line(
            entry.at,
            entry.actor.name if entry.actor else _("The site itself"),
            str(titles.get(entry.action, entry.action)),
            told.get(entry.pk, Told()),
        )
        for entry in entries
    ]
