"""What the calendar or a change of status asks of a job: its permit needed, needless, or needed once more."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.trail.locks import hold
from law import registry
from law.engine import ALLOWED
from law.steps import NOTIFICATION, ON_EXPIRY, PERMIT, StepKind, codes, opened_by
from matching.models import Placement
from matching.queries import permits_ending
from matching.right_to_work import decision_without_permit
from matching.services.permits import open_permit_steps, rests_on_permit
from residents.models import Document, Step
from residents.services import close_step, open_step


def review_permit_steps(on: date | None = None) -> int:
    """Open or close the permit steps of planned work as its right to work asks now; return how many changed.

    A status that was granted since makes a permit needless; a waiting time that ended makes it possible. Each
    placement in a transaction of its own; can be repeated without harm.
    """
    on = on or timezone.localdate()
    planned = Placement.objects.filter(status=Placement.Status.PLANNED).order_by("pk")
    return sum(_review(placement, on) for placement in list(planned))


def open_permit_renewals(on: date | None = None) -> int:
    """Open the work permit step of work that goes on after its permit ends; return how many.

    So many days before as the catalogue says: a new permit may follow without a gap.
    """
    on = on or timezone.localdate()
    return sum(
        _renew(permit, kind)
        for country in registry.installed()
        for kind in opened_by(ON_EXPIRY, country)
        if kind.purpose == PERMIT
        for permit in list(permits_ending(on, on + timedelta(days=kind.opens_before), country))
    )


@transaction.atomic
def _review(placement: Placement, on: date) -> bool:
    hold(placement)
    kinds = codes(lambda kind: kind.purpose in (PERMIT, NOTIFICATION))
    steps = placement.resident.steps.filter(kind__in=kinds, subject=placement.code)
    before = steps.count()
    open_permit_steps(placement)
    decision = decision_without_permit(placement, max(placement.planned_start_on, on))
    is_free = decision.outcome == ALLOWED and not decision.for_employer
    needless = list(steps.under_way()) if is_free else []
    for step in needless:
        close_step(step, Step.Status.NOT_NEEDED, note=_("This work is free: no permit is needed any more."))
    return bool(needless) or steps.count() > before


@transaction.atomic
def _renew(permit: Document, kind: StepKind) -> bool:
    if permit.until_on is None:
        return False
    running = permit.resident.placements.filter(status=Placement.Status.STARTED).exclude(
        planned_end_on__lte=permit.until_on
    )
    placement = next((each for each in running if each.match.company.employer_code == permit.employer), None)
    if placement is None:
        return False
    hold(placement)
    steps = placement.resident.steps.filter(kind=kind.kind, subject=placement.code)
    goes_on = rests_on_permit(placement, permit.until_on + timedelta(days=1))
    if not goes_on or steps.under_way().exists():
        return False
    note = _("The permit ends on %(day)s.") % {"day": date_format(permit.until_on, "j F Y")}
    open_step(placement.resident, kind.kind, subject=placement.code, last_day=permit.until_on, note=note)
    return True
