"""When somebody is at a desk, when they are away, and with whom they take new cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents.models import CoachAbsence, CoachDay, CoachPair
from residents.queries.coaching import own_days, pairs_at
from residents.services.cases import serves

Hours = tuple[time, time]


@transaction.atomic
def set_days(user: User, centre: Centre, from_on: date, days: Mapping[int, Hours]) -> None:
    """Say on which weekdays (0 is Monday), from when to when, somebody is at a desk, from a day on.

    What was said before stays as it was until then; what was planned for that day or later goes. Saves,
    records ``coach.days_set`` if anything changes. Raises RuleBroken for somebody who does not work there, a
    day in the past, and a day that ends before it begins.
    """
    if not serves(user, centre):
        raise RuleBroken(_("This coach does not work in this centre."))
    if from_on < timezone.localdate():
        raise RuleBroken(_("Choose today or a later day."), "from_on")
    if any(ends <= begins for begins, ends in days.values()):
        raise RuleBroken(_("Choose an end after the beginning."))
    hold_days = CoachDay.objects.select_for_update(of=("self",)).filter(user=user, centre=centre)
    planned = hold_days.filter(from_on__gte=from_on)
    now = {row.weekday: (row.begins_at, row.ends_at) for row in own_days(user, centre, from_on)}
    if now == dict(days) and not planned.filter(from_on__gt=from_on).exists():
        return
    planned.delete()
    hold_days.filter(Q(until_on=None) | Q(until_on__gte=from_on)).update(until_on=from_on - timedelta(days=1))
    CoachDay.create_many(
        [
            CoachDay(
                user=user, centre=centre, weekday=weekday, begins_at=begins, ends_at=ends, from_on=from_on
            )
            for weekday, (begins, ends) in sorted(days.items())
        ]
    )
    audit.record("coach.days_set", centre, {"user": user.pk, "from_on": from_on, "days": sorted(days)})


@transaction.atomic
def add_absence(user: User, from_on: date, until_on: date) -> CoachAbsence:
    """Say that somebody is at no desk from a day until another. Saves, records ``coach.away``.

    Raises RuleBroken for days in the wrong order or in the past.
    """
    if until_on < from_on:
        raise RuleBroken(_("Choose a last day on or after the first."), "until_on")
    if until_on < timezone.localdate():
        raise RuleBroken(_("Choose today or a later day."), "until_on")
    absence = CoachAbsence.objects.create(user=user, from_on=from_on, until_on=until_on)
    audit.record("coach.away", absence, {"user": user.pk, "from_on": from_on, "until_on": until_on})
    return absence


@transaction.atomic
def remove_absence(absence: CoachAbsence) -> None:
    """Take an absence back. Deletes, records ``coach.not_away``."""
    audit.record("coach.not_away", absence, {"user": absence.user_id, "from_on": absence.from_on})
    absence.delete()


@transaction.atomic
def pair_coaches(centre: Centre, first: User, second: User) -> CoachPair:
    """Have two people of a desk take new cases together; cases they have stay. Records ``coach.paired``.

    Raises RuleBroken for one person twice, somebody who does not work there or is in a pair there already.
    """
    if first == second:
        raise RuleBroken(_("Choose two different people."), "second")
    taken = {key for pair in pairs_at(centre) for key in (pair.first_id, pair.second_id)}
    for field, each in (("first", first), ("second", second)):
        if not serves(each, centre):
            raise RuleBroken(_("This coach does not work in this centre."), field)
        if each.pk in taken:
            raise RuleBroken(_("%(name)s is in a pair here already.") % {"name": each.name}, field)
    pair = CoachPair.objects.create(centre=centre, first=first, second=second)
    audit.record("coach.paired", pair, {"first": first.pk, "second": second.pk})
    return pair


@transaction.atomic
def part_coaches(pair: CoachPair) -> None:
    """Let the two of a pair take new cases alone again. Deletes, records ``coach.parted``."""
    hold(pair)
    audit.record("coach.parted", pair, {"first": pair.first_id, "second": pair.second_id})
    pair.delete()
