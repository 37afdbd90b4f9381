"""The first day worked: recorded when nothing stands in its way, or all the same by a coordinator."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.trail.audit import MissingActor, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from law.steps import (
    BY_START,
    ON_START,
)
from matching.models import CheckIn, Concern, Placement, StartOverride, StartRequest
from matching.services.concerns import raise_concern
from matching.services.hindrances import WAGE, Hindrance, hindrance_name, hindrances_to
from matching.services.permits import steps_ended_by
from matching.transitions import PLACEMENT, START_REQUEST
from residents.services import (
    close_step,
    open_income_declaration,
    open_steps_for,
)


@transaction.atomic
def start_placement(placement: Placement, started_on: date) -> None:
    """Record the first day worked. Saves, records the change of status, plans the check-ins.

    Ends the step in which the employer confirms the day. Paid work opens the steps that come with a wage
    (declaration of income, health insurance). Answers a coach who asked the coordinators for it.

    Raises RuleBroken for a day in the future or before the match, and while something stands in the way
    (``hindrances_to``), saying all of it.
    """
    hold(placement)
    _check_day(placement, started_on)
    if found := hindrances_to(placement, started_on):
        raise RuleBroken(" ".join(each.why for each in found), found[0].field)
    _begin(placement, started_on)


@transaction.atomic
def override_start(placement: Placement, started_on: date, reason: str, words: str) -> StartOverride:
    """Record the first day worked although something stands in the way: somebody worked, and it is known.

    ``reason``: of ``StartOverride``; ``words``: why. It permits nothing: the decision on the right to work
    stays what it is, and open steps stay open. Keeps what stood in the way; records
    ``placement.start_overridden`` with the codes; does what ``start_placement`` does. A right to work that
    is not in order, or a wage below the minimum, opens a concern, due today.

    Raises RuleBroken for an impossible day, without reason or words, when nothing stands in the way, and
    while the work with the employer before has no last day.
    """
    hold(placement)
    _check_day(placement, started_on)
    if reason not in StartOverride.Reason.values:
        raise RuleBroken(_("Choose why it is recorded all the same."), "reason")
    if not words.strip():
        raise RuleBroken(_("Write what you know, and from whom."), "words")
    found = hindrances_to(placement, started_on)
    if not found:
        raise RuleBroken(_("Nothing stands in the way any more: record the start in the usual way."))
    if blocked := [each for each in found if not each.is_overridable]:
        raise RuleBroken(blocked[0].why, blocked[0].field)
    codes = [each.code for each in found]
    kept = StartOverride.objects.create(
        placement=placement,
        started_on=started_on,
        hindrances=codes,
        reason=reason,
        words=words.strip(),
        by=_person(),
    )
    record("placement.start_overridden", placement, {"on": started_on, "hindrances": codes, "reason": reason})
    _begin(placement, started_on)
    _open_concerns(placement, found)
    return kept


@transaction.atomic
def ask_for_override(placement: Placement, started_on: date, words: str = "") -> StartRequest:
    """Ask the coordinators to record a start all the same: a line of theirs on Today until they answer.

    Records ``start_request.asked``. Raises RuleBroken for an impossible day, when they were asked already,
    when nothing stands in the way, or something that they cannot pass either.
    """
    hold(placement)
    _check_day(placement, started_on)
    if placement.status != Placement.Status.PLANNED:
        raise RuleBroken(_("This work has begun, or is over."))
    if placement.start_requests.filter(status=StartRequest.Status.ASKED).exists():
        raise RuleBroken(_("The coordinators have been asked already."))
    found = hindrances_to(placement, started_on)
    if not found:
        raise RuleBroken(_("Nothing stands in the way any more: record the start in the usual way."))
    if blocked := [each for each in found if not each.is_overridable]:
        raise RuleBroken(blocked[0].why, blocked[0].field)
    asked = StartRequest.objects.create(
        placement=placement,
        started_on=started_on,
        words=words.strip(),
        asked_by=_person(),
        asked_on=timezone.localdate(),
    )
    record_status(asked, "", asked.status)
    record("start_request.asked", asked, {"on": started_on, "hindrances": [each.code for each in found]})
    return asked


@transaction.atomic
def decline_override(request: StartRequest, answer: str) -> None:
    """Say no to a coach who asked, and what to do instead. Records the change of status.

    Raises RuleBroken without words, or when it was answered.
    """
    hold(request)
    if request.status != StartRequest.Status.ASKED:
        raise RuleBroken(_("This has been answered already."))
    if not answer.strip():
        raise RuleBroken(_("Say why not, and what to do instead: your colleague reads it."), "answer")
    _answer(request, StartRequest.Status.DECLINED, answer.strip())


@transaction.atomic
def read_override_answer(request: StartRequest) -> None:
    """Note that who asked read the answer; it leaves their Today. Records ``start_request.read``."""
    _mark_read(request, is_read=True)


@transaction.atomic
def unread_override_answer(request: StartRequest) -> None:
    """Take back that the answer was read. Records ``start_request.unread``."""
    _mark_read(request, is_read=False)


def _mark_read(request: StartRequest, *, is_read: bool) -> None:
    hold(request)
    request.seen_on = timezone.localdate() if is_read else None
    request.save(update_fields=["seen_on"])
    record("start_request.read" if is_read else "start_request.unread", request)


def _person() -> User:
    """Whoever answers for it: never a job."""
    actor = current_scope().actor
    if actor is None:
        raise MissingActor("A start is recorded all the same by a person.")
    return actor


def _check_day(placement: Placement, started_on: date) -> None:
    if started_on > timezone.localdate():
        raise RuleBroken(_("Record the start on the first day of work or later."), "started_on")
    if started_on < placement.match.matched_on:
        raise RuleBroken(_("The start cannot be before the match."), "started_on")


def _begin(placement: Placement, started_on: date) -> None:
    change_status(
        placement, Placement.Status.STARTED, PLACEMENT, on=started_on, also={"started_on": started_on}
    )
    if placement.kind in Placement.PAID_KINDS:
        open_steps_for(placement.resident, ON_START, subject=placement.code)
        open_income_declaration(placement.resident, placement.code, started_on)
    for step in steps_ended_by(placement, BY_START):
        close_step(step, is_recorded=True)
    for week in placement.match.project.check_in_weeks:
        due_on = started_on + timedelta(weeks=week)
        check_in = CheckIn.objects.create(
            placement=placement, resident=placement.resident, week=week, due_on=due_on
        )
        record_status(check_in, "", check_in.status)
    for request in placement.start_requests.filter(status=StartRequest.Status.ASKED):
        _answer(request, StartRequest.Status.RECORDED)


def _answer(request: StartRequest, status: str, answer: str = "") -> None:
    also = {"answer": answer, "answered_by": current_scope().actor, "answered_on": timezone.localdate()}
    change_status(request, status, START_REQUEST, also=also)


def _open_concerns(placement: Placement, found: list[Hindrance]) -> None:
    """Somebody works without the right to, or for too little: it is to be dealt with today, and stays."""
    country = placement.resident.centre.country
    of_law = [hindrance_name(each.code, country) for each in found if each.is_of_law]
    if of_law:
        text = _("The start was recorded all the same. What stood in the way: %(what)s.")
        raise_concern(
            placement, Concern.Kind.OTHER, Concern.Source.COACH, text=text % {"what": "; ".join(of_law)}
        )
    for each in found:
        if each.code == WAGE:
            raise_concern(placement, Concern.Kind.PAY, Concern.Source.COACH, text=each.why)
