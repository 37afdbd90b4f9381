"""Steps: due soon, late, very late, and income to declare."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.reminders.record import TO_COORDINATORS, TO_DESK, Kind, Topic, written_day
from law.steps import ON_WAGE, codes
from residents.models import Resident, Step

DUE_SOON_DAYS = 3
ESCALATED_AFTER_DAYS = 14

DUE_SOON = Topic(
    "due_soon",
    gettext_lazy("Due soon"),
    gettext_lazy("Steps that are due within three days."),
)
OVERDUE = Topic(
    "overdue",
    gettext_lazy("Late"),
    gettext_lazy("Steps that are late. A person waits."),
    is_mandatory=True,
)
ESCALATED = Topic(
    "escalated",
    gettext_lazy("Late for more than two weeks"),
    gettext_lazy("Steps at your centre that are more than 14 days late."),
    is_mandatory=True,
)
DECLARATION = Topic(
    "declaration",
    gettext_lazy("Income to declare"),
    gettext_lazy("Declarations of income to the reception agency, from the day on which they can be sent."),
)


def _open_steps() -> QuerySet[Step]:
    return (
        Step.objects.filter(status=Step.Status.OPEN)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident__coach", "resident__centre")
    )


def _steps_due_soon(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__gte=on, due_on__lte=on + timedelta(days=DUE_SOON_DAYS))


def _declarations(on: date) -> QuerySet[Step]:
    """Those with more time than ``DUE_SOON_DAYS``: after that, they are due soon."""
    kinds = codes(lambda kind: ON_WAGE in kind.opened_by)
    return _open_steps().filter(kind__in=kinds, due_on__gt=on + timedelta(days=DUE_SOON_DAYS))


def _steps_overdue(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__lt=on)


def _steps_escalated(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__lt=on - timedelta(days=ESCALATED_AFTER_DAYS))


def _due_soon_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s is due on %(day)s. Whose turn: %(party)s.")
    return words % _step_words(step)


def _overdue_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s was due on %(day)s. Whose turn: %(party)s.")
    return words % _step_words(step)


def _declaration_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s, to be sent by %(day)s. Keep the proof.")
    return words % _step_words(step)


def _escalated_text(step: Step, on: date) -> str:
    late = (on - step.due_on).days
    coach = step.resident.coach
    if coach is None:
        words = ngettext(
            "%(name)s: %(step)s is %(days)d day late. There is no coach.",
            "%(name)s: %(step)s is %(days)d days late. There is no coach.",
            late,
        )
    else:
        words = ngettext(
            "%(name)s (coach %(coach)s): %(step)s is %(days)d day late.",
            "%(name)s (coach %(coach)s): %(step)s is %(days)d days late.",
            late,
        )
    return words % {**_step_words(step), "days": late, "coach": coach.short_name if coach else ""}


def _step_words(step: Step) -> dict[str, str]:
    return {
        "name": step.resident.short_name,
        "step": step.get_kind_display(),
        "day": written_day(step.due_on),
        "party": step.get_party_display(),
    }


def _step_url(step: Step) -> str:
    return reverse("residents:step", args=[step.resident.code, step.pk])


ESCALATED_REMINDER = Kind(
    code="escalated",
    topic=ESCALATED,
    to=TO_COORDINATORS,
    rows=_steps_escalated,
    due="due_on",
    text=_escalated_text,
    url=_step_url,
    tells=("overdue",),
)
OVERDUE_REMINDER = Kind(
    code="overdue",
    topic=OVERDUE,
    to=TO_DESK,
    rows=_steps_overdue,
    due="due_on",
    text=_overdue_text,
    url=_step_url,
)
DUE_SOON_REMINDER = Kind(
    code="due_soon",
    topic=DUE_SOON,
    to=TO_DESK,
    rows=_steps_due_soon,
    due="due_on",
    text=_due_soon_text,
    url=_step_url,
)
DECLARATION_REMINDER = Kind(
    code="declaration",
    topic=DECLARATION,
    to=TO_DESK,
    rows=_declarations,
    due="due_on",
    text=_declaration_text,
    url=_step_url,
)
