"""Guidance: ended for a coded reason, and taken up again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from law.steps import REENTRY
from residents import transitions
from residents.choices import ExitReason
from residents.models import Appointment, Intake, Resident
from residents.services.appointments import cancel_appointment
from residents.services.rows import lock
from residents.services.steps import restart_steps


@transaction.atomic
def exit_guidance(resident: Resident, reason: str, on: date | None = None, note: str = "") -> None:
    """End guidance for a coded reason (ExitReason), as of ``on`` (today).

    Cancels the appointments still to come; each can be taken back once the case is taken up again.
    """
    lock(resident)
    if reason not in ExitReason.values:
        raise RuleBroken(_("Choose why guidance ends."), field="reason")
    on = _past_day(on)
    audit.change_status(resident, Resident.Status.EXITED, transitions.RESIDENT, on=on, reason=reason)
    audit.record("resident.exited", resident, {"reason": reason, "on": on, "note": note})
    to_come = resident.appointments.filter(
        status=Appointment.Status.PLANNED, starts_at__gt=timezone.now()
    ).order_by("pk")
    for appointment in to_come:
        cancel_appointment(appointment, _("Guidance has ended."))


@transaction.atomic
def reenter(resident: Resident, on: date | None = None, note: str = "") -> None:
    """Take up a case again as of ``on`` (today): in guidance after a complete intake, else as contacted."""
    lock(resident)
    on = _past_day(on)
    had_intake = resident.intakes.filter(status=Intake.Status.COMPLETE).exists()
    to_status = Resident.Status.GUIDANCE if had_intake else Resident.Status.CONTACTED
    audit.change_status(resident, to_status, transitions.RESIDENT, on=on, reason=note)
    audit.record("resident.reentered", resident, {"on": on, "note": note})
    restart_steps(resident, REENTRY, on)


def _past_day(on: date | None) -> date:
    today = timezone.localdate()
    if on and on > today:
        raise RuleBroken(_("This day is in the future."), field="on")
    return on or today
