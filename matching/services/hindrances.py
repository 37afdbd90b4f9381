"""What stands in the way of a start, as codes with sentences: what, what to do, and whose turn it is.

Reads only. The right to work and a permit are asked of the law, so that a step that stayed open though its
paper is there, or is not needed any more, holds nothing up. A step that no paper of the law ends (in Belgium
the Dimona) is looked at itself. A number or an account is the person's and not the job's: the law lets
somebody begin without them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from law.engine import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NEEDS_PERMIT, NOT_ALLOWED, NOT_YET
from law.steps import StepKind, kind_of, step_kinds
from matching.models import Placement
from matching.right_to_work import decision_for_placement, reasons_against
from matching.services.permits import awaits_permit, open_steps_of
from matching.wages.floor import agreed_wage_test
from residents.law_values import parameters_in_force
from residents.models import Step
from residents.right_to_work.wording import decision_title

PERMIT_OUTDATED = "permit_outdated"
WAGE = "wage"
WORK_BEFORE = "work_before"
STEP = "step"  # with the kind behind it: ``step:dimona``
# Of the right to work the code is the outcome of the decision.
LAW = (NOT_ALLOWED, NOT_YET, INCOMPLETE, NEEDS_PERMIT, NEEDS_NOTIFICATION, PERMIT_OUTDATED)
NAMES = {
    NOT_ALLOWED: gettext_lazy("The law did not allow this work"),
    NOT_YET: gettext_lazy("The right to work had not begun"),
    INCOMPLETE: gettext_lazy("It was not known whether this person may work"),
    NEEDS_PERMIT: gettext_lazy("There was no work permit"),
    NEEDS_NOTIFICATION: gettext_lazy("The work was not notified"),
    PERMIT_OUTDATED: gettext_lazy("The work permit was for other hours or days"),
    WAGE: gettext_lazy("The wage was below the legal minimum"),
    WORK_BEFORE: gettext_lazy("The work with the employer before went on"),
}
_TO_DO = {
    NOT_ALLOWED: gettext_lazy(
        "No paper of the employer makes this work lawful. Look at the procedure with the resident."
    ),
    NOT_YET: gettext_lazy("Choose a later first day, or record what changed in the procedure."),
    INCOMPLETE: gettext_lazy("Record the document or the event that is missing."),
    NEEDS_PERMIT: gettext_lazy("The employer asks for the permit. Record it once it is there."),
    NEEDS_NOTIFICATION: gettext_lazy("The employer notifies the work. Record it once that is done."),
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing in the way. ``why`` is the sentence of the refusal, ``turn`` whose turn it is.

    ``field``: of the form, where it can be mended there. ``step``: the open step behind it, if there is one.
    """

    code: str
    title: str
    why: str
    to_do: str
    turn: str = ""
    step: Step | None = None
    field: str = "started_on"

    @property
    def is_of_law(self) -> bool:
        """Whether it says that the right to work is not in order."""
        return self.code in LAW

    @property
    def is_overridable(self) -> bool:
        """Whether a start may be recorded all the same: not while another record must be put right first."""
        return self.code != WORK_BEFORE


def hindrances_to(placement: Placement, on: date) -> list[Hindrance]:
    """Return all that stands in the way of a start on a day; the first is what a refusal names first."""
    kept = _as_kept(placement)
    found = [_work_before(kept), *_of_law(kept, on), *_steps(kept), _wage(kept, on)]
    return [each for each in found if each is not None]


def hindrance_name(code: str, country: str) -> str:
    """Return a code that was kept in words. ``country`` says what a kind of step is called."""
    name, _colon, kind = code.partition(":")
    if name == STEP:
        return _("Not done: %(step)s") % {"step": _(kind_of(kind, country).label)}
    return str(NAMES[name])


def kinds_of(codes: Collection[str], country: str) -> set[str]:
    """Return the kinds of steps that kept codes stand for: those they name, and papers of the law."""
    named = {code.partition(":")[2] for code in codes if code.startswith(f"{STEP}:")}
    if not {NEEDS_PERMIT, NEEDS_NOTIFICATION, PERMIT_OUTDATED} & set(codes):
        return named
    papers = step_kinds(country).values()
    return named | {kind.kind for kind in papers if kind.before_start and kind.is_ended_with_placement}


def _as_kept(placement: Placement) -> Placement:
    """Return the work as the database has it, with the facts of the case: read once, and never stale."""
    (kept,) = (
        Placement.objects.filter(pk=placement.pk)
        .select_related("resident__centre", "match__company__organisation", "follows")
        .prefetch_related("resident__legal_events", "resident__documents")
    )
    return kept


def _work_before(placement: Placement) -> Hindrance | None:
    if placement.follows is None or placement.follows.status != Placement.Status.STARTED:
        return None
    return Hindrance(
        code=WORK_BEFORE,
        title=_("The work with the employer before goes on"),
        why=_("First record the last day with the employer before."),
        to_do=_("Record the end of %(code)s.") % {"code": placement.follows.code},
        turn=_desk(),
    )


def _of_law(placement: Placement, on: date) -> list[Hindrance]:
    decision = decision_for_placement(placement, on)
    papers = open_steps_of(placement, lambda kind: kind.before_start and kind.is_ended_with_placement)
    step = papers[0] if papers else None
    if decision.outcome != ALLOWED:
        words = {"day": date_format(on, "j F Y"), "why": " ".join(reasons_against(decision))}
        is_paper = decision.outcome in (NEEDS_PERMIT, NEEDS_NOTIFICATION)
        return [
            Hindrance(
                code=decision.outcome,
                title=step.get_kind_display() if is_paper and step else decision_title(decision),
                why=_("This work may not start on %(day)s. %(why)s") % words,
                to_do=str(_TO_DO[decision.outcome]),
                turn=_turn(step) if is_paper and step else _desk(),
                step=step if is_paper else None,
            )
        ]
    if awaits_permit(placement, on):
        return [
            Hindrance(
                code=PERMIT_OUTDATED,
                title=_("The work permit is for other hours or days"),
                why=_(
                    "The hours or the end changed, so the work permit must be asked for again. "
                    "Record the new one."
                ),
                to_do=str(_TO_DO[NEEDS_PERMIT]),
                turn=_turn(step) if step else _desk(),
                step=step,
            )
        ]
    return []


def _steps(placement: Placement) -> list[Hindrance]:
    return [
        Hindrance(
            code=f"{STEP}:{step.kind}",
            title=step.get_kind_display(),
            why=_("This comes before the first day and is not done: %(step)s.")
            % {"step": step.get_kind_display()},
            to_do=_step_to_do(step),
            turn=_turn(step),
            step=step,
        )
        for step in open_steps_of(placement, _holds_up)
    ]


def _holds_up(kind: StepKind) -> bool:
    return kind.before_start and kind.of_one_job and not kind.is_ended_with_placement


def steps_in_the_way(placement: Placement) -> list[Step]:
    """Return the open steps of a placement that hold up its start by themselves."""
    return open_steps_of(placement, _holds_up)


def _step_to_do(step: Step) -> str:
    kind = step.entry
    if step.status == Step.Status.WAITS:
        return _("It cannot be done yet: something else comes first. See the steps of this person.")
    if kind.form and kind.form.proof:
        return _("Ask to see this, then say that the step is done: %(proof)s.") % {
            "proof": _(kind.form.proof)
        }
    return _("Say that the step is done once you have seen it.")


def _wage(placement: Placement, on: date) -> Hindrance | None:
    if placement.kind not in Placement.PAID_KINDS:
        return None
    test = agreed_wage_test(placement.resident, placement.wage_hour, on, parameters_in_force())
    if not test.is_below:
        return None
    return Hindrance(
        code=WAGE,
        title=_("The wage is too low"),
        why=test.text,
        to_do=_("Agree on a higher wage with the employer, and record it."),
        turn=_desk(),
        field="wage_hour",
    )


def _turn(step: Step) -> str:
    return str(step.get_party_display())


def _desk() -> str:
    return str(Step.Party.COACH.label)
