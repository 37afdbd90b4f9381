"""What is to be done now for one resident, worst first; no queries beyond those of the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.case.stations import Case, day, party_of
from desk.today import Job
from law.engine import INCOMPLETE
from law.steps import BY_START
from matching.models import CheckIn, Placement
from residents.models import Intake, Resident, Step

FAR = timedelta(days=3650)  # a step without a day comes last


def todo(case: Case, intakes: Sequence[Intake]) -> list[Job]:
    """Return the jobs of one case. ``intakes`` are all of the resident's, newest first."""
    if case.resident.status == Resident.Status.EXITED:
        return []
    jobs = [
        *_facts(case),
        *_steps(case),
        *_starts(case),
        *_check_ins(case),
        *_intake(case, intakes),
    ]
    return sorted(jobs, key=lambda job: job.due_on)


def _facts(case: Case) -> Iterator[Job]:
    if case.resident.work_outcome in (INCOMPLETE, ""):
        yield Job(
            due_on=case.on,
            sentence=_("Complete the procedure and the documents"),
            sub=_("Without them nobody can say whether this person may work."),
            icon="question",
            kind="wait",
            action=_("Record them"),
            url=reverse("residents:procedure", args=[case.resident.code]),
        )


def _steps(case: Case) -> Iterator[Job]:
    resident = case.resident
    for step in resident.steps.all():
        # A first day to confirm has a line of its own.
        if step.status != Step.Status.OPEN or step.entry.ended_by == BY_START:
            continue
        waited = max((case.on - step.opened_on).days, 0)
        is_late = step.due_on is not None and step.due_on < case.on
        sub = ngettext(
            "Whose turn: %(party)s. Since %(since)s, %(days)d day.",
            "Whose turn: %(party)s. Since %(since)s, %(days)d days.",
            waited,
        )
        if is_late:
            title = _("%(step)s: late, was due on %(day)s")
        elif step.due_on:
            title = _("%(step)s: due on %(day)s")
        else:
            title = "%(step)s"
        due = day(step.due_on) if step.due_on else ""
        yield Job(
            due_on=step.due_on or case.on + FAR,
            sentence=title % {"step": step.get_kind_display(), "day": due},
            sub=sub % {"party": party_of(step, case), "since": day(step.opened_on), "days": waited},
            icon="pause" if is_late else step.entry.icon,
            kind="stop" if is_late else "wait",
            action=_("Record it"),
            url=reverse("residents:step", args=[resident.code, step.pk]),
        )


def _starts(case: Case) -> Iterator[Job]:
    for placement in case.resident.placements.all():
        if placement.status != Placement.Status.PLANNED:
            continue
        is_late = placement.planned_start_on < case.on
        yield Job(
            due_on=placement.planned_start_on,
            sentence=_("Confirm the first day at %(company)s") % {"company": placement.match.company},
            sub=_("Planned for %(day)s.") % {"day": day(placement.planned_start_on)},
            icon="bang" if is_late else "flag",
            kind="stop" if is_late else "",
            action=_("Record the start"),
            url=reverse("matching:placement_record", args=[placement.code]),
        )


def _check_ins(case: Case) -> Iterator[Job]:
    """The next talk of each work that runs."""
    for placement in case.resident.placements.all():
        if placement.status != Placement.Status.STARTED:
            continue
        waiting = [each for each in placement.check_ins.all() if each.status == CheckIn.Status.PLANNED]
        for check_in in sorted(waiting, key=lambda each: each.due_on)[:1]:
            is_late = check_in.due_on < case.on
            yield Job(
                due_on=check_in.due_on,
                sentence=_("Talk of week %(week)d about the work") % {"week": check_in.week},
                sub=_("Planned for %(day)s.") % {"day": day(check_in.due_on)},
                icon="bang" if is_late else "heart",
                kind="stop" if is_late else "",
                action=_("Record it"),
                url=reverse("matching:check_in", args=[check_in.pk]),
            )


def _intake(case: Case, intakes: Sequence[Intake]) -> Iterator[Job]:
    under_way = [intake for intake in intakes if intake.status == Intake.Status.STARTED]
    if intakes and not under_way:
        return
    if under_way:
        sentence, action = _("Finish the intake"), _("Finish it")
        sub = _("Begun on %(day)s.") % {"day": day(under_way[0].started_on)}
    else:
        sentence, action = _("Do the intake"), _("Begin")
        sub = _("Guidance opens when it is complete.")
    yield Job(
        due_on=case.on + timedelta(days=1),
        sentence=sentence,
        sub=sub,
        icon="pen",
        kind="wait",
        action=action,
        url=reverse("residents:intake", args=[case.resident.code]),
    )
