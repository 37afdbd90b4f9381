"""Fill the outbox: whom is to be reminded of what, as of a day.

A batch is one ``INSERT … SELECT … ON CONFLICT DO NOTHING`` for each way to a recipient, and the checkpoint
after it, in one transaction. What keeps a reminder from being written twice is the unique key; the checkpoint
only spares a worker that takes over from a killed one the rows that were done. Two at once take turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction
from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from desk.models import Reminder, ReminderMute, ReminderRun
from desk.reminders.kinds import ALL
from desk.reminders.record import ACTIONS, TO_COMPANY, TO_COORDINATORS, TO_DESK, Kind
from jobdesk.accounts.models import Membership
from jobdesk.trail.access import who_may

BATCH = 5_000  # subjects; measured in bench/reminders.py
COLUMNS = ("recipient_id", "kind", "subject_id", "due_on", "created_at")
KEY = ("recipient_id", "kind", "subject_id", "due_on")


def collect(on: date, batch: int = BATCH) -> int:
    """Write the reminders of every kind as of ``on``; return how many are new. Needs a scope that sees all.

    Takes up a run of this day that was stopped; a finished one is done again and finds what came since.
    """
    return sum(collect_kind(kind, on, batch) for kind in ALL)


def is_collected(on: date) -> bool:
    """Say whether a run for ``on`` has come to its end."""
    return ReminderRun.objects.filter(on=on).exclude(finished_at=None).count() == len(ALL)


def collect_kind(kind: Kind, on: date, batch: int = BATCH) -> int:
    """Write the reminders of one kind in batches of ``batch`` subjects; return how many are new."""
    ReminderRun.objects.bulk_create([ReminderRun(on=on, kind=kind.code)], ignore_conflicts=True)
    ReminderRun.objects.filter(on=on, kind=kind.code).exclude(finished_at=None).update(
        last_subject=0, finished_at=None
    )
    new = 0
    while (written := _collect_batch(kind, on, batch)) is not None:
        new += written
    return new


@transaction.atomic
def _collect_batch(kind: Kind, on: date, batch: int) -> int | None:
    """Write the next batch and its checkpoint; None when this kind is finished."""
    run = ReminderRun.objects.select_for_update().get(on=on, kind=kind.code)
    if run.finished_at is not None:
        return None
    rows = kind.rows(on).filter(pk__gt=run.last_subject)
    last = list(rows.order_by("pk").values_list("pk", flat=True)[batch - 1 : batch])
    if last:
        rows = rows.filter(pk__lte=last[0])
        run.last_subject = last[0]
    else:
        run.finished_at = timezone.now()
    written = sum(insert(selected) for selected in reminders_of(kind, rows))
    run.save(update_fields=["last_subject", "finished_at"])
    return written


def reminders_of(kind: Kind, rows: QuerySet) -> Iterator[QuerySet]:
    """Yield the queries whose rows are the reminders of ``rows``: one for each way to a recipient.

    The ways to the desk exclude each other, so that somebody always gets it and nobody gets it for another;
    two coaches of one case get it both.
    """
    # The document of Amina, in Lindenhout, expires on 3 June. It is to the desk, so three queries try it, and
    # she is in the rows of exactly one of them:
    #   1. Her coach is Marieke, who has an account and works at Lindenhout: (Marieke, document, 3 June).
    #      So does Luc, if the two hold the case together: (Luc, document, 3 June).
    #   2. Otherwise (no coach, or one who left or works elsewhere now) one row for each coordinator of
    #      Lindenhout: (Fatima, document, 3 June), (Jan, document, 3 June).
    #   3. Otherwise, as the centre has no coordinator either, one row for each of its coaches.
    # ``members`` is the path from a row to the memberships at its centre: what is joined there multiplies the
    # rows, one for each recipient, and what a reminder needs of them is selected in the same statement.
    if kind.to in TO_COMPANY:
        members = f"{kind.company}__organisation__memberships"
        yield _selected(kind, _members(rows, members, ACTIONS[kind.to]), F(f"{members}__user"))
        return
    if kind.owner:
        owned = rows.filter(**{f"{kind.owner}__is_active": True})
        yield _selected(kind, owned, F(kind.owner))
    if kind.country:
        for user, country in _coordinators():
            yield _selected(kind, rows.filter(**{kind.country: country}), Value(user))
        return
    members = f"{kind.centre or kind.person + 'centre'}__memberships"
    coordinators = _members(rows, members, ACTIONS[TO_COORDINATORS])
    if kind.to == TO_COORDINATORS:
        yield _selected(kind, coordinators, F(f"{members}__user"))
        return
    first, second = _works_there(kind, "coach"), _works_there(kind, "second_coach")
    has_coach = first | second
    yield _selected(kind, rows.filter(first), F(f"{kind.person}coach"))
    yield _selected(kind, rows.filter(second), F(f"{kind.person}second_coach"))
    yield _selected(kind, coordinators.exclude(has_coach), F(f"{members}__user"))
    # A centre without a coordinator: whoever works at its desk, so that nothing is dropped.
    has_coordinator = Exists(
        Membership.objects.filter(
            who_may(ACTIONS[TO_COORDINATORS]),
            user__is_active=True,
            centres=OuterRef(f"{kind.person}centre"),
        )
    )
    coaches = _members(rows, members, ACTIONS[TO_DESK]).exclude(has_coach).exclude(has_coordinator)
    yield _selected(kind, coaches, F(f"{members}__user"))


def _works_there(kind: Kind, coach: str) -> Q:
    """That the coach of the case, or the second one, has an account and works at its centre."""
    members = Membership.objects.filter(
        who_may(ACTIONS[TO_DESK]),
        user=OuterRef(f"{kind.person}{coach}"),
        user__is_active=True,
        centres=OuterRef(f"{kind.person}centre"),
    )
    return Q(Exists(members))


def _members(rows: QuerySet, members: str, action: str) -> QuerySet:
    return rows.filter(who_may(action, members), **{f"{members}__user__is_active": True})


def _coordinators() -> QuerySet:
    """The coordinators with the countries of their centres. They are few: a query for each is cheap."""
    members = Membership.objects.filter(who_may(ACTIONS[TO_COORDINATORS]), user__is_active=True)
    return members.exclude(centres=None).order_by().values_list("user", "centres__country").distinct()


def _selected(kind: Kind, rows: QuerySet, recipient: F | Value) -> QuerySet:
    selected = rows.order_by().annotate(
        to_user=recipient,
        of_kind=Value(kind.code, CharField()),
        of_subject=F("pk"),
        of_day=F(kind.due),
        made_at=Value(timezone.now(), DateTimeField()),
    )
    if not kind.topic.is_mandatory:
        mutes = ReminderMute.objects.filter(user=OuterRef("to_user"), topic=kind.topic.code)
        selected = selected.exclude(Exists(mutes))
    return selected.values_list("to_user", "of_kind", "of_subject", "of_day", "made_at")


def insert(selected: QuerySet) -> int:
    """Write what ``selected`` gives (``COLUMNS``) in one statement; return how many rows are new."""
    select, params = selected.query.sql_with_params()
    table, columns, key = Reminder._meta.db_table, ", ".join(COLUMNS), ", ".join(KEY)
    # Names of our own tables and columns, and SQL that the ORM made; every value is a parameter.
    statement = f"INSERT INTO {table} ({columns}) {select} ON CONFLICT ({key}) DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount
