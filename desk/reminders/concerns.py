"""What is wrong at somebody's work, and open."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_COORDINATORS, TO_DESK, Kind, Topic, written_day
from matching.aftercare.words import lowered
from matching.models import Concern

CONCERNS = Topic(
    "concern",
    gettext_lazy("What is wrong at work"),
    gettext_lazy("Bad answers in check-ins and payslips that are too low, until somebody dealt with them."),
    is_mandatory=True,
)


def _open(_on: date) -> QuerySet[Concern]:
    return Concern.objects.open().select_related("resident", "placement__match__company__organisation")


def _late(on: date) -> QuerySet[Concern]:
    return _open(on).filter(due_on__lt=on)


def _text(concern: Concern, _on: date) -> str:
    return _("%(name)s at %(company)s: %(what)s. Deal with it today.") % _words(concern)


def _late_text(concern: Concern, _on: date) -> str:
    return _("%(name)s at %(company)s: %(what)s. Open since %(day)s.") % _words(concern)


def _words(concern: Concern) -> dict[str, str]:
    return {
        "name": concern.resident.short_name,
        "company": str(concern.placement.match.company),
        "what": lowered(str(concern.get_kind_display())),
        "day": written_day(concern.opened_on),
    }


def _url(concern: Concern) -> str:
    return reverse("matching:concern", args=[concern.code])


CONCERN_LATE = Kind(
    code="concern_late",
    topic=CONCERNS,
    to=TO_COORDINATORS,
    rows=_late,
    due="due_on",
    text=_late_text,
    url=_url,
    tells=("concern",),
)
CONCERN = Kind(
    code="concern",
    topic=CONCERNS,
    to=TO_DESK,
    rows=_open,
    due="due_on",
    text=_text,
    url=_url,
    owner="owner",
)
