"""What clashes with work: a lesson that came after the match and one proposal; the rest was seen."""

from __future__ import annotations

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.models import Placement, Proposal
from matching.services import change_placement, note_seen
from residents.models import Intake, held_by
from residents.services import save_intake

MORNINGS, TUESDAY_MORNING = 0b001001001001001, 0b001000
COACHES = ("coach", "coach2", "coach3")


def build_clashes(places: Places) -> None:
    """Have every coach look at what there is, then give somebody at work a lesson in a shift."""
    for name in COACHES:
        user = places.users[name]
        with open_scope(hat_for(user, Role.COACH).scope):
            own = held_by(user, "resident__")
            proposals = Proposal.objects.running().filter(own).order_by("-proposed_on", "pk")
            # The newest are left open, so that Today has some of each.
            note_seen([*Placement.objects.under_way().filter(own).order_by("pk"), *proposals[2:]])
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        placement = (
            Placement.objects.filter(
                held_by(places.users["coach"], "resident__"),
                status=Placement.Status.STARTED,
                wage_low_on=None,
                resident__intakes__status=Intake.Status.COMPLETE,
            )
            .order_by("pk")
            .first()
        )
        if placement is not None:
            _lesson_in_a_shift(placement)


def _lesson_in_a_shift(placement: Placement) -> None:
    """The times are agreed, and then a lesson comes on Tuesday morning."""
    change_placement(placement, placement.hours, None, placement.planned_end_on, shifts=MORNINGS)
    note_seen([placement])
    intake = placement.resident.intakes.filter(status=Intake.Status.COMPLETE).latest("pk")
    lessons = (intake.lessons or 0) | TUESDAY_MORNING
    save_intake(intake, {"lessons": lessons}, seen={"lessons": intake.lessons})
