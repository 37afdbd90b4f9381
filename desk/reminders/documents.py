"""Documents and permits that expire, and the day from which somebody may work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_DESK, Kind, Topic, written_day
from law.engine import MAY_WORK
from residents.models import Document, Resident
from residents.models.legal import document_codes

ALLOWED_SINCE_DAYS = 6  # a server that was down for some days must not keep this from a coach

EXPIRING = Topic(
    "expiring",
    gettext_lazy("Documents and permits that expire"),
    gettext_lazy("90, 30 and 7 days before. Without them the right to work may end."),
    is_mandatory=True,
)
ALLOWED = Topic(
    "allowed",
    gettext_lazy("May work from now on"),
    gettext_lazy("The day on which somebody may work for the first time."),
)


def _documents(more_than: int, at_most: int) -> Callable[[date], QuerySet[Document]]:
    """Documents with so many days left, without a later one that takes their place.

    A permit for one employer takes the place of no other; any proof of stay takes that of an earlier one.
    """

    def rows(on: date) -> QuerySet[Document]:
        later = Document.objects.filter(resident=OuterRef("resident")).filter(
            Q(until_on__gt=OuterRef("until_on")) | Q(until_on=None)
        )
        same = later.filter(type=OuterRef("type"), employer=OuterRef("employer"))
        stay = later.proving_stay()
        return (
            Document.objects.filter(
                until_on__gt=on + timedelta(days=more_than), until_on__lte=on + timedelta(days=at_most)
            )
            .exclude(resident__status=Resident.Status.EXITED)
            .exclude(Exists(same))
            .exclude(Exists(stay), ~Q(type__in=document_codes(lambda kind: not kind.proves_stay)))
            .select_related("resident__centre")
        )

    return rows


def _document_text(document: Document, _on: date) -> str:
    return _("%(name)s: %(document)s is valid until %(day)s.") % {
        "name": document.resident.short_name,
        "document": document.get_type_display(),
        "day": written_day(document.until_on),
    }


def _procedure_url(document: Document) -> str:
    return reverse("residents:procedure", args=[document.resident.code])


def _expiring(code: str, more_than: int, at_most: int) -> Kind:
    rows = _documents(more_than, at_most)
    return Kind(
        code=code,
        topic=EXPIRING,
        to=TO_DESK,
        rows=rows,
        due="until_on",
        text=_document_text,
        url=_procedure_url,
    )


def _allowed(on: date) -> QuerySet[Resident]:
    return Resident.objects.present().filter(
        work_outcome__in=MAY_WORK,
        work_allowed_from__lte=on,
        work_allowed_from__gte=on - timedelta(days=ALLOWED_SINCE_DAYS),
    )


def _allowed_text(resident: Resident, on: date) -> str:
    names = {"name": resident.short_name, "day": written_day(resident.work_allowed_from)}
    if resident.work_allowed_from == on:
        return _("From today %(name)s may work.") % names
    return _("%(name)s may work since %(day)s.") % names


EXPIRING_7 = _expiring("expiring_7", -1, 7)
EXPIRING_30 = _expiring("expiring_30", 7, 30)
EXPIRING_90 = _expiring("expiring_90", 30, 90)
ALLOWED_REMINDER = Kind(
    code="allowed",
    topic=ALLOWED,
    to=TO_DESK,
    rows=_allowed,
    due="work_allowed_from",
    text=_allowed_text,
    url=lambda resident: reverse("desk:resident", args=[resident.code]),
    person="",
)
