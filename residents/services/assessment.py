"""The decision on the right to work, repeated on the resident for lists and matching."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from jobdesk import audit
from residents.eligibility import Decision, Facts, assess, recheck_on
from residents.facts import facts_of, facts_of_many
from residents.law import parameters_in_force
from residents.models import Resident
from residents.services.rows import lock, set_fields

FIELDS = ("work_outcome", "work_allowed_from", "work_allowed_until", "work_requirement", "recheck_on")


@transaction.atomic
def assess_resident(resident: Resident, on: date | None = None) -> Decision:
    """Decide as of a day (today) whether the resident may work as an employee, and keep the decision."""
    lock(resident)
    facts = facts_of(resident)
    decision = assess(facts, on or timezone.localdate(), parameters_in_force())
    changes = _set_decision(resident, facts, decision)
    resident.save(update_fields=FIELDS)
    _record(resident, changes)
    return decision


@transaction.atomic
def assess_many(pks: Sequence[int], on: date) -> int:
    """Assess a batch as of a day in a fixed number of queries; return for how many the decision changed."""
    batch = list(Resident.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    changed, rules = 0, parameters_in_force()
    for resident, facts in facts_of_many(batch):
        changed += _record(resident, _set_decision(resident, facts, assess(facts, on, rules)))
    Resident.objects.bulk_update(batch, FIELDS)
    return changed


def _set_decision(resident: Resident, facts: Facts, decision: Decision) -> dict[str, list]:
    return set_fields(
        resident,
        {
            "work_outcome": decision.outcome,
            "work_allowed_from": decision.from_on,
            "work_allowed_until": decision.until_on,
            "work_requirement": decision.requires[0] if decision.requires else "",
            "recheck_on": recheck_on(facts, decision),
        },
    )


def _record(resident: Resident, changes: dict[str, list]) -> bool:
    """Put a changed decision in the trail; another day to look again is no change of the decision."""
    changes.pop("recheck_on", None)
    if changes:
        audit.record("resident.assessed", resident, changes)
    return bool(changes)
