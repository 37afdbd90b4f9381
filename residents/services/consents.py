"""Consents: recorded, withdrawn; the answer in the intake is one of the ways to give one."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from residents.choices import Barrier, Interpreter
from residents.consents import has_consent, holding_on, may_note_health
from residents.intake.questions import HEALTH_QUESTION
from residents.models import Consent, Intake, Resident
from residents.services.rows import fields_of, lock, set_fields


@transaction.atomic
def record_consent(
    resident: Resident,
    *,
    purpose: Consent.Purpose,
    recipient: str = "",
    given_on: date | None = None,
    until_on: date | None = None,
    way: str = Consent.Way.SPOKEN,
    interpreter: str = Interpreter.NONE,
    interpreter_language: str = "",
) -> Consent:
    """Record what a resident agreed to. Saves, adds ``consent.given`` to the trail."""
    lock(resident)
    today = timezone.localdate()
    given_on = given_on or today
    if given_on > today:
        raise RuleBroken(_("A consent cannot be given in the future."), field="given_on")
    if until_on and until_on < given_on:
        raise RuleBroken(_("A consent ends on or after the day it is given."), field="until_on")
    if purpose == Consent.Purpose.PARTNER and not recipient.strip():
        raise RuleBroken(_("Fill in with which organisation."), field="recipient")
    consent = Consent.objects.create(
        resident=resident,
        purpose=purpose,
        recipient=recipient.strip(),
        given_on=given_on,
        until_on=until_on,
        way=way,
        interpreter=interpreter,
        interpreter_language="" if interpreter == Interpreter.NONE else interpreter_language,
        recorded_by=current_scope().actor,
    )
    audit.record("consent.given", consent, fields_of(consent, "purpose", "recipient", "given_on", "until_on"))
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent) -> None:
    """Withdraw a consent as of today; again does nothing. Saves, adds ``consent.withdrawn`` to the trail.

    With the one on health, what was noted on health goes too.
    """
    held = Consent.objects.select_for_update(of=("self",)).select_related("resident__centre")
    consent.refresh_from_db(from_queryset=held)
    if consent.withdrawn_on is None:
        consent.withdrawn_on = timezone.localdate()
        consent.save(update_fields=["withdrawn_on"])
        audit.record("consent.withdrawn", consent, fields_of(consent, "purpose", "recipient", "withdrawn_on"))
        if consent.purpose == Consent.Purpose.HEALTH and not may_note_health(consent.resident):
            _forget_health(consent.resident)


def _forget_health(resident: Resident) -> None:
    """Take what was noted on health out of the intakes."""
    for intake in resident.intakes.select_for_update():
        kept = [code for code in intake.barriers.split(",") if code and code != Barrier.HEALTH]
        changes = set_fields(intake, {"barriers": ",".join(kept), HEALTH_QUESTION: ""})
        if changes:
            intake.version += 1
            intake.save(update_fields=["version", *changes])
            audit.record("intake.health_removed", intake)


def note_answer(intake: Intake) -> None:
    """Follow the answer to "may we show your profile": yes gives the consent, no withdraws it.

    It holds until the project ends. Call inside a transaction.
    """
    today, profile = timezone.localdate(), Consent.Purpose.PROFILE
    resident = intake.resident
    if intake.share_consent is False:
        for consent in resident.consents.filter(holding_on(today), purpose=profile):
            withdraw_consent(consent)
    elif intake.share_consent and not has_consent(resident, profile, today):
        ends_on = intake.project.ends_on
        record_consent(
            resident,
            purpose=profile,
            until_on=ends_on if ends_on >= today else None,
            interpreter=intake.interpreter or Interpreter.NONE,
            interpreter_language=resident.language,
        )
