"""Talks after the start, and contracts that end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_DESK, Kind, Topic, written_day
from matching.models import CheckIn, Placement
from matching.wages.floor import placement_wage_test
from residents.law_values import parameters_in_force

CONTRACT_DAYS = 30

WAGE = Topic(
    "wage",
    gettext_lazy("Wages that are too low"),
    gettext_lazy("Work whose wage is below a minimum wage that became known."),
    is_mandatory=True,
)
CONTRACT = Topic(
    "contract",
    gettext_lazy("Contracts that end"),
    gettext_lazy("Contracts that end within 30 days."),
)
CHECK_IN = Topic(
    "check_in",
    gettext_lazy("Talks after the start"),
    gettext_lazy("Talks with people at work that are due."),
)


def _contracts(on: date) -> QuerySet[Placement]:
    return Placement.objects.filter(
        status=Placement.Status.STARTED,
        planned_end_on__gte=on,
        planned_end_on__lte=on + timedelta(days=CONTRACT_DAYS),
    ).select_related("resident")


def _low_wages(_on: date) -> QuerySet[Placement]:
    return (
        Placement.objects.under_way()
        .filter(wage_low_on__isnull=False)
        .select_related("resident__centre", "match__company__organisation")
    )


def _check_ins(on: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(
        status=CheckIn.Status.PLANNED, due_on__lte=on, placement__status=Placement.Status.STARTED
    ).select_related("resident")


def _wage_text(placement: Placement, on: date) -> str:
    test = placement_wage_test(placement, parameters_in_force(), on)
    return _("%(name)s: agree on a higher wage with %(company)s, and record it. %(why)s") % {
        "name": placement.resident.short_name,
        "company": placement.match.company,
        "why": test.text,
    }


def _contract_text(placement: Placement, _on: date) -> str:
    return _("%(name)s: the contract as %(job)s ends on %(day)s.") % {
        "name": placement.resident.short_name,
        "job": placement.job_title,
        "day": written_day(placement.planned_end_on),
    }


def _check_in_text(check_in: CheckIn, _on: date) -> str:
    return _("%(name)s: the talk of week %(week)d was planned for %(day)s.") % {
        "name": check_in.resident.short_name,
        "week": check_in.week,
        "day": written_day(check_in.due_on),
    }


WAGE_REMINDER = Kind(
    code="wage_low",
    topic=WAGE,
    to=TO_DESK,
    rows=_low_wages,
    due="wage_low_on",
    text=_wage_text,
    url=lambda placement: reverse("matching:placement_record", args=[placement.code]),
)
CHECK_IN_REMINDER = Kind(
    code="check_in",
    topic=CHECK_IN,
    to=TO_DESK,
    rows=_check_ins,
    due="due_on",
    text=_check_in_text,
    url=lambda check_in: reverse("matching:check_in", args=[check_in.pk]),
)
CONTRACT_REMINDER = Kind(
    code="contract",
    topic=CONTRACT,
    to=TO_DESK,
    rows=_contracts,
    due="planned_end_on",
    text=_contract_text,
    url=lambda placement: reverse("desk:placement", args=[placement.code]),
)
