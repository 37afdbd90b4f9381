"""Stays in centres as they are filled in afterwards; a move of today is ``move_to_centre``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.desks.models import Centre
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from residents.models import CentreStay, Resident
from residents.services.rows import fields_of, lock, set_fields

STAY_FIELDS = ("centre", "from_on", "until_on")


@transaction.atomic
def record_stay(
    resident: Resident, centre: Centre, from_on: date, until_on: date | None = None
) -> CentreStay:
    """Record where a resident lived before. Raises RuleBroken when they were elsewhere on one of the days."""
    lock(resident)
    stay = CentreStay(resident=resident, centre=centre, from_on=from_on, until_on=until_on)
    check_stay(stay, _others(stay))
    record_stays([stay])
    return stay


@transaction.atomic
def record_stays(stays: Sequence[CentreStay]) -> None:
    """Record stays that were checked, of residents who are locked, in a fixed number of queries."""
    CentreStay.create_many(stays)
    audit.record_many("stay.recorded", ((each, fields_of(each, *STAY_FIELDS)) for each in stays))


@transaction.atomic
def correct_stay(stay: CentreStay, **fields: Any) -> None:
    """Correct the centre or the days (STAY_FIELDS) of a stay. Raises RuleBroken when days overlap."""
    lock(stay.resident)
    if stay.until_on is None and fields.get("centre", stay.centre) != stay.centre:
        raise RuleBroken(
            _("A move to another centre is recorded on the page of the resident."), field="centre"
        )
    if stay.until_on is None and fields.get("until_on"):
        raise RuleBroken(
            _("This stay lasts: it ends by a move to another centre, or when guidance ends."),
            field="until_on",
        )
    changes = set_fields(stay, fields)
    if not changes:
        return
    check_stay(stay, _others(stay))
    stay.save(update_fields=list(changes))
    audit.record("stay.corrected", stay, changes)


@transaction.atomic
def remove_stay(stay: CentreStay) -> None:
    """Remove a stay that was recorded by mistake; the trail keeps it whole."""
    lock(stay.resident)
    if stay.until_on is None:
        raise RuleBroken(_("This is where the resident lives now."))
    audit.record("stay.removed", stay, fields_of(stay, *STAY_FIELDS))
    stay.delete()


def _others(stay: CentreStay) -> QuerySet[CentreStay]:
    return stay.resident.stays.exclude(pk=stay.pk).select_related("centre")


def check_stay(stay: CentreStay, others: Iterable[CentreStay]) -> None:
    """Raise RuleBroken unless a stay may be, beside the others of the resident."""
    today = timezone.localdate()
    if stay.from_on > today:
        raise RuleBroken(_("The first day in the centre cannot be in the future."), field="from_on")
    if stay.until_on and stay.until_on > today:
        raise RuleBroken(_("The last day of a stay cannot be in the future."), field="until_on")
    if stay.until_on and stay.until_on < stay.from_on:
        raise RuleBroken(_("A stay ends on or after the day it starts."), field="until_on")
    last = stay.until_on or date.max
    overlapping = [
        each for each in others if each.from_on <= last and (each.until_on or date.max) >= stay.from_on
    ]
    if overlapping:
        other = max(overlapping, key=lambda each: each.from_on)
        until = date_format(other.until_on, "j F Y") if other.until_on else _("today")
        raise RuleBroken(
            _("On these days the resident lived in %(centre)s (%(from)s to %(until)s).")
            % {"centre": other.centre.name, "from": date_format(other.from_on, "j F Y"), "until": until},
            field="from_on",
        )
