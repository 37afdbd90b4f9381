"""The decision on the right to work, repeated on the resident for lists and matching."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

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


_later: ContextVar[set[int] | None] = ContextVar("assessed_later", default=None)
AT_ONCE = 500


@contextmanager
def assessing_later() -> Iterator[None]:
    """Assess whom the services touch in the block once, at its end, and many in one go.

    For lists of many rows. Meanwhile ``assess_resident`` returns None.
    """
    touched: set[int] = set()
    token = _later.set(touched)
    try:
        yield
    finally:
        _later.reset(token)
    pks = sorted(touched)
    for start in range(0, len(pks), AT_ONCE):
        assess_many(pks[start : start + AT_ONCE], timezone.localdate())


def assess_resident(resident: Resident, on: date | None = None) -> Decision | None:
    """Decide as of a day (today) whether the resident may work as an employee, and keep the decision."""
    if (later := _later.get()) is not None:
        later.add(resident.pk)
        return None
    return _assess_now(resident, on)


@transaction.atomic
def _assess_now(resident: Resident, on: date | None) -> Decision:
    lock(resident)
    facts = facts_of(resident)
    decision = assess(facts, on or timezone.localdate(), parameters_in_force())
    changes = _set_decision(resident, facts, decision)
    resident.save(update_fields=FIELDS)
    if changes := _of_decision(changes):
        audit.record("resident.assessed", resident, changes)
    return decision


@transaction.atomic
def assess_many(pks: Sequence[int], on: date) -> int:
    """Assess a batch as of a day in a fixed number of queries; return for how many the decision changed.

    Measured in bench/reassess.py: reads only what decides, and writes only what is another than before.
    """
    locked = Resident.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    batch = list(locked.only(*READ, *FIELDS))
    written, decided, rules = [], [], parameters_in_force()
    for resident, facts in facts_of_many(batch):
        changes = _set_decision(resident, facts, assess(facts, on, rules))
        if changes:
            written.append(resident)
        if changes := _of_decision(changes):
            decided.append((resident, changes))
    save_many(written, *FIELDS)
    audit.record_many("resident.assessed", decided)
    return len(decided)


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


def _of_decision(changes: dict[str, list]) -> dict[str, list]:
    """Return what changed of the decision: another day to look again is no change of it."""
    return {name: change for name, change in changes.items() if name != "recheck_on"}
