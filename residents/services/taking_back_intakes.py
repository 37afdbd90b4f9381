"""Taking back an intake that was recorded by mistake, with what followed from it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from residents.models import Intake, LanguageSkill, Resident, Step
from residents.services.consents import withdraw_consent
from residents.services.rows import fields_of, lock, set_fields
from residents.services.steps import close_step


def before_intake(resident: Resident) -> dict[str, Any]:
    """Return what an intake may change beside itself: fit for JSON, to be given to ``take_back_intake``."""
    skills = resident.language_skills.values_list("language", "level", "assessed")
    return {
        "status": resident.status,
        "languages": {language: [level, assessed] for language, level, assessed in skills},
        "consents": list(resident.consents.values_list("pk", flat=True)),
        "steps": list(resident.steps.values_list("pk", flat=True)),
    }


@transaction.atomic
def take_back_intake(intake: Intake, before: dict[str, Any]) -> None:
    """Remove an intake: status and languages become what they were, new consents and steps end.

    The trail keeps it. Raises RuleBroken when the case went on.
    """
    resident = intake.resident
    lock(resident)
    if resident.status != before["status"]:
        if resident.status not in (Resident.Status.INTAKE, Resident.Status.GUIDANCE):
            raise RuleBroken(_("The case of this resident went on after the intake."))
        came_from, resident.status = resident.status, before["status"]
        resident.save(update_fields=["status"])
        audit.record_status(resident, came_from, resident.status, reason="intake.taken_back")
    _restore(resident, before)
    audit.record("intake.taken_back", intake, fields_of(intake, "project", "started_on", "completed_on"))
    try:
        with transaction.atomic():
            intake.delete()
    except ProtectedError:
        raise RuleBroken(_("There is more that rests on this intake.")) from None


@transaction.atomic
def take_back_answers(intake: Intake, before: dict[str, Any]) -> None:
    """Give an intake its former answers back. Raises RuleBroken when it was completed meanwhile."""
    lock(intake.resident)
    if intake.resident.status != before["status"]:
        raise RuleBroken(_("These answers completed the intake. Correct it on its page."))
    answers = dict(before["answers"])
    if answers.get("starts_from"):
        answers["starts_from"] = date.fromisoformat(answers["starts_from"])
    changes = set_fields(intake, answers)
    if changes:
        intake.version += 1
        intake.save(update_fields=["version", *changes])
        audit.record("intake.answers_taken_back", intake, changes)
    _restore(intake.resident, before)


def _restore(resident: Resident, before: dict[str, Any]) -> None:
    for skill in resident.language_skills.all():
        if skill.language not in before["languages"]:
            audit.record("language.taken_back", skill, fields_of(skill, "language", "level"))
            skill.delete()
            continue
        level, assessed = before["languages"][skill.language]
        if changes := set_fields(skill, {"level": level, "assessed": LanguageSkill.Assessed(assessed)}):
            skill.save(update_fields=list(changes))
            audit.record("language.taken_back", skill, changes)
    for consent in resident.consents.exclude(pk__in=before["consents"]):
        withdraw_consent(consent)
    for step in resident.steps.under_way().exclude(pk__in=before["steps"]):
        close_step(step, Step.Status.NOT_NEEDED)
