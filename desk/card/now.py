"""What the resident must do now, and by which day: the reminders for those who get no e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desk.card.say import Month, Say
from desk.card.stops import name_of_document, name_of_kind
from desk.case.path import Path
from desk.case.stations import EXPIRY_NOTICE_DAYS, Case
from matching.models import CheckIn, Placement
from residents.models import Document, Step

SOON = timedelta(days=14)
MOST_MONTHS = 3  # to declare, on one card: more would hide the first


@dataclass(frozen=True)
class Task:
    """One thing to do, in one or more sentences. ``is_late``: its day has passed."""

    icon: str
    lines: tuple[Say, ...]
    is_late: bool = False


def tasks_of(path: Path, case: Case) -> tuple[Task, ...]:
    """Return what is the resident's own to do, what is late first; nothing of what others must do."""
    own = sorted(own_steps(case), key=lambda step: (step.due_on or date.max, step.opened_on))
    declarations = [step for step in own if step.month_on][:MOST_MONTHS]
    others = [step for step in own if not step.month_on]
    return (
        *_declarations(declarations, case),
        *(_task(step, case) for step in others),
        *_renewal(case),
        *_start(path, case),
        *_talk(case),
    )


def own_steps(case: Case) -> list[Step]:
    """The open steps in which it is the resident's turn."""
    steps = [step for steps in case.steps.values() for step in steps]
    return [step for step in steps if step.status == Step.Status.OPEN and step.party == Step.Party.RESIDENT]


def _declarations(steps: list[Step], case: Case) -> list[Task]:
    """One line for each month; how it is done, once."""
    tasks = []
    for step in steps:
        is_late = _is_late(step, case)
        about = {"month": Month(step.month_on), "agency": case.resident.get_reception_display()}
        what = Say("now_declare_late", **about) if is_late else Say("now_declare", **about, day=step.due_on)
        how = () if tasks else (Say("now_declare_how"),)
        tasks.append(Task("euro", (what, *how), is_late))
    return tasks


def _task(step: Step, case: Case) -> Task:
    name = name_of_kind(step.entry)
    if _is_late(step, case):
        return Task("bell", (Say("now_late", step=name),), is_late=True)
    return Task("bell", (Say("now_step", step=name, day=step.due_on) if step.due_on else name,))


def _is_late(step: Step, case: Case) -> bool:
    return step.due_on is not None and step.due_on < case.on


def _renewal(case: Case) -> list[Task]:
    """The document that proves the stay, when it ends soon and is the last one."""
    proofs: list[Document] = [
        document for document in case.resident.documents.all() if document.kind.proves_stay
    ]
    if not proofs or any(document.until_on is None for document in proofs):
        return []
    ends_on = max(document.until_on for document in proofs)
    if not case.on <= ends_on <= case.on + timedelta(days=EXPIRY_NOTICE_DAYS):
        return []
    return [Task("idcard", (Say("now_renew", document=name_of_document(case), day=ends_on),))]


def _start(path: Path, case: Case) -> list[Task]:
    placement = case.placement
    if placement is None or placement.status != Placement.Status.PLANNED or path.wait is not None:
        return []
    if not case.on <= placement.planned_start_on <= case.on + SOON:
        return []
    return [Task("flag", (Say("now_start", day=placement.planned_start_on),))]


def _talk(case: Case) -> list[Task]:
    if not case.is_at_work:
        return []
    days = [
        each.due_on
        for each in case.placement.check_ins.all()
        if each.status == CheckIn.Status.PLANNED and case.on <= each.due_on <= case.on + SOON
    ]
    return [Task("phone", (Say("talk_on", day=min(days)),))] if days else []
