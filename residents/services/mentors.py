"""The register of mentors, and duos from their start to their outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from law.rules.days import add_months
from residents import transitions
from residents.choices import Afterwards
from residents.models import Duo, DuoMeeting, Mentor, Resident
from residents.services.rows import fields_of, lock, set_fields

YEAR = 12  # months after a duo began, when it is asked what the resident does
FIELDS = ("centre", "name", "email", "phone", "field", "languages", "availability", "duos_at_once", "note")


@transaction.atomic
def add_mentor(**profile: Any) -> Mentor:
    """Enter a volunteer in the register of a centre. ``profile``: the fields of FIELDS, and ``since_on``."""
    mentor = Mentor(**{"since_on": timezone.localdate(), **profile})
    mentor.save()
    audit.record_status(mentor, "", mentor.status)
    audit.record("mentor.added", mentor, fields_of(mentor, "centre", "field", "languages"))
    return mentor


@transaction.atomic
def change_mentor(mentor: Mentor, status: str, profile: Mapping[str, Any]) -> None:
    """Change what is known of a mentor, and whether they are available (``Mentor.Status``).

    A mentor with a running duo cannot have stopped.
    """
    hold(mentor)
    changes = set_fields(mentor, profile)
    if changes:
        mentor.save(update_fields=list(changes))
        audit.record("mentor.changed", mentor, changes)
    if status != mentor.status:
        if status == Mentor.Status.STOPPED and mentor.duos.filter(status=Duo.Status.RUNNING).exists():
            raise RuleBroken(_("This mentor has a duo that runs. End it first."), field="status")
        audit.change_status(mentor, status, transitions.MENTOR)


@transaction.atomic
def remove_mentor(mentor: Mentor) -> None:
    """Take a mentor out of the register again who was entered by mistake. Records ``mentor.removed``.

    Raises RuleBroken once there is a duo.
    """
    hold(mentor)
    if mentor.duos.exists():
        raise RuleBroken(_("This mentor has a duo."))
    audit.record("mentor.removed", mentor, fields_of(mentor, "code", "centre", "field"))
    mentor.delete()


@transaction.atomic
def start_duo(mentor: Mentor, resident: Resident, goal: str, on: date | None = None) -> Duo:
    """Bring a mentor and a resident together as of a day (today). Raises RuleBroken when it does not fit."""
    lock(resident)
    hold(mentor)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise RuleBroken(_("This day is in the future."), field="on")
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended. Take the case up again first."))
    if mentor.status != Mentor.Status.ACTIVE:
        raise RuleBroken(_("This mentor is not available now."))
    running = mentor.duos.filter(status=Duo.Status.RUNNING)
    if running.filter(resident=resident).exists():
        raise RuleBroken(_("These two are a duo already."))
    if running.count() >= mentor.duos_at_once:
        raise RuleBroken(_("This mentor has no room for another duo now."))
    duo = Duo.objects.create(mentor=mentor, resident=resident, goal=goal.strip(), started_on=on)
    audit.record_status(duo, "", duo.status, on=on)
    audit.record("duo.started", duo, fields_of(duo, "mentor", "started_on"))
    return duo


@transaction.atomic
def log_duo_meeting(duo: Duo, on: date, note: str = "") -> DuoMeeting:
    """Log that the two met on a day from the start of the duo until today."""
    hold(duo)
    if duo.status != Duo.Status.RUNNING:
        raise RuleBroken(_("This duo has ended."))
    if not duo.started_on <= on <= timezone.localdate():
        raise RuleBroken(_("Choose a day between the start of the duo and today."), field="on")
    meeting = DuoMeeting.objects.create(duo=duo, on=on, note=note.strip())
    audit.record("duo.met", duo, {"on": on})
    return meeting


@transaction.atomic
def end_duo(duo: Duo, outcome: str, on: date | None = None, note: str = "") -> None:
    """End a duo with its outcome (``Duo.Outcome``)."""
    hold(duo)
    on = on or timezone.localdate()
    if outcome not in Duo.Outcome.values:
        raise RuleBroken(_("Choose what came of it."), field="outcome")
    if not duo.started_on <= on <= timezone.localdate():
        raise RuleBroken(_("Choose a day between the start of the duo and today."), field="on")
    also = {"ended_on": on, "outcome": outcome, "note": note.strip()}
    audit.change_status(duo, Duo.Status.ENDED, transitions.DUO, on=on, reason=outcome, also=also)


@transaction.atomic
def tell_after_year(duo: Duo, outcome: str) -> None:
    """Record what the resident does twelve months after the duo began (``Afterwards``), ended or not.

    Saves, records ``duo.after_year``. Raises RuleBroken before that day.
    """
    hold(duo)
    today = timezone.localdate()
    if outcome not in Afterwards.values:
        raise RuleBroken(_("Choose what they do."), field="outcome")
    if add_months(duo.started_on, YEAR) > today:
        raise RuleBroken(_("It is too early to know this."), field="outcome")
    before, duo.after_year, duo.after_year_told_on = duo.after_year, outcome, today
    duo.save(update_fields=["after_year", "after_year_told_on"])
    audit.record("duo.after_year", duo, {"after_year": [before, outcome]})
