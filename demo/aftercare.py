"""After a start: residents who answered by a private link, a wage dispute and one that is over, payslips."""

from datetime import date
from decimal import Decimal

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import CheckIn, Concern, Placement
from matching.services import (
    answer_check_in,
    close_concern,
    create_check_in_link,
    hand_over_concern,
    note_concern,
    raise_concern,
    record_payslip,
)
from matching.services.payslips import months_of

ALL_WELL = (
    ("still_working", "yes"),
    ("paid_as_agreed", "yes"),
    ("hours_as_agreed", "yes"),
    ("feels_safe", "yes"),
    ("call_me", "no"),
)
WRONG = (*ALL_WELL[:1], ("paid_as_agreed", "no"), ("hours_as_agreed", "more"), *ALL_WELL[3:])


def build_aftercare(places: Places) -> None:
    """Do it through the services: the residents answer, the coach and the coordinator deal with it."""
    coach, coordinator = places.users["coach"], places.users["coordinator"]
    with open_scope(hat_for(coach, Role.COACH).scope):
        mine = CheckIn.objects.filter(
            resident__coach=coach, placement__status=Placement.Status.STARTED
        ).select_related("resident", "placement__match__company")
        planned = list(mine.filter(status=CheckIn.Status.PLANNED).order_by("due_on", "pk"))
        in_tigrinya = next((each for each in planned if each.resident.language == "ti"), planned[0])
        well = next(each for each in planned if each.placement_id != in_tigrinya.placement_id)
        create_check_in_link(in_tigrinya, "ti")
        create_check_in_link(well, well.resident.language)
        answered = {in_tigrinya.placement_id, well.placement_id}
        others = [each for each in planned if each.placement_id not in answered]
        _dealt_with(others[0].placement, coordinator)
        _payslips(others[-1].placement, places.today)
    with system_scope("check-in by private link"):
        for question, value in WRONG:
            answer_check_in(in_tigrinya, question, value)
        for question, value in ALL_WELL:
            answer_check_in(well, question, value)


def _dealt_with(placement: Placement, coordinator: User) -> None:
    """A concern with a history: opened by the coach, given to the coordinator, paid in the end."""
    concern = raise_concern(
        placement,
        Concern.Kind.PAY,
        Concern.Source.COACH,
        text="De overuren van vorige maand staan niet op de loonstrook.",
    )
    note_concern(concern, "Gebeld met de planner: hij vraagt het na bij de salarisadministratie.")
    hand_over_concern(concern, coordinator, "Jij spreekt de directeur deze week.")
    close_concern(concern, Concern.Outcome.PAID, "Nabetaald op de loonstrook van deze maand. Strook gezien.")


def _payslips(placement: Placement, today: date) -> None:
    """Two months as agreed, as far as the work is that old."""
    this_month = today.replace(day=1)
    first = placement.started_on or today
    for month in [each for each in months_of(placement) if first <= each < this_month][:2]:
        hours = (Decimal(placement.hours) * 52 / 12).quantize(Decimal("0.01"))
        gross = (hours * (placement.wage_hour or 0)).quantize(Decimal("0.01"))
        record_payslip(placement, month, gross=gross, hours=hours)
