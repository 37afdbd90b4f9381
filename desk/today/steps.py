"""Lines about administrative steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries import today as queries
from desk.today.jobs import STEP_ICONS, Duty, Job, day, person
from law.steps import LEGAL, UnknownStepError, step_kind
from residents.models import Step

# What ends these is more than a tick: a permit, a proof, a new document. Their line leads to the form.
WITH_RESULT = frozenset(
    {Step.Kind.TWV, Step.Kind.NOTIFICATION, Step.Kind.INCOME_DECLARATION, Step.Kind.DOCUMENT_RENEWAL}
)


def steps_due(duty: Duty) -> Iterator[Job]:
    """Open steps that are late or due this week."""
    on = duty.on
    for step in queries.steps_due(duty.people, duty.until):
        resident, waited = step.resident, (on - step.opened_on).days
        is_late = step.due_on < on
        if is_late:
            sentence = _("{name}: {step} is late")
            sub = _("This was due on %(day)s. Whose turn: %(party)s. Waiting for %(days)d days.")
        elif step.due_on == on:
            sentence = _("{name}: {step} is due today")
            sub = _("Whose turn: %(party)s. Waiting for %(days)d days.")
        else:
            sentence = _("{name}: {step} is due")
            sub = _("By %(day)s. Whose turn: %(party)s. Waiting for %(days)d days.")
        yield Job(
            due_on=step.due_on,
            sentence=format_html(sentence, name=person(resident), step=step.get_kind_display()),
            sub=sub % {"day": day(step.due_on), "party": step.get_party_display(), "days": waited},
            icon="pause" if is_late else STEP_ICONS[step.kind],
            kind="stop" if is_late else "wait" if step.due_on == on else "",
            action=_("Record it"),
            url=reverse("residents:step", args=[resident.code, step.pk]),
            key=f"step-{step.pk}",
            done="" if step.kind in WITH_RESULT else _("Done"),
            fixed_on=step.due_on if _is_set_by_law(step) else None,
        )


def _is_set_by_law(step: Step) -> bool:
    try:
        return step_kind(step.kind, step.resident.centre.country).basis == LEGAL
    except UnknownStepError:  # opened before the resident moved to the other country
        return False
