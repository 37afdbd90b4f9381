"""What a company files for a hire: sent, taken back, and what the desk makes of it.

The steps and their files belong to the desk and lie outside the scope of a company. The services that a
company calls widen the scope for them; the actor in the trail stays the person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.files.checking import CheckedFile
from jobdesk.trail.audit import AuditEntry, change_status, record, record_many, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope, system_scope
from law.rules.days import add_working_days
from law.steps import BY_ANSWER, BY_NOTIFICATION, BY_PERMIT, BY_START, due_on
from matching.models import Filing, Match, Placement
from matching.services.permits import record_notification, record_volunteer_declaration, record_work_permit
from matching.services.starting import start_placement
from matching.transitions import FILING
from residents.law_values import kind_in_force
from residents.models import Step
from residents.services import close_step, hand_step, keep_evidence, remove_evidence, reopen_step

CHECK_DAYS = 2  # working days in which the desk looks at what a company sent
READ = "papers.read"
_RECORDED: Mapping[str, Callable[..., None]] = {
    BY_PERMIT: record_work_permit,
    BY_NOTIFICATION: record_notification,
    BY_ANSWER: record_volunteer_declaration,
    BY_START: start_placement,
}


@transaction.atomic
def send_paper(
    placement: Placement,
    step: Step,
    filed_on: date,
    reference: str = "",
    files: Collection[CheckedFile] = (),
) -> Filing:
    """Record that the company of the open scope filed a paper, with what shows it; the desk is at turn then.

    Keeps the files with the step, under names of our own; records ``paper.sent``. Nothing is closed or
    started by it. Raises RuleBroken for a paper that is closed, waits for something else or for the desk, an
    impossible day, or when neither file nor reference shows it and the desk asks to see something.
    """
    hold(placement)
    with system_scope("paper of a company"):
        step.refresh_from_db(from_queryset=Step.objects.select_for_update())
        _check_sent(placement, step, filed_on, reference, files)
        country = placement.resident.centre.country
        filing = Filing.objects.create(
            placement=placement,
            step=step,
            filed_on=filed_on,
            reference=reference.strip(),
            sent_by=current_scope().actor,
            check_due_on=add_working_days(timezone.localdate(), CHECK_DAYS, country),
        )
        filing.files.set(_kept(step, filed_on, files))
        record_status(filing, "", filing.status)
        record("paper.sent", filing, {"step": step.pk, "filed_on": filed_on, "files": len(files)})
        hand_step(step, Step.Party.COACH)
    return filing


@transaction.atomic
def take_back_paper(filing: Filing) -> None:
    """Take back, by the company, what the desk has not handled yet: its files are removed, it is their turn.

    Saves, records the change of status and the removal of each file. Raises RuleBroken once it was handled.
    """
    hold(filing)
    with system_scope("paper of a company"):
        _check_waits(filing)
        for file in filing.files.all():
            remove_evidence(file, "taken back by the company")
        change_status(filing, Filing.Status.TAKEN_BACK, FILING)
        was_seen = filing.step.filings.filter(status=Filing.Status.SEEN).exists()
        hand_step(filing.step, Step.Party.AUTHORITY if was_seen else Step.Party.EMPLOYER)


@transaction.atomic
def see_paper(filing: Filing) -> None:
    """Record that the desk saw that it was filed: the authority decides, in the days of the law from then.

    Saves, records the changes. Raises RuleBroken for a paper on which no authority decides.
    """
    _hold_waiting(filing)
    step = filing.step
    if not step.entry.is_decided:
        raise RuleBroken(_("No authority decides on this paper: say that it is complete."))
    _answer(filing, Filing.Status.SEEN)
    kind, country = kind_in_force(step.entry, filing.filed_on), step.resident.centre.country
    hand_step(step, Step.Party.AUTHORITY, due_on(kind, filing.filed_on, country))


@transaction.atomic
def complete_paper(filing: Filing, **answers: Any) -> None:
    """Record what a filed paper says and close its step; ``answers`` are those of what records it.

    Permit, notification, answer and start are recorded as from the page of the placement; the rest is closed.
    Saves, records the changes. Raises RuleBroken as these services do.
    """
    _hold_waiting(filing)
    _answer(filing, Filing.Status.COMPLETE)
    recorded = _RECORDED.get(filing.step.entry.ended_by)
    if recorded is None:
        close_step(filing.step)
    else:
        recorded(filing.placement, **answers)


@transaction.atomic
def reopen_paper(filing: Filing) -> None:
    """Take back that a paper was called complete; refused as ``residents.services.reopen_step`` refuses."""
    hold(filing)
    change_status(filing, Filing.Status.SENT, FILING, also={"answered_by": None, "answered_on": None})
    reopen_step(filing.step)


@transaction.atomic
def ask_paper_again(filing: Filing, reason: str) -> None:
    """Ask the company once more, with why; it is their turn again and they read the reason.

    Saves, records the changes; a reminder tells the company. Raises RuleBroken without a reason.
    """
    _hold_waiting(filing)
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say what is missing or wrong: the company reads it."), "reason")
    _answer(filing, Filing.Status.ASKED_AGAIN, reason)
    hand_step(filing.step, Step.Party.EMPLOYER)


@transaction.atomic
def note_papers_read(placements: Collection[Placement]) -> None:
    """Record ``papers.read``, a name read in a company, once a day for each reader and placement."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = set(
        AuditEntry.objects.filter(
            action=READ,
            subject_type=Placement._meta.label_lower,
            subject_id__in=[each.pk for each in placements],
            actor=current_scope().actor,
            at__gte=today,
        ).values_list("subject_id", flat=True)
    )
    record_many(READ, [(each, {}) for each in placements if each.pk not in seen])


def _check_sent(
    placement: Placement, step: Step, filed_on: date, reference: str, files: Collection[CheckedFile]
) -> None:
    if placement.status not in Placement.UNDER_WAY or placement.match.status != Match.Status.STANDING:
        raise RuleBroken(_("This work is over: nothing has to be filed for it any more."))
    if step.status == Step.Status.WAITS:
        raise RuleBroken(_("This is not possible yet: something else comes first."))
    if step.status != Step.Status.OPEN:
        raise RuleBroken(_("This paper is done. Nothing has to be sent any more."))
    if step.filings.waiting().exists():
        raise RuleBroken(_("This has been sent already. Take it back to send something else."))
    if not placement.match.matched_on <= filed_on <= timezone.localdate():
        raise RuleBroken(_("Choose a day between the match and today."), "filed_on")
    form = step.entry.form
    if form and form.proof and not files and not reference.strip():
        raise RuleBroken(_("Add a file that shows it, or fill in the reference of the authority."), "files")


def _kept(step: Step, filed_on: date, files: Collection[CheckedFile]) -> list[Any]:
    """Keep all files, or none: what was written before one fails goes again."""
    kept: list[Any] = []
    try:
        for number, file in enumerate(files, start=1):
            kept.append(keep_evidence(step, file, f"{step.kind}-{filed_on:%Y-%m-%d}-{number}"))
    except Exception:
        for each in kept:
            each.file.storage.delete(each.file.name)
        raise
    return kept


def _hold_waiting(filing: Filing) -> None:
    hold(filing.placement)
    hold(filing)
    _check_waits(filing)


def _check_waits(filing: Filing) -> None:
    if filing.status != Filing.Status.SENT or filing.step.status != Step.Status.OPEN:
        raise RuleBroken(_("This paper has been handled already."))


def _answer(filing: Filing, status: str, reason: str = "") -> None:
    also = {"answered_by": current_scope().actor, "answered_on": timezone.localdate(), "reason": reason}
    change_status(filing, status, FILING, reason=reason, also=also)
