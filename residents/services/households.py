"""The household of a resident, which decides with the wage what is left of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from residents.models import Household, Resident
from residents.services.rows import fields_of, lock, set_fields

FIELDS = ("from_on", "adults", "children")


@transaction.atomic
def record_household(resident: Resident, from_on: date, adults: int, children: int = 0) -> Household:
    """Record who lives on the wage as of a day; of the same day the earlier record is corrected.

    Raises RuleBroken for a day in the future or a household without an adult.
    """
    lock(resident)
    if from_on > timezone.localdate():
        raise RuleBroken(_("This day is in the future."), field="from_on")
    if adults < 1:
        raise RuleBroken(_("A household has at least one adult."), field="adults")
    household = resident.households.filter(from_on=from_on).first()
    household = household or Household(resident=resident, from_on=from_on)
    changes = set_fields(household, {"adults": adults, "children": children})
    household.save()
    audit.record("household.recorded", household, changes | {"from_on": from_on})
    return household


@transaction.atomic
def remove_household(household: Household) -> None:
    """Remove a household that was recorded by mistake; the trail keeps it whole."""
    lock(household.resident)
    audit.record("household.removed", household, fields_of(household, *FIELDS))
    household.delete()
