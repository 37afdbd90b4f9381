"""The right to work in the Netherlands (rules.md A1 and A2; each value with its source in values.toml)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NoReturn

from law.engine.case import EXPIRED, NO_END, VALID, Case, earliest, given, latest
from law.engine.decision import ALLOWED, INCOMPLETE, NEEDS_NOTIFICATION, NEEDS_PERMIT, NOT_ALLOWED, NOT_YET
from law.engine.facts import Event
from law.engine.shared import (
    MONTHS_IN_YEAR,
    applicant_document,
    check_dublin,
    check_track,
    decide_by_rule,
    education,
    has_ended,
    missing_application,
    proof_of_protection,
    protected_until,
    residence_document,
)
from law.rules import Parameter, add_months, add_working_days

LABOUR = ("employee", "temp_agency", "internship")
PAID = (*LABOUR, "self_employed")


def decide(case: Case) -> None:
    """Answer for the Netherlands. Always ends by raising Decided or UnknownParameter."""
    status = case.procedure.status
    if case.facts.work == "education":
        education(case, case.principle("nl.work.education_free"))
    if status and status.status == "temporary_protection":
        _temporary_protection(case)
    elif status or case.procedure.granted:
        _status_holder(case)
    _applicant(case)


def _status_holder(case: Case) -> NoReturn:
    event = given(case.procedure.status or case.procedure.granted)
    free = case.principle("nl.work.status_holder_free")
    case.because("status_free", True, free, status=event.status or "granted", since=event.on)
    case.decide(ALLOWED, event.on, residence_document(case, "residence-permit"))


# -- temporary protection --------------------------------------------------------------------------


def _temporary_protection(case: Case) -> None:
    """Ends with an answer, or returns when protection has ended and there is an application to judge."""
    status = given(case.procedure.status)
    until = protected_until(case)
    if has_ended(case, until):
        if case.procedure.application:
            return
        case.decide(NOT_ALLOWED)
    if case.facts.work == "self_employed":
        rule = case.principle("nl.work.temporary_protection_self_employment_excluded")
        case.because("no_self_employment_protection", False, rule)
        case.decide(NOT_ALLOWED)
    if case.facts.work not in LABOUR:
        decide_by_rule(case, f"nl.work.temporary_protection_{case.facts.work}", status.on, until.value)
    from_on, until_on = proof_of_protection(case, "O-document")  # or the sticker of the IND
    right_from = latest(status.on, from_on)
    right_until = earliest(until.value, until_on)
    if status.third_country:
        exempt = case.rule("nl.work.third_country_exempt")
        if not exempt.value:
            case.because("third_country_not_exempt", None, exempt)
            _permit(case, right_from, right_until)
    _notification(case, right_from, right_until, until)


def _notification(case: Case, right_from: date, right_until: date | None, protected: Parameter) -> NoReturn:
    """The employer notifies UWV; work may start so many working days later, while protection lasts."""
    days = case.rule("nl.work.notification_working_days")
    notified = [
        event
        for event in case.events
        if event.type == "employer_notified" and event.employer == case.facts.employer
    ]
    if not notified:
        case.because("notification_required", None, days, days=days.value)
        case.decide(NEEDS_NOTIFICATION, right_from, right_until, ("employer_notified",))
    notified_on = notified[0].on
    start_on = latest(add_working_days(notified_on, days.value, "NL"), right_from)
    if case.reached(start_on):
        case.because("notification_done", True, days, notified_on=notified_on, from_on=start_on)
        case.decide(ALLOWED, start_on, right_until, for_employer=True)
    if start_on > protected.value:
        case.because("notification_too_late", False, days, notified_on=notified_on, from_on=start_on)
        case.decide(NOT_ALLOWED)
    case.because(
        "notification_waiting", None, days, notified_on=notified_on, from_on=start_on, days=days.value
    )
    case.decide(NOT_YET, start_on)


# -- applicants ------------------------------------------------------------------------------------


def _applicant(case: Case) -> NoReturn:
    procedure, work = case.procedure, case.facts.work
    if procedure.dublin:
        check_dublin(case)
    if procedure.application is None:
        missing_application(case)
    _check_pending(case)
    if work in PAID:
        check_track(case, "nl.work.excluded_tracks")
    if work == "self_employed":
        case.because("no_self_employment", False, case.principle("nl.work.self_employment_excluded"))
        case.decide(NOT_ALLOWED)
    if work == "volunteering":
        _volunteering(case)
    if work == "in_centre":
        _in_centre(case)
    _paid_work(case)


def _check_pending(case: Case) -> None:
    """The application must be pending; what an appeal does to access is not in the rules found."""
    procedure = case.procedure
    if procedure.won_appeal:
        case.lacks("status_granted", "appeal_won", on=procedure.won_appeal.on)
        case.stop_if_incomplete()
    if procedure.refusal is None:
        return
    ends = case.principle("nl.work.refusal_ends_access")
    case.because(
        "application_refused" if procedure.refusal.result == "refused" else "application_inadmissible",
        False,
        ends,
        on=procedure.refusal.on,
    )
    if procedure.lost:
        case.because("appeal_lost", False, ends, on=procedure.lost.on)
    elif procedure.appeal:
        case.because("appeal_pending", None, on=procedure.appeal.on)
        if case.rule("nl.work.access_during_appeal").value:
            return
    case.decide(NOT_ALLOWED)


def _volunteering(case: Case) -> NoReturn:
    """The organisation asks UWV for a declaration; its acknowledgement is enough to start."""
    years = case.rule("nl.work.volunteer_declaration_years")
    declarations = [
        event
        for event in case.events
        if event.type == "volunteer_declaration"
        and (event.employer is None or event.employer == case.facts.employer)
    ]
    if not declarations:
        case.because("declaration_required", None, years)
        case.decide(NEEDS_PERMIT, given(case.procedure.application).on, requires=("volunteer_declaration",))
    last = declarations[-1]
    if last.result == "refused":
        case.because("declaration_refused", False, years, on=last.on)
        case.decide(NOT_ALLOWED)
    start_on = _declared_since(declarations)
    if last.result == "acknowledged":
        case.because("declaration_acknowledged", True, years, on=last.on)
        case.decide(ALLOWED, start_on)
    ends_on = add_months(last.on, years.value * MONTHS_IN_YEAR)
    until_on = ends_on - timedelta(days=1)
    if case.reached(ends_on):
        case.because("declaration_expired", None, years, until=until_on)
        case.decide(NEEDS_PERMIT, ends_on, requires=("volunteer_declaration",))
    case.because("declaration_granted", True, years, on=last.on, until=until_on)
    case.decide(ALLOWED, start_on, until_on)


def _declared_since(declarations: list[Event]) -> date:
    """The acknowledgement before a grant already allowed the work."""
    start_on = declarations[-1].on
    for event in reversed(declarations[:-1]):
        if event.result != "acknowledged":
            break
        start_on = event.on
    return start_on


def _in_centre(case: Case) -> NoReturn:
    receptions = case.rule("nl.work.in_centre_receptions")
    if case.facts.reception is None:
        case.lacks("reception", "reception_missing", receptions)
        case.stop_if_incomplete()
    if case.facts.reception not in receptions.value:
        case.because("not_in_reception", False, receptions)
        case.decide(NOT_ALLOWED)
    amount = case.rule("nl.work.in_centre_week_amount")
    case.because("in_centre", True, amount, amount=Decimal(amount.value))
    case.decide(ALLOWED, given(case.procedure.application).on)


def _paid_work(case: Case) -> NoReturn:
    """Employee, temp agency, internship: waiting time, adult, reception, W-document, then the TWV."""
    facts, procedure = case.facts, case.procedure
    months = case.rule_when_lodged("nl.work.waiting_months")
    lodged_on = given(procedure.application).on
    waited_on = add_months(lodged_on, months.value)
    waited = case.reached(waited_on)
    case.because(
        "waiting_over" if waited else "waiting",
        True if waited else None,
        months,
        months=months.value,
        lodged_on=lodged_on,
        from_on=waited_on,
    )
    if procedure.subsequent:
        anew = case.principle("nl.work.subsequent_counts_anew")
        case.because("subsequent_counts_anew", True, anew, lodged_on=lodged_on)
    adult_on = _adult_in_reception(case)
    adult = adult_on is not None and case.reached(adult_on)
    document = applicant_document(case, "W-document", "nl.work.w_document_required")
    if facts.work == "internship":
        case.because("internship_plan", None, case.principle("nl.work.internship_after_waiting"))
    if not waited or (adult_on is not None and not adult):
        case.decide(NOT_YET, latest(waited_on, adult_on), requires=("TWV",))
    if document.state == EXPIRED:
        case.decide(NOT_ALLOWED)
    case.stop_if_incomplete()
    weeks = case.rule("nl.work.weeks_in_52")
    if weeks.value < 52:
        case.because("weeks_limit", None, weeks, weeks=weeks.value)
    _permit(case, latest(waited_on, adult_on, document.from_on), document.until_on)


def _adult_in_reception(case: Case) -> date | None:
    """Judge age and reception; gives the day of majority, if the birth date is known."""
    facts = case.facts
    age, receptions = case.rule("nl.work.adult_age"), case.rule("nl.work.receptions")
    adult_on = add_months(facts.birth_date, age.value * MONTHS_IN_YEAR) if facts.birth_date else None
    adult = adult_on is not None and case.reached(adult_on)
    in_reception = facts.reception in receptions.value
    if adult and in_reception:
        case.because("adult_in_reception", True, receptions, reception=facts.reception)
        return adult_on
    if adult_on is None:
        case.lacks("birth_date", "birth_date_missing", age)
    elif adult:
        case.because("adult", True, age, age=age.value)
    else:
        case.because("minor", None, age, age=age.value, adult_on=adult_on)
    if facts.reception is None:
        case.lacks("reception", "reception_missing", receptions)
    elif in_reception:
        case.because("in_reception", True, receptions, reception=facts.reception)
    else:
        case.because("not_in_reception", False, receptions)
        case.decide(NOT_ALLOWED)
    return adult_on


def _permit(case: Case, right_from: date, right_until: date | None) -> NoReturn:
    """The TWV of the named employer; one for another employer does not count."""
    required = case.principle("nl.work.twv_required")
    employer = case.facts.employer
    own = case.cover("TWV", where=lambda d: employer is not None and d.employer == employer)
    if own.state == VALID:
        case.because("twv_valid", True, required, until=own.until_on)
        until_on = earliest(own.until_on, right_until)
        case.decide(ALLOWED, latest(own.from_on, right_from), until_on, for_employer=True)
    if own.state == NO_END:
        case.lacks("TWV.until", "document_end_missing", required, document="TWV")
        case.decide(INCOMPLETE)
    any_twv = case.cover("TWV")
    if any_twv.state in (VALID, NO_END) and given(any_twv.document).employer is None:
        case.lacks("TWV.employer", "twv_employer_missing", required)
        case.decide(INCOMPLETE)
    if own.state == EXPIRED:
        case.because_expired("TWV", own, None, required)
    elif own.begins_on:
        case.because_begins("TWV", own, required)
    elif any_twv.state == VALID and employer is None:
        case.because("twv_held", True, required, until=any_twv.until_on)
    elif any_twv.state == VALID:
        case.because("twv_other_employer", None, required, until=any_twv.until_on)
    if own.begins_on is None:
        case.because("twv_required", None, required)
    case.decide(NEEDS_PERMIT, right_from, right_until, ("TWV",))
