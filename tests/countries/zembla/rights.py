"""The right to work in Zembla: 90 days after the reception interview, registered by the employer."""

from datetime import date, timedelta

from law.countries.common import EMPLOYER_NOTIFIED
from law.engine.case import EXPIRED, NO_END, VALID, Case, latest
from law.engine.decision import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NOT_ALLOWED, NOT_YET
from tests.countries.zembla.facts import INTERVIEW


def decide(case: Case) -> None:
    """Answer for Zembla. Always ends by raising Decided or UnknownParameter."""
    if case.procedure.refusal:
        case.because("application_refused", False, on=case.procedure.refusal.on)
        case.decide(NOT_ALLOWED)
    status = case.procedure.status
    if status:
        case.because("status_known", True, status=status.status, since=status.on)
        _registered(case, status.on, _pass(case, "silver-pass"))
    interviews = [event for event in case.events if event.type == INTERVIEW]
    if not interviews:
        case.lacks("interview", "interview_missing")
        case.decide(INCOMPLETE)
    days = case.rule("zz.work.days_after_interview")
    told = {"days": days.value, "on": interviews[0].on}
    from_on = interviews[0].on + timedelta(days=days.value)
    if not case.reached(from_on):
        case.because("interview_waiting", None, days, from_on=from_on, **told)
        case.decide(NOT_YET, from_on)
    case.because("interview_over", True, days, **told)
    _registered(case, from_on, _pass(case, "grey-pass"))


def _pass(case: Case, kind: str) -> date:
    """Return until when the pass is valid; without a valid one it ends with an answer."""
    cover = case.cover(kind)
    if cover.state == EXPIRED:
        case.because("document_expired", False, document=kind, until=cover.until_on)
        case.decide(NOT_ALLOWED)
    if cover.state != VALID:
        code = "document_end_missing" if cover.state == NO_END else "document_missing"
        case.lacks(kind, code, document=kind)
        case.decide(INCOMPLETE)
    case.because("document_valid", True, document=kind, until=cover.until_on)
    return cover.until_on


def _registered(case: Case, from_on: date, until_on: date) -> None:
    """The employer asked about has registered this worker, or must still do so."""
    rule = case.principle("zz.work.registration")
    registered = [
        event
        for event in case.events
        if event.type == EMPLOYER_NOTIFIED and event.employer == case.facts.employer
    ]
    if not registered:
        case.because("registration_required", None, rule)
        case.decide(NEEDS_NOTIFICATION, from_on, until_on, ("worker_registered",))
    case.because("registration_done", True, rule, on=registered[0].on)
    case.decide(ALLOWED, latest(from_on, registered[0].on), until_on, for_employer=True)
