"""What the screens of steps show: whose turn, how long it has waited, what it usually takes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.trail.audit import StatusChange
from law.steps import LEGAL, StepKind, due_on, step_kinds
from residents.forms.step import OpenStepForm
from residents.law_values import kind_in_force
from residents.models import Step
from residents.queries import durations
from residents.steps.durations import Usual, usual
from residents.steps.usual_duration import days_text, duration_sentence, source_text, too_few_text, usual_text


@dataclass(frozen=True)
class CatalogueLine:
    """One kind of step to choose, with what is known about it."""

    choice: BoundField
    party: str
    duration: str
    due_on: date


def catalogue_lines(form: OpenStepForm, country: str, today: date) -> list[CatalogueLine]:
    """Return the steps of a country for the form that opens one; ``due_on`` if opened today."""
    kinds = step_kinds(country)
    return [
        CatalogueLine(
            choice,
            str(Step.Party(kinds[choice.data["value"]].party).label),
            duration_text(kinds[choice.data["value"]]),
            due_on(kind_in_force(kinds[choice.data["value"]]), today, country),
        )
        for choice in form["kind"]
    ]


def duration_text(kind: StepKind) -> str:
    """Say in a few words how long a kind of step takes, and whether the law or experience says so."""
    words = _("%(duration)s by law") if kind.basis == LEGAL else _("usually %(duration)s")
    return words % {"duration": days_text(kind)}


def usual_duration(kind: StepKind | None, found: Usual | None) -> str:
    """Say how long it takes: as the cases of the desks did, else the catalogue; with the term of the law."""
    if kind is None:
        return usual_text(found) if found else ""
    said = duration_sentence(kind)
    if found is not None:
        return f"{said} {usual_text(found)}" if kind.basis == LEGAL else usual_text(found)
    return said if kind.basis == LEGAL else f"{said} {too_few_text()}"


def step_page(step: Step, today: date) -> dict[str, Any]:
    """Return the context of the screen of one step; one query a day for the durations."""
    centre = step.resident.centre
    # None for a step that came with imported data and is not in the catalogue of the country.
    kinds = step_kinds(centre.country)
    kind = kinds.get(step.kind)
    changes = StatusChange.objects.filter(subject_type=Step._meta.label_lower, subject_id=step.pk)
    labels = dict(Step.Status.choices)
    found = usual(durations(centre.country, today), step.kind, centre.municipality)
    return {
        "step": step,
        "resident": step.resident,
        "name": step.get_kind_display(),
        "kind": kind,
        "duration": usual_duration(kind, found),
        "source": source_text(kind) if kind else "",
        "usual": found,
        "waits_for": [_(kinds[each].label) for each in kind.waits_for] if kind else [],
        "waited": ((step.closed_on or today) - step.opened_on).days,
        "is_open": step.status in Step.UNDER_WAY,
        "is_waiting": step.status == Step.Status.WAITS,
        "evidence_files": step.evidence.select_related("added_by"),
        "is_late": step.status == Step.Status.OPEN and step.due_on is not None and step.due_on < today,
        "history": [
            {
                "when": date_format(change.on, "j F Y"),
                "title": labels.get(change.to_status, change.to_status),
                "text": change.reason,
                "by": change.actor.short_name if change.actor else change.job,
            }
            for change in changes.select_related("actor")
        ],
    }
