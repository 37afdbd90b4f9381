"""Lines about administrative steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries import today as queries
from desk.today.jobs import Duty, Job, day, person
from law.steps import LEGAL


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
            icon="pause" if is_late else step.entry.icon,
            kind="stop" if is_late else "wait" if step.due_on == on else "",
            action=_("Record it"),
            url=reverse("residents:step", args=[resident.code, step.pk]),
            key=f"step-{step.pk}",
            done="" if step.entry.ended_by else _("Done"),
            fixed_on=step.due_on if step.entry.basis == LEGAL else None,
        )
