"""Keeping every ranking that somebody was shown, what was decided on it, and deleting it in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.trail.audit import record
from jobdesk.trail.locks import hold
from matching.models import RankingLog
from matching.models.ranking_log import SAME_LOOK

DELETED_AT_ONCE = 1_000
Inputs = Mapping[str, Any]  # vacancies and profiles in the exchange form


@dataclass(frozen=True)
class Shown:
    """A ranking on somebody's screen. ``order``: keys by list, best first."""

    kind: str
    subject: str
    on: date
    version: str
    inputs_hash: str
    order: Mapping[str, Sequence[str]]
    narrowed: str = ""


@transaction.atomic
def keep_ranking(shown: Shown, inputs: Callable[[], Inputs], *, user: User, hat: Hat) -> RankingLog:
    """Keep that somebody was shown a ranking; return its row, for what is decided on it.

    ``inputs``: called for what was ranked, in the exchange form of ``manage.py rank``, only where it is to be
    kept: a reload within minutes, with the same input and order, is the same look and makes no other row.
    """
    now = timezone.now()
    same = RankingLog.objects.of(shown.kind, shown.subject).filter(
        user=user,
        shown_at__gte=now - SAME_LOOK,
        inputs_hash=shown.inputs_hash,
        version=shown.version,
        on=shown.on,
        narrowed=shown.narrowed,
    )
    row = same.defer("inputs").first()
    if row is not None and row.order == shown.order:
        return row
    return RankingLog.objects.create(
        kind=shown.kind,
        subject=shown.subject,
        on=shown.on,
        shown_at=now,
        user=user,
        centre=hat.centre or hat.centres[0],
        version=shown.version,
        inputs_hash=shown.inputs_hash,
        order=dict(shown.order),
        narrowed=shown.narrowed,
        inputs=RankingLog.packed(inputs()),
    )


def last_shown(kind: str, subject: str, user: User) -> RankingLog | None:
    """Return the ranking of a vacancy or a resident that somebody was shown last; None when none was."""
    return RankingLog.objects.of(kind, subject).filter(user=user).defer("inputs").first()


@transaction.atomic
def note_decision(row: RankingLog, decision: str, keys: Iterable[str], *, by_hand: str = "") -> None:
    """Add to a ranking what was decided: who was proposed or asked (``decision``), by key.

    ``by_hand``: the reason for those who stood in none of its lists, or were not ranked.
    """
    hold(row)
    row.refresh_from_db(fields=["decided"])
    entry = {"at": timezone.now().isoformat(timespec="seconds"), "what": decision, "ids": sorted(keys)}
    row.decided = [*row.decided, entry | ({"reason": by_hand} if by_hand else {})]
    row.save(update_fields=["decided"])


def delete_rankings(on: date | None = None) -> int:
    """Delete what was shown longer ago than settings.RANKINGS_KEEP_DAYS; return how many. In small steps."""
    before = (on or timezone.localdate()) - timedelta(days=settings.RANKINGS_KEEP_DAYS)
    deleted = 0
    while keys := list(
        RankingLog.objects.filter(shown_at__date__lt=before)
        .order_by("pk")
        .values_list("pk", flat=True)[:DELETED_AT_ONCE]
    ):
        deleted += RankingLog.objects.filter(pk__in=keys).delete()[0]
    return deleted


@transaction.atomic
def note_export(user: User, first: date, last: date) -> None:
    """Record that somebody took the rankings of these days with them: ``rankings.exported``."""
    record("rankings.exported", user, {"first": first.isoformat(), "last": last.isoformat()})
