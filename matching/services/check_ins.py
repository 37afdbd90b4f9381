"""The planned contacts after a start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import change_status, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import CheckIn
from matching.transitions import CHECK_IN

ANSWERS = ("still_working", "paid_as_agreed", "hours_as_agreed", "feels_safe", "note")


@transaction.atomic
def record_check_in(check_in: CheckIn, done_on: date, *, reached: bool, answers: Mapping[str, str]) -> None:
    """Record a check-in: the answers (``ANSWERS``) when the person was reached, else that they were not.

    Saves, records the change of status and ``check_in.recorded`` (never the note). A person who does not
    work any more stays in the placement until a coach ends it. Raises RuleBroken for a day in the future or
    before the start, and when the person was reached but it is not said whether they still work.
    """
    hold(check_in)
    if done_on > timezone.localdate():
        raise RuleBroken(_("Record a talk on the day itself or later."), "done_on")
    if check_in.placement.started_on and done_on < check_in.placement.started_on:
        raise RuleBroken(_("The talk cannot be before the first day of work."), "done_on")
    if reached and not answers.get("still_working"):
        raise RuleBroken(_("Choose whether this person is still at work."), "still_working")
    kept = {name: answers.get(name, "") for name in ANSWERS} if reached else {"note": answers.get("note", "")}
    to_status = CheckIn.Status.DONE if reached else CheckIn.Status.MISSED
    change_status(check_in, to_status, CHECK_IN, on=done_on, also={"done_on": done_on, **kept})
    record("check_in.recorded", check_in, {name: value for name, value in kept.items() if name != "note"})
