"""The sentences of the rules: reasons, titles, badges and lines of a sum, in the reader's language.

The rules give codes with parameters (`law/engine/`, `law/contributions/`); here each code
has one full sentence. A test compares the codes here with those the rules can give.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from law.contributions import Line
from law.engine import (
    ALLOWED,
    INCOMPLETE,
    NEEDS_NOTIFICATION,
    NEEDS_PERMIT,
    NOT_ALLOWED,
    NOT_YET,
    Decision,
    Reason,
)
from residents.law_titles import TITLES as RULES

DAY_FORMAT = "j F Y"

REASONS: Mapping[str, Promise] = {
    # the application
    "application_missing": _(
        "It is not known when the asylum application was lodged, or which status was granted."
    ),
    "waiting_over": _(
        "The asylum application has run for %(months)s months or longer (since %(lodged_on)s)."
    ),
    "waiting": _(
        "The waiting time of %(months)s months runs until %(from_on)s (application lodged on %(lodged_on)s)."
    ),
    "subsequent_counts_anew": _(
        "This is a later application. The waiting time counts from %(lodged_on)s, the day it was lodged."
    ),
    "application_refused": _("The asylum application was refused on %(on)s."),
    "application_inadmissible": _("The asylum application was declared inadmissible on %(on)s."),
    "appeal_pending": _("An appeal was lodged on %(on)s and has not been decided."),
    "appeal_lost": _("The appeal was lost on %(on)s."),
    "appeal_won": _("The appeal was won on %(on)s. It is not known which status follows."),
    "dublin_notified": _(
        "On %(on)s the person was told that another country of the European Union handles the application "
        "(Dublin transfer). There is no access to work."
    ),
    "accelerated_excluded": _(
        "The application is handled in the accelerated procedure. There is no access to work."
    ),
    "safe_country_excluded": _("The person comes from a safe country of origin. There is no access to work."),
    # age, reception
    "adult_in_reception": _("The person is an adult and lives in reception of %(reception)s."),
    "adult": _("The person is %(age)s or older."),
    "minor": _("The person is a minor and turns %(age)s on %(adult_on)s."),
    "birth_date_missing": _("The birth date is not known."),
    "in_reception": _("The person lives in reception of %(reception)s."),
    "not_in_reception": _("The person does not live in the reception that this rule asks for."),
    "reception_missing": _("It is not known in which reception the person lives."),
    "region_missing": _("It is not known in which region the person works. The rules differ by region."),
    # documents
    "document_valid": _("%(document)s: valid until %(until)s."),
    "document_expired": _("%(document)s: expired on %(until)s, and no new one is recorded."),
    "document_gap": _("%(document)s: expired on %(until)s. The next one is valid only from %(from_on)s."),
    "document_begins": _("%(document)s: the one recorded is valid only from %(from_on)s."),
    "document_missing": _("%(document)s: not recorded."),
    "document_end_missing": _("%(document)s: it is not recorded until when it is valid."),
    # the Dutch work permit
    "twv_required": _(
        "The employer must still get the work permit (TWV). It is valid for that employer only, at a wage "
        "that is usual for the work."
    ),
    "twv_valid": _(
        "The employer has a work permit (TWV), valid until %(until)s. It is valid for that employer only."
    ),
    "twv_held": _(
        "One employer has a work permit (TWV) for this person until %(until)s. It is valid for "
        "that employer only."
    ),
    "twv_other_employer": _(
        "The work permit (TWV) until %(until)s is of another employer and does not count here."
    ),
    "twv_employer_missing": _("It is not recorded for which employer the work permit (TWV) is valid."),
    "weeks_limit": _("Work is limited to %(weeks)s weeks in 52 weeks."),
    # other kinds of work
    "no_self_employment": _("Self-employment is not possible during the asylum procedure."),
    "no_self_employment_protection": _("Self-employment is not possible with temporary protection."),
    "internship_plan": _(
        "An internship needs a plan and guidance, and must not take the place of a paid worker."
    ),
    "declaration_required": _("The organisation must ask UWV for a volunteer declaration."),
    "declaration_acknowledged": _(
        "UWV acknowledged the request for a volunteer declaration on %(on)s. Volunteering may start; it must "
        "stop if UWV refuses."
    ),
    "declaration_granted": _(
        "The volunteer declaration of %(on)s is valid until %(until)s, for this activity only."
    ),
    "declaration_refused": _("UWV refused the volunteer declaration on %(on)s. Volunteering must stop."),
    "declaration_expired": _(
        "The volunteer declaration ended on %(until)s. The organisation must ask for a new one."
    ),
    "in_centre": _("Work in and around the centre needs no permit. It pays at most %(amount)s euros a week."),
    "education_free": _("Education without a work contract needs no permit."),
    "kind_of_work_free": _("This kind of work needs no permit."),
    "kind_of_work_excluded": _("This kind of work is not possible."),
    # status holders
    "status_free": _("%(status)s since %(since)s: work is free, without a work permit."),
    "status_known": _("%(status)s since %(since)s."),
    "status_kind_missing": _("Protection was granted on %(on)s. It is not recorded which kind."),
    # temporary protection
    "temporary_protection": _("Temporary protection since %(since)s. It lasts until %(until)s."),
    "temporary_protection_ended": _("Temporary protection ended on %(until)s."),
    "third_country_not_exempt": _(
        "People from other countries who fled Ukraine need a work permit; the notification is not enough."
    ),
    "notification_required": _(
        "The employer must still notify UWV, at least %(days)s working days before the first day of work."
    ),
    "notification_waiting": _(
        "The employer notified UWV on %(notified_on)s. Work may start %(days)s working days "
        "later, on %(from_on)s."
    ),
    "notification_too_late": _(
        "The employer notified UWV on %(notified_on)s. Work could start on %(from_on)s at the earliest; "
        "protection has ended by then."
    ),
    "notification_done": _("The employer notified UWV on %(notified_on)s. Work may start from %(from_on)s."),
    # Belgium
    "no_decision_notified": _("No decision of the CGRS was notified before the waiting time ended."),
    "any_occupation": _("Every occupation and every employer is possible; no permit is needed."),
    "refused_in_waiting": _(
        "The CGRS refused on %(on)s, before the %(months)s months of waiting were over. There is no right "
        "to work."
    ),
    "right_kept": _(
        "The right to work began on %(since)s, before the refusal of %(refused_on)s. It continues until the "
        "CALL decides on the appeal."
    ),
    "appeal_term_running": _(
        "The application was refused on %(on)s. An appeal is possible until %(until)s; none is recorded yet."
    ),
    "no_appeal_in_term": _("The application was refused on %(on)s, and no appeal was lodged by %(until)s."),
    "decision_elsewhere": _(
        "Another member state decided on %(on)s. The Belgian application therefore counts as a later "
        "application."
    ),
    "subsequent_not_admissible": _(
        "This is a later application. There is no right to work until the CGRS declares it admissible and "
        "the card is issued."
    ),
    "subsequent_admissible": _("The CGRS declared the later application admissible on %(on)s."),
    "mention_unlimited": _("The card says that access to the labour market is unlimited."),
    "mention_none": _(
        "The card still says that there is no access to the labour market. It must be renewed."
    ),
    "mention_too_early": _(
        "The card already says that access to the labour market is unlimited. Check the day of the "
        "application."
    ),
    "mention_unclear": _("The card's mention on the labour market is not clear: %(mention)s."),
    "mention_not_recorded": _("It is not recorded what the card says about the labour market."),
    "professional_card_required": _(
        "Self-employment needs a professional card, which the person can apply for."
    ),
    "no_professional_card_needed": _("Self-employment needs no professional card here."),
    # rules
    "parameter_unknown": _("A rule is not known for this day: %(name)s."),
}

LINES: Mapping[str, Promise] = {
    "net": _("Net wage a month"),
    "status_not_in_scheme": _("This contribution has no rule for this status."),
    # COA
    "within_exempt_weeks": _("Within the %(weeks)s weeks in 52 in which a part of the wage does not count."),
    "weeks_unknown": _(
        "It is not known how many of the last 52 weeks were worked. A part of the wage does not count in "
        "%(weeks)s weeks only."
    ),
    "exempt_weeks_used": _(
        "The %(weeks)s weeks in 52 are used: %(worked)s weeks were worked. The whole wage counts."
    ),
    "exempt": _("Does not count: %(percent)s%% of the wage, at most %(maximum)s euros."),
    "exempt_maximum_unknown": _(
        "%(percent)s%% of the wage does not count; the maximum is not known for this day."
    ),
    "food": _("Value of food for a household of %(persons)s"),
    "food_unknown": _("The value of food is not known for this day."),
    "housing": _("Value of housing for a household of %(persons)s"),
    "housing_unknown": _("The value of housing is not known for this day."),
    "medical": _("Medical part"),
    "medical_unknown": _("A medical part counts too. Its amount is not known for this day."),
    "economic_value": _("Value of the reception, the most that is due"),
    "economic_value_at_least": _("Value of the reception, as far as it is known"),
    "due_coa": _("Contribution to COA"),
    "due_coa_at_least": _("Contribution to COA, at least"),
    # Fedasil
    "not_applied": _("Not applied: before the decree of 2024 no contribution was asked."),
    "exempt_student": _("A minor with student work pays no contribution."),
    "exempt_transition": _("A recognised refugee in transition pays no contribution."),
    "undeclared": _("The income was not declared: %(percent)s%% of the gross wage of %(gross)s euros."),
    "undeclared_gross_unknown": _(
        "The income was not declared: %(percent)s%% of the gross wage, which is not known."
    ),
    "bracket_free": _("Nothing on the part up to %(up_to)s euros"),
    "bracket": _("%(percent)s%% of the part of %(part)s euros above %(above)s euros"),
    "due_fedasil": _("Contribution to Fedasil"),
}

DOCUMENTS: Mapping[str, Promise] = {
    "W-document": _("W-document"),
    "attestation": _("Attestation of immatriculation (orange card)"),
    "A-card": _("A card"),
    "O-document": _("O-document or IND sticker"),
    "residence-permit": _("Residence permit"),
    "TWV": _("Work permit (TWV)"),
    "professional-card": _("Professional card"),
}

STATUSES: Mapping[str, Promise] = {
    "refugee": _("Recognised refugee"),
    "subsidiary": _("Subsidiary protection"),
    "granted": _("Protection granted"),
}

# Codes that come as parameters of a sentence.
WORDS: Mapping[str, Promise] = {**DOCUMENTS, **STATUSES, **RULES}

REQUIREMENTS: Mapping[str, Promise] = {
    "TWV": _("Work permit (TWV) by the employer"),
    "employer_notified": _("Notification to UWV by the employer"),
    "volunteer_declaration": _("UWV declaration for the organisation"),
    "professional-card": _("Professional card"),
    "subsequent_admissible": _("Decision of the CGRS that the application is admissible"),
    "attestation": _("New attestation of immatriculation (orange card)"),
}

MISSING: Mapping[str, Promise] = {
    **DOCUMENTS,
    "application_lodged": _("Day on which the asylum application was lodged"),
    "birth_date": _("Birth date"),
    "reception": _("Reception"),
    "region": _("Region"),
    "status_granted": _("Kind of status"),
    "TWV.employer": _("Employer of the work permit (TWV)"),
    "attestation.mention": _("Mention on the orange card"),
    "net": _("Net wage"),
    "gross": _("Gross wage"),
    "status": _("Status"),
    "adults": _("Number of adults in the family"),
    "weeks_worked_in_52": _("Weeks worked in the last 52 weeks"),
    "nl.reba.medical_month": _("Amount of the medical part"),
}

_END_OF_DOCUMENT = _("End of validity: %(document)s")
_RULE = _("Rule for this day: %(name)s")

_ALLOWED_TITLES: Mapping[str, Promise] = {
    "employee": _("May work freely since %(from_on)s"),
    "temp_agency": _("May work freely since %(from_on)s"),
    "internship": _("May do an internship since %(from_on)s"),
    "self_employed": _("May be self-employed since %(from_on)s"),
    "volunteering": _("May volunteer since %(from_on)s"),
    "in_centre": _("May work in and around the centre since %(from_on)s"),
}
_PERMIT_TITLES: Mapping[str, Promise] = {
    "TWV": _("May work since %(from_on)s, with a work permit"),
    "professional-card": _("May be self-employed since %(from_on)s, with a professional card"),
    "volunteer_declaration": _("May volunteer since %(from_on)s, with a declaration by UWV"),
}
# The first of these codes among the reasons says best why somebody may not work: title and badge.
_REFUSALS: Mapping[str, tuple[Promise, Promise]] = {
    "dublin_notified": (_("May not work: Dublin transfer"), _("No: Dublin")),
    "safe_country_excluded": (_("May not work: safe country of origin"), _("No: safe country")),
    "accelerated_excluded": (_("May not work: accelerated procedure"), _("No: accelerated")),
    "refused_in_waiting": (_("May not work: the application was refused"), _("No: refused")),
    "application_refused": (_("May not work: the application was refused"), _("No: refused")),
    "application_inadmissible": (_("May not work: the application is inadmissible"), _("No: inadmissible")),
    "no_appeal_in_term": (_("May not work: the application was refused"), _("No: refused")),
    "temporary_protection_ended": (_("May not work: temporary protection ended"), _("No: protection ended")),
    "not_in_reception": (_("May not work: not in this reception"), _("No: not in reception")),
    "no_self_employment": (_("May not be self-employed"), _("No: not self-employed")),
    "no_self_employment_protection": (_("May not be self-employed"), _("No: not self-employed")),
    "declaration_refused": (_("May not volunteer: the declaration was refused"), _("No: refused by UWV")),
    "notification_too_late": (_("May not work: temporary protection ended"), _("No: protection ended")),
    "document_expired": (_("May not work now: the document expired"), _("No: document expired")),
    "document_gap": (_("May not work now: the document expired"), _("No: document expired")),
}
_NO = (_("May not work"), _("No"))


def reason_text(reason: Reason) -> str:
    """The sentence of a reason."""
    return str(REASONS[reason.code]) % _written(reason.params)


def line_text(line: Line) -> str:
    """The sentence of a line of a contribution."""
    return str(LINES[line.code]) % _written(line.params)


def missing_text(name: str) -> str:
    """What is missing, in words."""
    if name in MISSING:
        return str(MISSING[name])
    document, _dot, end = name.rpartition(".")
    if end == "until" and document in DOCUMENTS:
        return str(_END_OF_DOCUMENT) % {"document": DOCUMENTS[document]}
    return str(_RULE) % {"name": RULES.get(name, name)}


def requirement_text(name: str) -> str:
    """What somebody must still get or do, in words."""
    return str(REQUIREMENTS[name])


def decision_title(decision: Decision) -> str:
    """One line that says what the decision comes to."""
    return str(_title(decision)) % _written({"from_on": decision.from_on})


def decision_badge(decision: Decision) -> str:
    """Two or three words for a list."""
    return str(_badge(decision))


def _title(decision: Decision) -> Promise:
    if decision.outcome == ALLOWED:
        return _allowed_title(decision)
    if decision.outcome == NEEDS_PERMIT:
        return _PERMIT_TITLES[decision.requires[0]]
    if decision.outcome == NEEDS_NOTIFICATION:
        return _("May work since %(from_on)s, after the employer notified UWV")
    if decision.outcome == NOT_YET:
        return _not_yet_title(decision)
    if decision.outcome == INCOMPLETE:
        return _("Incomplete: something that decides is not known")
    return _refusal(decision)[0]


def _allowed_title(decision: Decision) -> Promise:
    if decision.work == "education":
        return _("May follow education")
    if decision.has_reason("twv_valid"):
        return _("May work at this employer since %(from_on)s, with its work permit")
    if decision.has_reason("notification_done"):
        return _("May work at this employer since %(from_on)s")
    return _ALLOWED_TITLES[decision.work]


def _not_yet_title(decision: Decision) -> Promise:
    if decision.from_on is None:
        return _("May not work yet")
    if "TWV" in decision.requires:
        return _("May not work yet: from %(from_on)s, with a work permit")
    return _("May not work yet: from %(from_on)s")


def _badge(decision: Decision) -> Promise:
    if decision.outcome == ALLOWED:
        if decision.has_reason("twv_valid"):
            return _("May work, permit is there")
        if decision.has_reason("notification_done"):
            return _("May work, notified")
        return _("May work freely")
    if decision.outcome == NOT_ALLOWED:
        return _refusal(decision)[1]
    return {
        NEEDS_PERMIT: _("May work, with permit"),
        NEEDS_NOTIFICATION: _("May work, after notification"),
        NOT_YET: _("Not yet"),
        INCOMPLETE: _("Incomplete"),
    }[decision.outcome]


def _refusal(decision: Decision) -> tuple[Promise, Promise]:
    for code, words in _REFUSALS.items():
        if decision.has_reason(code):
            return words
    return _NO


def _written(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: _value(value) for name, value in params.items()}


@lru_cache(maxsize=10_000)
def _day(day: date, language: str | None) -> str:  # noqa: ARG001  (the language is part of the key)
    """Writing a day takes longer than deciding; the same days return on thousands of lines."""
    return date_format(day, DAY_FORMAT)


def _value(value: Any) -> str:
    if isinstance(value, date):
        return _day(value, get_language())
    if isinstance(value, Decimal):
        return number_format(value, 0 if value == value.to_integral_value() else 2)
    if isinstance(value, str):
        return str(WORDS.get(value, value))
    return str(value)
