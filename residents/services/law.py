"""A later value of the law: one administrator proposes it, another one decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from law.rules import ParameterError
from law.rules.kinds import check, definition_of, to_json
from residents.law_values import parameters_in_force
from residents.law_values.followers import tell_followers
from residents.law_values.whose import may_change
from residents.models import LawValue, Reassessment
from residents.services.reassessment import ask_for_reassessment
from residents.services.rows import fields_of
from residents.transitions import LAW_VALUE

FIELDS = ("name", "value", "from_on", "until_on", "source", "source_url", "confidence", "note")


def propose_law_value(
    *,
    name: str,
    value: Any,
    from_on: date,
    until_on: date | None = None,
    source: str,
    source_url: str,
    confidence: str,
    note: str = "",
) -> LawValue:
    """Propose that a parameter has ``value`` from a day on (None: that it is not known any more).

    Saves the proposal, records its status and ``law_value.proposed``. Nothing counts until it is approved.
    Raises RuleBroken for a country whose law the actor does not look after, a value of the wrong kind, a last
    day before the first, a value that holds that day already, and a second proposal for the same day.
    """
    if until_on and until_on < from_on:
        raise RuleBroken(_("The last day cannot be before the first."), "until_on")
    _check_value(name, value)
    _check_country(name)
    if until_on is None and _holds_already(name, value, from_on):
        raise RuleBroken(_("This value holds on that day already. Fill in another value or another day."))
    proposal = LawValue(
        name=name,
        value=to_json(value),
        from_on=from_on,
        until_on=until_on,
        source=source,
        source_url=source_url,
        confidence=confidence,
        note=note,
        proposed_by=_person(),
    )
    try:
        with transaction.atomic():
            proposal.save()
            audit.record_status(proposal, "", LawValue.Status.PROPOSED)
            audit.record(
                "law_value.proposed",
                proposal,
                {field: [None, each] for field, each in fields_of(proposal, *FIELDS).items()},
            )
    except IntegrityError as error:
        if "law_value_one_proposal" not in str(error) and "UNIQUE" not in str(error):
            raise
        raise RuleBroken(
            _("There is already a proposal for this rule from this day. Decide on that one first."), "from_on"
        ) from None
    return proposal


@transaction.atomic
def approve_law_value(proposal: LawValue) -> Reassessment:
    """Make a proposed value count, and have everybody assessed again.

    Moves the status, records it and ``law_value.approved``, tells the rooms that follow the law, asks for a
    reassessment and queues it after the commit. Raises RuleBroken for the one who proposed it, for whoever
    does not look after the law of its country, and when it is not proposed (any more).
    """
    _decide(proposal, LawValue.Status.APPROVED)
    tell_followers(proposal)
    return ask_for_reassessment(Reassessment.Cause.APPROVED, law_value=proposal)


@transaction.atomic
def refuse_law_value(proposal: LawValue, *, reason: str) -> None:
    """Refuse a proposed value; the reason stays in the history. Records status and ``law_value.refused``.

    Raises RuleBroken without a reason, and as ``approve_law_value`` does.
    """
    if not reason.strip():
        raise RuleBroken(_("Say why you refuse it."), "reason")
    _decide(proposal, LawValue.Status.REFUSED, reason=reason.strip())


@transaction.atomic
def withdraw_law_value(proposal: LawValue) -> None:
    """Take one's own proposal back before it is decided on. Records status and ``law_value.withdrawn``.

    Raises RuleBroken for somebody else, and when it is not proposed (any more).
    """
    hold(proposal)
    if proposal.proposed_by_id != _person().pk:
        raise RuleBroken(_("Only who proposed it can withdraw it. You can refuse it."))
    audit.change_status(proposal, LawValue.Status.WITHDRAWN, LAW_VALUE)
    audit.record("law_value.withdrawn", proposal)


def _decide(proposal: LawValue, to_status: str, *, reason: str = "") -> None:
    hold(proposal)
    person = _person()
    _check_country(proposal.name)
    if proposal.proposed_by_id == person.pk:
        raise RuleBroken(_("You proposed this value. Another administrator decides on it."))
    decided: Mapping[str, Any] = {"decided_by": person, "decided_at": timezone.now()}
    audit.change_status(proposal, to_status, LAW_VALUE, reason=reason, also=decided)
    audit.record(f"law_value.{to_status}", proposal)


def _check_country(name: str) -> None:
    if not may_change(_person(), definition_of(name)):
        raise RuleBroken(_("You do not administer an agency of this country. Its own administrators decide."))


def _check_value(name: str, value: Any) -> None:
    try:
        definition = definition_of(name)
        if value is not None:
            check(definition, value)
    except ParameterError:
        raise RuleBroken(_("This is not a value that this rule can have."), "value") from None


def _holds_already(name: str, value: Any, on: date) -> bool:
    found = parameters_in_force().find(name, on)
    return found is not None and found.value == value


def _person() -> Any:
    """Return who is at the screen: a job proposes and decides nothing."""
    actor = current_scope().actor
    if actor is None:
        raise audit.MissingActor("A person proposes and decides on values of the law.")
    return actor
