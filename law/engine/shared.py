"""Rules that countries share."""

from datetime import date
from typing import NoReturn

from law.engine.case import EXPIRED, NO_END, VALID, Case, Cover, given
from law.engine.decision import ALLOWED, INCOMPLETE, NOT_ALLOWED
from law.rules import Parameter, day_after

MONTHS_IN_YEAR = 12


def education(case: Case, free: Parameter) -> NoReturn:
    """Education without a work contract is not work."""
    case.because("education_free", True, free)
    case.decide(ALLOWED)


def missing_application(case: Case) -> NoReturn:
    """Nothing says on what ground this person is in the country."""
    case.lacks("application_lodged", "application_missing")
    case.decide(INCOMPLETE)


def check_dublin(case: Case) -> None:
    """No access once the transfer to another member state is notified (Dir. 2024/1346, art. 21)."""
    rule = case.rule("eu.work.dublin_transfer_ends_access")
    if not rule.value:
        return
    case.because("dublin_notified", False, rule, on=given(case.procedure.dublin).on)
    case.decide(NOT_ALLOWED)


def check_track(case: Case, rule_name: str) -> None:
    """No access for groups with a low chance of staying, by the day the application was lodged."""
    excluded = case.rule_when_lodged(rule_name)
    track = case.procedure.track
    if track in excluded.value:
        case.because(
            "safe_country_excluded" if track == "safe_country" else "accelerated_excluded", False, excluded
        )
        case.decide(NOT_ALLOWED)


def decide_by_rule(
    case: Case, name: str, from_on: date | None = None, until_on: date | None = None
) -> NoReturn:
    """A kind of work on which only one rule, yes or no, decides. Raises UnknownParameter."""
    rule = case.rule(name)
    if rule.value:
        case.because("kind_of_work_free", True, rule)
        case.decide(ALLOWED, from_on, until_on)
    case.because("kind_of_work_excluded", False, rule)
    case.decide(NOT_ALLOWED)


def protected_until(case: Case) -> Parameter:
    """The last day of temporary protection, with its reason."""
    until = case.rule("eu.work.temporary_protection_until")
    if not case.reached(day_after(until.value)):
        since = given(case.procedure.status).on
        case.because("temporary_protection", True, until, since=since, until=until.value)
    return until


def has_ended(case: Case, until: Parameter) -> bool:
    """Whether temporary protection is over on the day; the reason is added."""
    if not case.reached(day_after(until.value)):
        return False
    case.because("temporary_protection_ended", False, until, until=until.value)
    return True


def proof_of_protection(case: Case, document: str) -> tuple[date | None, date | None]:
    """First and last day of the document that proves temporary protection; without one: incomplete.

    The protection itself ends by decision for everybody, so a document whose end is not recorded will do.
    """
    cover = case.cover(document)
    if cover.state == VALID:
        case.because("document_valid", True, document=document, until=cover.until_on)
    elif cover.state == NO_END:
        case.because("document_end_missing", None, document=document)
        return given(cover.document).from_on, None
    else:
        case.lacks_document(document, cover)
    case.stop_if_incomplete()
    return cover.from_on, cover.until_on


def applicant_document(case: Case, document: str, rule_name: str) -> Cover:
    """The document that an applicant needs to work; without one, or without its end, a fact is missing.

    Does not end the case, so that other reasons are told too. Raises UnknownParameter.
    """
    required = case.principle(rule_name)
    cover = case.cover(document)
    if cover.state == VALID:
        case.because("document_valid", True, required, document=document, until=cover.until_on)
    elif cover.state == EXPIRED:
        case.because_expired(document, cover, False, required)
    elif cover.state == NO_END:
        case.lacks(f"{document}.until", "document_end_missing", required, document=document)
    else:
        case.lacks_document(document, cover, required)
    return cover


def residence_document(case: Case, *types: str) -> date | None:
    """The end of the residence document, if one is known.

    The status gives the right, the document proves it: none is needed for an answer, but one that has
    ended leaves open whether the status was prolonged.
    """
    cover = case.cover(*types)
    if cover.state == VALID:
        case.because("document_valid", True, document=given(cover.document).type, until=cover.until_on)
        return cover.until_on
    if cover.state == EXPIRED:
        case.lacks_document(types[0], cover)
        case.decide(INCOMPLETE)
    if cover.state == NO_END:
        case.because("document_end_missing", None, document=given(cover.document).type)
    return None
