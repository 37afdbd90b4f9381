"""The decision on the right to work, repeated on the resident for lists and matching."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobdesk.trail import audit
from law.engine import Decision, Facts, assess, recheck_on
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.right_to_work.facts import facts_of, facts_of_many
from residents.services.rows import lock, save_many, set_fields

FIELDS = ("work_outcome", "work_allowed_from", "work_allowed_until", "work_requirement", "recheck_on")
READ = ("code", "centre", "reception", "birth_date")


@transaction.atomic
def assess_resident(resident: Resident, on: date | None = None) -> Decision:
    """Decide as of a day (today) whether the resident may work as an employee, and keep the decision."""
    lock(resident)
    facts = facts_of(resident)
    decision = assess(facts, on or timezone.localdate(), parameters_in_force())
    changes = _set_decision(resident, facts, decision)
    resident.save(update_fields=FIELDS)
    if changes := _of_decision(changes):
        audit.record("resident.assessed", resident, changes)
    return decision


@transaction.atomic
def assess_many(pks: Collection[int], on: date) -> int:
    """Assess a batch as of a day in a fixed number of queries; return for how many the decision changed.

    Measured in bench/reassess.py: reads only what decides, and writes only what is another than before.
    """
    locked = Resident.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    return assess_locked(locked.only(*READ, *FIELDS), on)


def assess_locked(residents: Iterable[Resident], on: date) -> int:
    """Do the same for residents whom the open transaction has locked or inserted."""
    written, decided, rules = [], [], parameters_in_force()
    for resident, facts in facts_of_many(residents):
        changes = _set_decision(resident, facts, assess(facts, on, rules))
        if changes:
            written.append(resident)
        if changes := _of_decision(changes):
            decided.append((resident, changes))
    save_many(written, *FIELDS)
    audit.record_many("resident.assessed", decided)
    return len(decided)


def _set_decision(resident: Resident, facts: Facts, decision: Decision) -> dict[str, list[Any]]:
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


def _of_decision(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return what changed of the decision: another day to look again is no change of it."""
    return {name: change for name, change in changes.items() if name != "recheck_on"}
