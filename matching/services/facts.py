"""A fact that a ranking asks for, kept where it belongs in the file, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobdesk.trail.errors import RuleBroken
from residents.intake.questions import answers_of
from residents.models import Intake, LanguageSkill, Resident
from residents.queries import latest_intake
from residents.services import save_intake
from residents.services.background import record_background, remove_background

Kept = dict[str, Any]  # plain, for the session of who may take it back
_Transport = Intake.Transport
MEANS: dict[str, dict[str, Any]] = {
    "both": {"cycling": Intake.Cycling.YES, "transport": _Transport.ALONE},
    "bicycle": {"cycling": Intake.Cycling.YES, "transport": _Transport.NO},
    "public_transport": {"cycling": Intake.Cycling.NO, "transport": _Transport.ALONE},
    "none": {"cycling": Intake.Cycling.NO, "transport": _Transport.NO},
}


@transaction.atomic
def keep_fact(resident: Resident, fact: str, value: str) -> Kept:
    """Keep the answer to a question of a ranking: ``hours``, ``means``, ``minutes`` or ``language:nl``.

    Answers of the last intake are saved there, a language is recorded as heard by the desk; both leave their
    own trail. Return what ``take_fact_back`` needs. Raises RuleBroken without an intake, and where somebody
    else answered meanwhile.
    """
    kind, _colon, language = fact.partition(":")
    if kind == "language":
        heard = {"language": language, "level": value, "assessed": LanguageSkill.Assessed.COACH}
        return {"row": record_background(resident, LanguageSkill, heard).pk}
    answers = _answers(kind, value)
    intake = latest_intake(resident)
    if intake is None:
        raise RuleBroken(_("There is no intake yet. Begin it first: the answer is kept there."))
    before = answers_of(intake, answers)
    _save(intake, answers, before)
    return {"intake": intake.pk, "before": before, "after": answers}


@transaction.atomic
def take_fact_back(resident: Resident, kept: Mapping[str, Any]) -> None:
    """Make it as it was before ``keep_fact``. Raises RuleBroken where somebody else answered since."""
    if row := kept.get("row"):
        remove_background(LanguageSkill.objects.select_related("resident").get(resident=resident, pk=row))
        return
    _save(
        resident.intakes.select_related("resident", "centre__region").get(pk=kept["intake"]),
        kept["before"],
        kept["after"],
    )


def _answers(kind: str, value: str) -> dict[str, Any]:
    if kind == "means":
        return dict(MEANS[value])
    return {{"hours": "hours", "minutes": "travel_minutes"}[kind]: int(value)}


def _save(intake: Intake, answers: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
    if save_intake(intake, answers, seen=seen).conflicts:
        raise RuleBroken(_("Somebody else answered this in the meantime."))
