"""Group sessions: planned, people invited, attendance ticked, closed. Presence is one contact a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents import transitions
from residents.models import Attendance, GroupSession, OutreachContact, Resident
from residents.services.contacts import check_project, log_outreach
from residents.services.rows import fields_of, set_fields
from residents.services.undoing import take_back_contact

FIELDS = (
    "kind",
    "title",
    "project",
    "centre",
    "place",
    "starts_at",
    "minutes",
    "capacity",
    "language",
    "interpreter",
    "led_by",
    "guest",
    "note",
)


@transaction.atomic
def plan_session(**fields: Any) -> GroupSession:
    """Plan a session (``FIELDS``). Saves, records the first status and ``session.planned``.

    A session of today or before may be planned too, to put a paper list in. The project must run there then.
    """
    session = GroupSession(**fields)
    check_project(session.project, session.centre, session.on)
    session.save()
    audit.record_status(session, "", session.status)
    audit.record("session.planned", session, fields_of(session, *FIELDS))
    return session


@transaction.atomic
def change_session(session: GroupSession, **fields: Any) -> None:
    """Change a planned session. Saves, records ``session.changed`` with what differs.

    Once somebody was ticked as present, day, centre and project stay: contacts were counted by them.
    """
    hold(session)
    _check_planned(session)
    before = (session.on, session.centre, session.project)
    changes = set_fields(session, fields)
    if before != (session.on, session.centre, session.project):
        if session.attendances.filter(status=Attendance.Status.PRESENT).exists():
            raise RuleBroken(_("People are ticked as present: the day, the centre and the project stay."))
        check_project(session.project, session.centre, session.on)
    if changes:
        session.save()
        audit.record("session.changed", session, changes)


@transaction.atomic
def invite(session: GroupSession, residents: Iterable[Resident]) -> int:
    """Put residents on the list of a planned session; return how many are new there. It counts no contact.

    Saves, records the first status and ``session.invited`` for each.
    """
    hold(session)
    _check_planned(session)
    there = set(session.attendances.values_list("resident_id", flat=True))
    new = [resident for resident in residents if resident.pk not in there]
    for resident in new:
        _add(session, resident, invited_on=timezone.localdate())
    return len(new)


@transaction.atomic
def withdraw_invitation(attendance: Attendance) -> None:
    """Take somebody off the list of a planned session. Deletes, records ``session.uninvited``."""
    hold(attendance)
    _check_planned(attendance.session)
    if attendance.status == Attendance.Status.PRESENT:
        raise RuleBroken(_("This person is ticked as present. Take that back first."))
    audit.record("session.uninvited", attendance, {"session": attendance.session.code})
    attendance.delete()


@transaction.atomic
def set_present(session: GroupSession, resident: Resident, *, is_present: bool) -> Attendance | None:
    """Tick a resident as present, or take that back; again does nothing. Return the row, if one is left.

    Present: logs one contact of the kind group session on its day, which counts as outreach. Not present:
    takes that contact back; someone who had walked in leaves the list. Also after the session was closed, to
    put a list right; not before its day, and not when it was cancelled.
    """
    hold(session)
    if session.status == GroupSession.Status.CANCELLED:
        raise RuleBroken(_("This session was cancelled."))
    if not session.has_come:
        raise RuleBroken(_("Tick who is there from the day of the session."))
    attendance = session.attendances.filter(resident=resident).first()
    if is_present:
        attendance = attendance or _add(session, resident, invited_on=None)
        if attendance.status != Attendance.Status.PRESENT:
            _arrive(session, attendance, resident)
        return attendance
    if attendance is None or attendance.status != Attendance.Status.PRESENT:
        return attendance
    return _leave(session, attendance)


@transaction.atomic
def close_session(session: GroupSession) -> None:
    """Say that a session was held: those invited and not ticked did not come. Records each change."""
    hold(session)
    if not session.has_come:
        raise RuleBroken(_("A session is closed on its day or later."))
    audit.change_status(session, GroupSession.Status.HELD, transitions.SESSION, on=session.on)
    waiting = session.attendances.filter(status=Attendance.Status.INVITED).select_related("resident__centre")
    for attendance in waiting:
        audit.change_status(attendance, Attendance.Status.ABSENT, transitions.ATTENDANCE, on=session.on)


@transaction.atomic
def cancel_session(session: GroupSession, reason: str) -> None:
    """Cancel a planned session at which nobody was present. Records the change of status with the reason."""
    hold(session)
    if not reason.strip():
        raise RuleBroken(_("Say why the session does not take place."), field="reason")
    if session.attendances.filter(status=Attendance.Status.PRESENT).exists():
        raise RuleBroken(_("People are ticked as present: this session took place. Close it instead."))
    audit.change_status(
        session, GroupSession.Status.CANCELLED, transitions.SESSION, reason=reason.strip()[:500]
    )


@transaction.atomic
def record_outcome(attendance: Attendance, outcome: str) -> None:
    """Record what a session brought somebody who was present (``Attendance.Outcome``), or clear it."""
    hold(attendance)
    if attendance.status != Attendance.Status.PRESENT:
        raise RuleBroken(_("Only who was present has an outcome."))
    changes = set_fields(attendance, {"outcome": outcome})
    if changes:
        attendance.save(update_fields=["outcome"])
        audit.record("session.outcome", attendance, changes)


def note_list_printed(session: GroupSession) -> None:
    """Record ``session.list_printed``: a list with names has left the screen."""
    audit.record("session.list_printed", session)


def _check_planned(session: GroupSession) -> None:
    if session.status != GroupSession.Status.PLANNED:
        raise RuleBroken(_("This session is closed or cancelled: its plan stays as it is."))


def _add(session: GroupSession, resident: Resident, *, invited_on: date | None) -> Attendance:
    attendance = Attendance.objects.create(session=session, resident=resident, invited_on=invited_on)
    audit.record_status(attendance, "", attendance.status)
    action = "session.invited" if invited_on else "session.walked_in"
    audit.record(action, attendance, {"session": session.code})
    return attendance


def _arrive(session: GroupSession, attendance: Attendance, resident: Resident) -> None:
    contact = log_outreach(
        resident,
        project=session.project,
        on=session.on,
        kind=OutreachContact.Kind.GROUP,
        interpreter=session.interpreter,
        note=session.title,
        centre=session.centre,
    )
    also = {"contact": contact}
    audit.change_status(
        attendance, Attendance.Status.PRESENT, transitions.ATTENDANCE, on=session.on, also=also
    )


def _leave(session: GroupSession, attendance: Attendance) -> Attendance | None:
    contact = attendance.contact
    is_over = session.status == GroupSession.Status.HELD
    status = Attendance.Status.ABSENT if is_over else Attendance.Status.INVITED
    also = {"contact": None, "outcome": ""}
    audit.change_status(attendance, status, transitions.ATTENDANCE, on=session.on, also=also)
    if contact is not None:
        was_reached = contact.resident.status == Resident.Status.CONTACTED
        take_back_contact(contact, status=Resident.Status.REGISTERED if was_reached else "")
    if attendance.invited_on is None:
        audit.record("session.uninvited", attendance, {"session": session.code})
        attendance.delete()
        return None
    return attendance
