"""The intake: begun, saved in parts, completed. Nobody's answers are overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.desks.models import Project
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from law.registry import country
from law.steps import ON_DIPLOMA, codes
from residents import transitions
from residents.choices import Barrier, Language
from residents.consents import HEALTH_REFUSED, may_note_health
from residents.intake.answers_merge import merge
from residents.intake.questions import HEALTH_QUESTION, QUESTIONS, answers_of, missing_answers
from residents.models import Intake, IntakeSitting, LanguageSkill, Resident
from residents.services.consents import note_answer
from residents.services.contacts import check_project
from residents.services.rows import fields_of, lock, set_fields
from residents.services.steps import close_step, open_steps_for

# From here on a diploma names a trade or a profession; a valuation of less opens no door.
WORTH_VALUING = frozenset(
    {
        Intake.Education.UPPER_SECONDARY,
        Intake.Education.POST_SECONDARY,
        Intake.Education.BACHELOR,
        Intake.Education.MASTER,
    }
)
MEASURED = (LanguageSkill.Assessed.TEST, LanguageSkill.Assessed.DIPLOMA)


@dataclass(frozen=True)
class Saved:
    """What became of answers: ``names`` are saved; ``conflicts`` wait until somebody has chosen."""

    intake: Intake
    names: tuple[str, ...]
    conflicts: tuple[str, ...]


class AnswersMissing(RuleBroken):
    """Questions without which guidance cannot open; ``names`` are their fields, in the order of the form."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            ngettext(
                "%(count)d answer is missing before the intake is complete.",
                "%(count)d answers are missing before the intake is complete.",
                len(names),
            )
            % {"count": len(names)}
        )
        self.names = names


@transaction.atomic
def start_intake(resident: Resident, project: Project, on: date | None = None) -> Intake:
    """Begin an intake for a project, or return the one that is under way for it."""
    lock(resident)
    on = on or timezone.localdate()
    under_way = resident.intakes.filter(project=project, status=Intake.Status.STARTED).first()
    if under_way:
        return under_way
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended. Take the case up again first."))
    check_project(project, resident.centre, on)
    intake = Intake.objects.create(
        resident=resident,
        project=project,
        centre=resident.centre,
        coach=current_scope().actor,
        started_on=on,
    )
    audit.record_status(intake, "", intake.status, on=on)
    audit.record("intake.started", intake, fields_of(intake, "project", "centre", "started_on"))
    if resident.status != Resident.Status.GUIDANCE:
        audit.change_status(resident, Resident.Status.INTAKE, transitions.RESIDENT, on=on)
    return intake


@transaction.atomic
def save_intake(intake: Intake, answers: Mapping[str, Any], *, seen: Mapping[str, Any]) -> Saved:
    """Save answers that were given on a page which showed ``seen`` (``questions.answers_of``).

    What was not changed there stays as it is stored, whoever stored it. What was changed there and by
    somebody else too is not saved and comes back as a conflict. Saves, adds ``intake.saved`` to the trail,
    follows the answer on consent, and takes over the languages when the intake is complete.
    """
    if unknown := set(answers) - set(QUESTIONS):
        raise TypeError(f"Not questions of the intake: {', '.join(sorted(unknown))}")
    intake.refresh_from_db(from_queryset=Intake.objects.select_for_update())
    _check_health(intake, answers)
    if not may_note_health(intake.resident):
        seen = _without_health(seen)
    merged = merge(seen=seen, stored=answers_of(intake, answers), typed=answers)
    changes = set_fields(intake, merged.take)
    if changes:
        intake.version += 1
        intake.save(update_fields=["version", *changes])
        audit.record("intake.saved", intake, _for_the_trail(changes))
        _note_sitting(intake, changes)
        if "share_consent" in changes:
            note_answer(intake)
        if intake.status == Intake.Status.COMPLETE:
            _update_languages(intake)
            _follow_diploma(intake)
    return Saved(intake, tuple(changes), merged.conflicts)


@transaction.atomic
def complete_intake(intake: Intake, on: date | None = None) -> None:
    """Complete an intake as of ``on`` (today): guidance opens and the languages are known.

    Again does nothing. A diploma from abroad that is not valued yet opens the step of its valuation.
    Raises AnswersMissing with the questions that are still open.
    """
    lock(intake.resident)
    intake.refresh_from_db(from_queryset=Intake.objects.select_for_update())
    if intake.status == Intake.Status.COMPLETE:
        return  # by a colleague, while this page was open
    on = on or timezone.localdate()
    if names := missing_answers(intake):
        raise AnswersMissing(names)
    if on > timezone.localdate() or on < intake.started_on:
        raise RuleBroken(_("An intake is completed between the day it began and today."), field="on")
    audit.change_status(intake, Intake.Status.COMPLETE, transitions.INTAKE, on=on, also={"completed_on": on})
    audit.record("intake.completed", intake, {"completed_on": on})
    _update_languages(intake)
    _follow_diploma(intake)
    resident = intake.resident
    if resident.status == Resident.Status.INTAKE:
        audit.change_status(resident, Resident.Status.GUIDANCE, transitions.RESIDENT, on=on)


def _follow_diploma(intake: Intake) -> None:
    """Open the valuation of a diploma that is worth one; close it when the diploma has been valued."""
    if intake.diploma == Intake.Diploma.NOT_VALUED and intake.education in WORTH_VALUING:
        open_steps_for(intake.resident, ON_DIPLOMA)
    if intake.diploma == Intake.Diploma.VALUED:
        kinds = codes(lambda kind: ON_DIPLOMA in kind.opened_by)
        for step in intake.resident.steps.under_way().filter(kind__in=kinds):
            close_step(step, note=str(intake.get_diploma_display()))


def _check_health(intake: Intake, answers: Mapping[str, Any]) -> None:
    is_health = Barrier.HEALTH in answers.get("barriers", "").split(",") or answers.get(HEALTH_QUESTION)
    if is_health and not may_note_health(intake.resident):
        raise RuleBroken(str(HEALTH_REFUSED), field="barriers")


def _without_health(seen: Mapping[str, Any]) -> dict[str, Any]:
    """What a page showed, as the withdrawing of the consent left it: nobody answered anything else there."""
    barriers = [code for code in (seen.get("barriers") or "").split(",") if code != Barrier.HEALTH]
    left = {"barriers": ",".join(barriers), HEALTH_QUESTION: ""}
    return {name: left.get(name, answer) for name, answer in seen.items()}


def _for_the_trail(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The changes as the trail keeps them: that health was noted, and not what."""
    return changes | ({HEALTH_QUESTION: ["…", "…"]} if HEALTH_QUESTION in changes else {})


def _note_sitting(intake: Intake, changes: Mapping[str, Any]) -> None:
    """Note the talk of today, through the interpreter that was named, else as the last talk was held."""
    actor, today = current_scope().actor, timezone.localdate()
    if actor is None:
        return
    sitting = intake.sittings.filter(coach=actor, on=today).first()
    if sitting is None:
        last = intake.sittings.last()
        sitting = IntakeSitting(
            intake=intake,
            coach=actor,
            on=today,
            interpreter=last.interpreter if last else intake.interpreter,
            interpreter_language=last.interpreter_language if last else intake.resident.language,
        )
    elif "interpreter" not in changes:
        return
    if "interpreter" in changes:
        sitting.interpreter = intake.interpreter
    sitting.save()


@transaction.atomic
def record_sitting(intake: Intake, *, interpreter: str, interpreter_language: str) -> IntakeSitting:
    """Record through which interpreter the talk of today is held. Saves, adds ``intake.sitting``."""
    sitting, _is_new = IntakeSitting.objects.update_or_create(
        intake=intake,
        coach=current_scope().actor,
        on=timezone.localdate(),
        defaults={"interpreter": interpreter, "interpreter_language": interpreter_language},
    )
    audit.record("intake.sitting", sitting, fields_of(sitting, "interpreter", "interpreter_language"))
    return sitting


@transaction.atomic
def note_sheet_printed(intake: Intake) -> None:
    """Add ``intake.sheet_printed`` to the trail: answers have left the screen."""
    audit.record("intake.sheet_printed", intake)


def _update_languages(intake: Intake) -> None:
    """Take over the levels the coach heard; what was measured by a test or diploma stays."""
    heard = {_desk_language(intake): intake.dutch_or_french, Language.EN: intake.english}
    for language, level in heard.items():
        if not level:
            continue
        skill = intake.resident.language_skills.filter(language=language).first()
        skill = skill or LanguageSkill(resident=intake.resident, language=language)
        if skill.assessed in MEASURED:
            continue
        changes = set_fields(skill, {"level": level, "assessed": LanguageSkill.Assessed.COACH})
        if changes:
            skill.save()
            audit.record("language.heard", skill, {"language": language, **changes})


def _desk_language(intake: Intake) -> str:
    return country(intake.centre.country).language_of(intake.centre.region.name)
