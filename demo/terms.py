"""What was agreed later: a raise with a slip that was put right, and what begins next month."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from matching.models import Placement
from matching.services import change_placement, correct_terms

RAISE = Decimal("0.60")
WRONG = Decimal("6.00")  # typed with the comma in the wrong place


def build_terms(places: Places) -> None:
    """Do it through the services, for two who work since long and have no concern."""
    coach = places.users["coach"]
    with open_scope(hat_for(coach, Role.COACH).scope):
        goes_on = Q(planned_end_on=None) | Q(planned_end_on__gt=_next_month(places))
        quiet = Placement.objects.filter(
            goes_on,
            status=Placement.Status.STARTED,
            kind__in=Placement.PAID_KINDS,
            resident__coach=coach,
            started_on__lte=places.today - timedelta(days=60),
            wage_hour__isnull=False,
            wage_low_on=None,
            concerns=None,
            payslips=None,
        ).order_by("started_on", "pk")
        for placement in quiet[:2]:
            _raised(placement, places)
        for placement in quiet[:1]:
            change_placement(
                placement,
                placement.hours,
                planned_end_on=placement.planned_end_on,
                job_title=f"{placement.job_title} (ploegleider)",
                wage_hour=_wage(placement) + 1,
                from_on=_next_month(places),
                note="Na een goed gesprek met de werkgever",
            )


def _raised(placement: Placement, places: Places) -> None:
    """More wage and fixed days since three weeks; the first time it was typed wrongly."""
    before = _wage(placement)
    change_placement(
        placement,
        placement.hours,
        planned_end_on=placement.planned_end_on,
        wage_hour=before + WRONG,
        shifts=WORKING_DAYS_BY_DAY,
        from_on=places.today - timedelta(days=21),
        note="Loonsverhoging na de proeftijd",
    )
    correct_terms(
        placement.terms.get(kind="change"),
        {"wage_hour": before + RAISE},
        note="Komma verkeerd getypt: 60 cent, geen 6 euro",
    )


def _next_month(places: Places) -> date:
    return (places.today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _wage(placement: Placement) -> Decimal:
    """The wage of paid work, which has one: EUR gross an hour."""
    return placement.wage_hour or Decimal()
