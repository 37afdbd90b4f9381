"""The right to work in Belgium (rules.md B1; each value with its source in values.toml)."""

from datetime import date, timedelta
from typing import NoReturn

from law.engine.case import EXPIRED, NO_END, VALID, Case, Cover, earliest, given, latest
from law.engine.decision import ALLOWED, INCOMPLETE, NEEDS_PERMIT, NOT_ALLOWED, NOT_YET
from law.engine.facts import Document
from law.engine.shared import (
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
from law.rules import add_months, day_after

SHORT_TERM_TRACKS = ("accelerated", "safe_country")
# The mention on the card, in the languages it is printed or written down in: "Arbeidsmarkt: onbeperkt".
MENTIONS_UNLIMITED = ("unlimited", "onbeperkt", "illimité", "illimite", "unbeschränkt", "yes", "ja", "oui")
MENTIONS_NONE = (
    "none",
    "no",
    "no access",
    "neen",
    "nee",
    "geen",
    "geen toegang",
    "non",
    "aucun",
    "pas d'accès",
    "nein",
    "kein zugang",
)


def decide(case: Case) -> None:
    """Answer for Belgium. Always ends by raising Decided or UnknownParameter."""
    procedure = case.procedure
    if case.facts.work == "education":
        education(case, case.principle("be.work.education_free"))
    status = procedure.status.status if procedure.status else None
    if status == "temporary_protection":
        _temporary_protection(case)
    elif status == "refugee":
        _refugee(case)
    elif status == "subsidiary":
        _subsidiary(case)
    elif procedure.granted or procedure.won_appeal:
        _granted(case)
    _applicant(case)


# -- protection ------------------------------------------------------------------------------------


def _refugee(case: Case) -> NoReturn:
    since = given(case.procedure.status).on
    case.because("status_free", True, case.principle("be.work.refugee_free"), status="refugee", since=since)
    case.decide(ALLOWED, since, residence_document(case, "residence-permit", "A-card"))


def _subsidiary(case: Case) -> NoReturn:
    since = given(case.procedure.status).on
    if case.facts.work == "self_employed":
        rule = case.principle("be.work.subsidiary_professional_card")
        case.because("status_known", True, rule, status="subsidiary", since=since)
        until_on = residence_document(case, "residence-permit", "A-card")
        _professional_card(case, since, until_on, rule.name)
    rule = case.principle("be.work.subsidiary_employee_free")
    case.because("status_free", True, rule, status="subsidiary", since=since)
    case.decide(ALLOWED, since, residence_document(case, "residence-permit", "A-card"))


def _granted(case: Case) -> NoReturn:
    """Protection was granted, but which kind is not recorded: it matters only to the self-employed."""
    event = given(case.procedure.granted or case.procedure.won_appeal)
    if case.facts.work == "self_employed":
        case.lacks("status_granted", "status_kind_missing", on=event.on)
        case.decide(INCOMPLETE)
    rule = case.principle("be.work.subsidiary_employee_free")
    case.because("status_free", True, rule, status="granted", since=event.on)
    case.decide(ALLOWED, event.on, residence_document(case, "residence-permit", "A-card"))


def _temporary_protection(case: Case) -> None:
    """Ends with an answer, or returns when protection has ended and there is an application to judge."""
    until = protected_until(case)
    if has_ended(case, until):
        if case.procedure.application:
            return
        case.decide(NOT_ALLOWED)
    if case.facts.work == "self_employed":
        if case.facts.region is None:
            case.lacks("region", "region_missing")
            case.decide(INCOMPLETE)
        region = case.facts.region.lower()
        rule = case.principle(f"be.work.temporary_protection_self_employed.{region}")
        case.because("no_professional_card_needed", True, rule)
    else:
        rule = case.principle("be.work.temporary_protection_employee_free")
        case.because("any_occupation", True, rule)
    from_on, until_on = proof_of_protection(case, "A-card")
    since = latest(given(case.procedure.status).on, from_on)
    case.decide(ALLOWED, since, earliest(until.value, until_on))


# -- applicants ------------------------------------------------------------------------------------


def _applicant(case: Case) -> NoReturn:
    procedure, work = case.procedure, case.facts.work
    if procedure.dublin:
        check_dublin(case)
    if procedure.application is None:
        missing_application(case)
    if work == "in_centre":
        decide_by_rule(case, "be.work.in_centre", procedure.application.on)
    if work != "volunteering":
        check_track(case, "eu.work.excluded_tracks")
    if work == "self_employed":
        _self_employed_applicant(case)
    _employee_applicant(case)


def _employee_applicant(case: Case) -> NoReturn:
    """Four months without a notified decision, then the attestation; any occupation, any employer."""
    procedure = case.procedure
    months = case.rule("be.work.waiting_months")
    lodged_on = given(procedure.application).on
    waited_on = add_months(lodged_on, months.value)
    admissible_on = _check_subsequent(case)
    right_on = latest(waited_on, admissible_on)
    if procedure.annulled_refusal and procedure.annulled_refusal.on < right_on:
        right_on = latest(right_on, given(procedure.annulled).on)
    if procedure.refusal:
        _check_refusal(case, right_on, months.value)
    elif not case.reached(right_on):
        case.because("waiting", None, months, months=months.value, lodged_on=lodged_on, from_on=right_on)
        card = _attestation(case)
        if card.state == VALID and _mention(given(card.document)) in MENTIONS_UNLIMITED:
            case.because("mention_too_early", None)
        _no_right(case, NOT_YET, right_on)
    else:
        case.because("waiting_over", True, months, months=months.value, lodged_on=lodged_on)
        case.because("no_decision_notified", True, months)
    card = _attestation(case)
    if card.state == EXPIRED:
        _no_right(case, NOT_ALLOWED)
    case.stop_if_incomplete()
    _check_mention(case, card)
    usable = case.cover("attestation", where=lambda card: not _says_none(card))
    case.because("any_occupation", True, case.principle("be.work.any_occupation"))
    case.decide(ALLOWED, latest(right_on, usable.from_on), usable.until_on)


def _no_right(
    case: Case, outcome: str, from_on: date | None = None, requires: tuple[str, ...] = ()
) -> NoReturn:
    """No right to paid work; whether the person may volunteer then is not in the rules found."""
    if case.facts.work == "volunteering":
        decide_by_rule(case, "be.work.volunteering_without_right")
    case.decide(outcome, from_on, requires=requires)


def _check_subsequent(case: Case) -> date | None:
    """A later application gives no right until it is declared admissible; the day it was, if so."""
    procedure = case.procedure
    subsequent = procedure.subsequent
    if not subsequent and procedure.elsewhere:
        rule = case.rule_when_lodged("be.work.decision_elsewhere_is_subsequent")
        if rule.value:
            case.because("decision_elsewhere", None, rule, on=procedure.elsewhere.on)
            subsequent = True
    if not subsequent:
        return None
    rule = case.principle("be.work.subsequent_needs_admissible")
    if procedure.admissible is None:
        case.because("subsequent_not_admissible", None, rule)
        if procedure.refusal:
            case.because("application_refused", False, rule, on=procedure.refusal.on)
            _no_right(case, NOT_ALLOWED)
        _no_right(case, NOT_YET, requires=("subsequent_admissible", "attestation"))
    case.because("subsequent_admissible", True, rule, on=procedure.admissible.on)
    return procedure.admissible.on


def _check_refusal(case: Case, right_on: date, months: int) -> None:
    """A right acquired before the refusal continues until the CALL decides; one not acquired never comes."""
    refused_on = given(case.procedure.refusal).on
    if refused_on < right_on:
        rule = case.principle("be.work.refusal_in_waiting_excludes")
        case.because("refused_in_waiting", False, rule, on=refused_on, months=months)
        _no_right(case, NOT_ALLOWED)
    _check_lost(case)
    rule = case.principle("be.work.right_kept_during_appeal")
    case.because("right_kept", True, rule, since=right_on, refused_on=refused_on)


def _check_lost(case: Case) -> None:
    """A refusal is final when the CALL confirms it, or when the term passed without an appeal."""
    procedure = case.procedure
    refusal = given(procedure.refusal)
    refused_on = refusal.on
    if procedure.lost:
        rule = case.principle("be.work.right_kept_during_appeal")
        case.because("application_refused", False, rule, on=refused_on)
        case.because("appeal_lost", False, rule, on=procedure.lost.on)
        _no_right(case, NOT_ALLOWED)
    if procedure.appeal:
        case.because("appeal_pending", True, on=procedure.appeal.on)
        return
    short = refusal.result == "inadmissible" or procedure.track in SHORT_TERM_TRACKS
    days = case.rule("be.work.appeal_term_days_short" if short else "be.work.appeal_term_days")
    term_on = refused_on + timedelta(days=days.value)
    if case.reached(day_after(term_on)):
        case.because("no_appeal_in_term", False, days, on=refused_on, until=term_on)
        _no_right(case, NOT_ALLOWED)
    case.because("appeal_term_running", None, days, on=refused_on, until=term_on)


def _attestation(case: Case) -> Cover:
    return applicant_document(case, "attestation", "be.work.attestation_required")


def _mention(card: Document) -> str:
    """What the card says, without the words "labour market:" printed before it."""
    said = (card.mention or "").rpartition(":")[2]
    return said.replace("_", " ").replace("’", "'").strip(" .").lower()


def _says_none(card: Document) -> bool:
    return _mention(card) in MENTIONS_NONE


def _check_mention(case: Case, card: Cover) -> None:
    """The first card says that there is no access; only its renewal says "unlimited"."""
    document = given(card.document)
    mention = _mention(document)
    if mention in MENTIONS_UNLIMITED:
        case.because("mention_unlimited", True)
        return
    if _says_none(document):
        binds = case.principle("be.work.card_mention_binds")
        case.because("mention_none", None, binds)
        _no_right(case, NOT_YET, requires=("attestation",))
    if mention:
        case.lacks("attestation.mention", "mention_unclear", mention=document.mention)
        case.decide(INCOMPLETE)
    case.because("mention_not_recorded", None)


# -- self-employment -------------------------------------------------------------------------------


def _self_employed_applicant(case: Case) -> NoReturn:
    if case.procedure.refusal:
        _check_lost(case)
    card = _attestation(case)
    if card.state == EXPIRED:
        case.decide(NOT_ALLOWED)
    case.stop_if_incomplete()
    since = latest(given(case.procedure.application).on, card.from_on)
    _professional_card(case, since, card.until_on, "be.work.professional_card_applicant")


def _professional_card(case: Case, since: date, until_on: date | None, rule_name: str) -> NoReturn:
    rule = case.principle(rule_name)
    cover = case.cover("professional-card")
    if cover.state == VALID:
        case.because("document_valid", True, rule, document="professional-card", until=cover.until_on)
        case.decide(ALLOWED, latest(since, cover.from_on), earliest(until_on, cover.until_on))
    if cover.state == NO_END:
        case.lacks("professional-card.until", "document_end_missing", rule, document="professional-card")
        case.decide(INCOMPLETE)
    if cover.state == EXPIRED:
        case.because_expired("professional-card", cover, None, rule)
    elif cover.begins_on:
        case.because_begins("professional-card", cover, rule)
    if cover.begins_on is None:
        case.because("professional_card_required", None, rule)
    case.decide(NEEDS_PERMIT, since, until_on, ("professional-card",))
