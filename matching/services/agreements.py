"""What resident and employer agree after the match: a change, an extension; and a slip put right."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import Placement, PlacementTerms
from matching.services.permits import ask_permit_again, open_permit_steps, open_steps_of
from matching.services.placements import check_wage, mark_wage
from matching.services.terms import say_terms
from matching.terms.reading import first_day, versions_of
from matching.terms.replay import Version, terms_at
from matching.wages.floor import placement_wage_test
from residents.law_values import parameters_in_force
from residents.services import postpone_step

Kind = PlacementTerms.Kind
_FROM_A_DAY = ("hours", "wage_hour", "shifts", "job_title")  # the last day is agreed at once


@transaction.atomic
def change_placement(
    placement: Placement,
    hours: int,
    planned_start_on: date | None = None,
    planned_end_on: date | None = None,
    wage_hour: Decimal | None = None,
    *,
    shifts: int | None = None,
    job_title: str = "",
    from_on: date | None = None,
    note: str = "",
) -> None:
    """Record that employer and resident agreed other hours, times, work, days or another wage, from a day on.

    What differs from the terms of today holds from ``from_on``; without it from today, or from the first day
    of work where that is to come. Another last day is agreed at once, whatever begins later. What is left out
    stays (``wage_hour``: EUR gross an hour), but not ``planned_end_on``: without it there is no last day.
    Saves a version of the terms, records ``placement.changed``; a wage that was found too low and is enough
    now is no work for the coach any more.

    A work permit is given for the hours and the period that were asked for: when these change, its step
    is opened again and the start is refused until the new permit is recorded. Raises RuleBroken for a
    placement that is over, days that cannot be, another first day after the start, a wage below the legal
    minimum on the day from which it holds, or when nothing changes.
    """
    _hold_under_way(placement)
    planned_start_on = planned_start_on or placement.planned_start_on
    _check_days(placement, planned_start_on, planned_end_on, from_on)
    agreed = {
        "hours": hours,
        "wage_hour": placement.wage_hour if wage_hour is None else wage_hour,
        "shifts": placement.shifts if shifts is None else shifts,
        "job_title": job_title or placement.job_title,
        "planned_start_on": planned_start_on,
        "planned_end_on": planned_end_on,
    }
    changes = {
        name: [getattr(placement, name), value]
        for name, value in agreed.items()
        if getattr(placement, name) != value
    }
    if not changes:
        raise RuleBroken(_("Change the hours, the wage, the times, the work or a day."))
    today, first = timezone.localdate(), placement.started_on or planned_start_on
    day = max(from_on or today, first)
    said = {name: agreed[name] for name in _FROM_A_DAY if name in changes}
    _check_floor(placement, day, said)
    placement.planned_start_on = planned_start_on
    placement.save(update_fields=["planned_start_on"])
    if "planned_end_on" in changes:
        end = {"ends_on": planned_end_on}
        is_at_once = day == today or (placement.started_on is None and day == first)
        if said and is_at_once:
            said |= end
        else:
            say_terms(placement, _kind_of_end(changes), end, today, note=note)
    if said:
        say_terms(placement, Kind.CHANGE, said, day, note=note)
    record("placement.changed", placement, changes | ({"from_on": [None, day]} if said else {}))
    _follow(placement, asks_permit="hours" in changes or "planned_end_on" in changes)


@transaction.atomic
def extend_placement(placement: Placement, ends_on: date | None, note: str = "") -> None:
    """Record that the work goes on until another day; None: without a last day.

    Saves a version of the terms, records ``placement.extended``; nothing else changes. The work permit is
    asked for again where the work rests on one. Raises RuleBroken for a placement that is over or has no last
    day, a day that is not after the one agreed, and while the wage is below the legal minimum.
    """
    _hold_under_way(placement)
    before = placement.planned_end_on
    if before is None:
        raise RuleBroken(_("No last day is agreed, so the work goes on anyway."), "ends_on")
    if ends_on is not None and ends_on <= before:
        raise RuleBroken(_("Fill in a day after the last day that is agreed now."), "ends_on")
    said = {"ends_on": ends_on}
    _check_floor(placement, before + timedelta(days=1), said)
    say_terms(placement, Kind.EXTENSION, said, timezone.localdate(), note=note)
    record("placement.extended", placement, {"planned_end_on": [before, ends_on]})
    _follow(placement, asks_permit=True)


@transaction.atomic
def correct_terms(
    version: PlacementTerms,
    said: Mapping[str, Any],
    *,
    note: str,
    from_on: date | None = None,
    was_agreed: bool = True,
) -> PlacementTerms:
    """Put right a slip in what was recorded: it was never so. The wrong version stays, and says so.

    ``said``: the terms that the version says, as they were. ``from_on``: the day on which a change began.
    Without ``was_agreed`` there was no such change at all. Saves, records ``placement.corrected``. Hours or
    an end that were wrong may be wrong in the work permit too: it is asked for again. A wage of work under
    way that turns out to be below the minimum is marked for the coach; before the start it is refused.

    Raises RuleBroken for work that did not start, a version that was corrected, other terms than it says,
    days that cannot be, without a reason, and when nothing differs.
    """
    placement = version.placement
    hold(placement)
    _check_correction(placement, version, note, was_agreed)
    begins = version.from_on if from_on is None or version.from_on is None else from_on
    wanted = {name: said.get(name, value) for name, value in version.said.items()} if was_agreed else {}
    if wanted == version.said and begins == version.from_on:
        raise RuleBroken(_("This is what is recorded already."))
    _check_end(wanted.get("ends_on"), first_day(placement), "ends_on")
    if placement.status == Placement.Status.PLANNED:
        _check_floor(placement, begins or first_day(placement), wanted, corrects=version.pk)
    corrected = say_terms(placement, Kind.CORRECTION, wanted, begins, corrects=version, note=note)
    changes = {name: [value, wanted.get(name)] for name, value in version.said.items()}
    record("placement.corrected", placement, changes | {"from_on": [version.from_on, begins]})
    if placement.status in Placement.UNDER_WAY:
        _follow(placement, asks_permit="hours" in version.said or "ends_on" in version.said)
    return corrected


def end_of_terms(placement: Placement, ends_on: date) -> None:
    """Note the day on which running work will end; records ``placement.changed``.

    Called inside the transaction of a service, which has checked it.
    """
    changes = {"planned_end_on": [placement.planned_end_on, ends_on]}
    say_terms(placement, _kind_of_end(changes), {"ends_on": ends_on}, timezone.localdate())
    record("placement.changed", placement, changes)


def _hold_under_way(placement: Placement) -> None:
    hold(placement)
    if placement.status not in Placement.UNDER_WAY:
        raise RuleBroken(_("This placement is over."))


def _check_days(
    placement: Placement, planned_start_on: date, planned_end_on: date | None, from_on: date | None
) -> None:
    if planned_start_on != placement.planned_start_on:
        if placement.started_on:
            raise RuleBroken(_("This person has started: the first day cannot change."), "planned_start_on")
        if planned_start_on < placement.match.matched_on:
            raise RuleBroken(_("The start cannot be before the match."), "planned_start_on")
    _check_end(planned_end_on, placement.started_on or planned_start_on, "planned_end_on")
    if from_on and planned_end_on and from_on > planned_end_on:
        raise RuleBroken(_("What is agreed cannot begin after the last day."), "from_on")


def _check_end(ends_on: date | None, first: date, field: str) -> None:
    if ends_on and ends_on < first:
        raise RuleBroken(_("The contract cannot end before the start."), field)


def _check_correction(placement: Placement, version: PlacementTerms, note: str, was_agreed: bool) -> None:
    if placement.status == Placement.Status.CANCELLED:
        raise RuleBroken(_("This work did not start: there is nothing to put right."))
    if not version.names or PlacementTerms.objects.filter(corrects=version).exists():
        raise RuleBroken(_("This line was put right already. Put right the line that took its place."))
    if version.is_whole and not was_agreed:
        # Without what was agreed for the first day there would be no terms at all.
        raise RuleBroken(_("Something was agreed for the first day. Say what it was."), "was_agreed")
    if not note.strip():
        raise RuleBroken(_("Say what went wrong, for example: I typed the wrong number."), "note")


def _check_floor(
    placement: Placement, day: date, said: Mapping[str, Any], *, corrects: int | None = None
) -> None:
    """Refuse a wage below the minimum on the day from which ``said`` holds, and today once it holds."""
    versions = [
        *versions_of(placement),
        Version(key=sys.maxsize, from_on=day, said=said, corrects=corrects),
    ]
    for each in {day, max(day, timezone.localdate())}:
        check_wage(placement, terms_at(versions, each).wage_hour, each)


def _kind_of_end(changes: Mapping[str, list[Any]]) -> PlacementTerms.Kind:
    """An end that comes later, or not at all, is an extension."""
    before, after = changes["planned_end_on"]
    return Kind.EXTENSION if before is not None and (after is None or after > before) else Kind.CHANGE


def _follow(placement: Placement, *, asks_permit: bool) -> None:
    """Do what comes with other terms: the mark of a low wage, the permit, the steps due with the start."""
    today = timezone.localdate()
    is_below = placement_wage_test(placement, parameters_in_force(), today).is_below
    if is_below != (placement.wage_low_on is not None):
        mark_wage(placement, today if is_below else None)
    if asks_permit:
        ask_permit_again(placement)
    if placement.status == Placement.Status.PLANNED:
        open_permit_steps(placement)
    for step in open_steps_of(placement, lambda kind: kind.due_with_start):
        if placement.planned_start_on > today:
            postpone_step(step, placement.planned_start_on)
