"""What a measure does once it holds, and once it does no more. Called inside the transaction of a service."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from employers.letters.company import tell_people
from employers.models import Vacancy
from jobdesk.trail.audit import acting_user, change_status, record
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law.rules import add_working_days, working_days_between
from matching.integrity.affected import residents_touched
from matching.integrity.grounds import topics_to_tell
from matching.models import Measure, MeasureTalk, Proposal
from matching.queries import standing_vacancies
from matching.services.vacancies import close_vacancy
from matching.transitions import MEASURE
from residents.models import Resident

_Status = Measure.Status


def put_in_force(measure: Measure) -> None:
    """Let a measure that is held hold, with all that follows. Called inside the transaction of a service."""
    today = timezone.localdate()
    also = {
        "decided_by": acting_user(),
        "decided_on": today,
        "told": topics_to_tell(measure.company, measure.grounds),
    }
    change_status(measure, _Status.IN_FORCE, MEASURE, also=also)
    # Those of all desks are touched, whoever decides.
    with system_scope("a measure about a company"):
        if measure.is_barring:
            _open_talks(measure, today)
        if measure.kind == Measure.Kind.BAN:
            for vacancy in standing_vacancies(measure.company):
                close_vacancy(vacancy, Vacancy.CloseReason.DESK)
        tell_people(measure.company, "measure")


def end_now(measure: Measure, reason: str) -> None:
    """End a measure that is held and let the days of its proposals go on. Called inside a transaction."""
    also = {"ended_on": timezone.localdate()}
    change_status(measure, _Status.ENDED, MEASURE, reason=reason, also=also)
    let_days_run_on(measure)


def _open_talks(measure: Measure, today: date) -> None:
    touched = Resident.objects.filter(pk__in=residents_touched(measure.company)).select_related("centre")
    for resident in touched.order_by("pk"):
        due_on = add_working_days(today, 1, resident.centre.country)
        talk = MeasureTalk.objects.create(measure=measure, resident=resident, due_on=due_on)
        record("measure.talk_opened", talk)


def let_days_run_on(measure: Measure) -> None:
    """Move the days of the proposals that stood still by the working days that the measure held."""
    first = measure.proposed_on if measure.urgent_until_on else measure.decided_on
    if (
        not measure.is_barring
        or first is None
        or not (measure.urgent_until_on or measure.status == _Status.ENDED)
    ):
        return
    country, today = measure.company.country, timezone.localdate()
    stood = working_days_between(first, today, country)
    moving = ("remind_on", "answer_due_on", "due_on")
    with system_scope("days of proposals that stood still"):
        for proposal in Proposal.objects.running().filter(vacancy__company=measure.company).order_by("pk"):
            hold(proposal)
            for name in moving:
                if (day := getattr(proposal, name)) is not None:
                    setattr(proposal, name, add_working_days(day, stood, country))
            proposal.save(update_fields=moving)
