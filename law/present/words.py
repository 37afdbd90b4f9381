"""The sentences that rules of any country can use, by code. A country adds its own in its record."""

from law.countries.record import Verdict
from law.messages import gettext_noop as _

REASONS = {
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
    "adult_in_reception": _("The person is an adult and lives in reception of %(reception)s."),
    "adult": _("The person is %(age)s or older."),
    "minor": _("The person is a minor and turns %(age)s on %(adult_on)s."),
    "birth_date_missing": _("The birth date is not known."),
    "in_reception": _("The person lives in reception of %(reception)s."),
    "not_in_reception": _("The person does not live in the reception that this rule asks for."),
    "reception_missing": _("It is not known in which reception the person lives."),
    "region_missing": _("It is not known in which region the person works. The rules differ by region."),
    "document_valid": _("%(document)s: valid until %(until)s."),
    "document_expired": _("%(document)s: expired on %(until)s, and no new one is recorded."),
    "document_gap": _("%(document)s: expired on %(until)s. The next one is valid only from %(from_on)s."),
    "document_begins": _("%(document)s: the one recorded is valid only from %(from_on)s."),
    "document_missing": _("%(document)s: not recorded."),
    "document_end_missing": _("%(document)s: it is not recorded until when it is valid."),
    "weeks_limit": _("Work is limited to %(weeks)s weeks in 52 weeks."),
    "no_self_employment": _("Self-employment is not possible during the asylum procedure."),
    "no_self_employment_protection": _("Self-employment is not possible with temporary protection."),
    "internship_plan": _(
        "An internship needs a plan and guidance, and must not take the place of a paid worker."
    ),
    "in_centre": _("Work in and around the centre needs no permit. It pays at most %(amount)s a week."),
    "education_free": _("Education without a work contract needs no permit."),
    "kind_of_work_free": _("This kind of work needs no permit."),
    "kind_of_work_excluded": _("This kind of work is not possible."),
    "status_free": _("%(status)s since %(since)s: work is free, without a work permit."),
    "status_known": _("%(status)s since %(since)s."),
    "status_kind_missing": _("Protection was granted on %(on)s. It is not recorded which kind."),
    "temporary_protection": _("Temporary protection since %(since)s. It lasts until %(until)s."),
    "temporary_protection_ended": _("Temporary protection ended on %(until)s."),
    "any_occupation": _("Every occupation and every employer is possible; no permit is needed."),
    "appeal_term_running": _(
        "The application was refused on %(on)s. An appeal is possible until %(until)s; none is recorded yet."
    ),
    "no_appeal_in_term": _("The application was refused on %(on)s, and no appeal was lodged by %(until)s."),
    "parameter_unknown": _("A rule is not known for this day: %(name)s."),
}

LINES = {
    "net": _("Net wage a month"),
    "status_not_in_scheme": _("This contribution has no rule for this status."),
}

# Codes that come as a status in a sentence, beside the statuses of the country.
GRANTED = {"granted": _("Protection granted")}

MISSING = {
    "application_lodged": _("Day on which the asylum application was lodged"),
    "birth_date": _("Birth date"),
    "reception": _("Reception"),
    "region": _("Region"),
    "status_granted": _("Kind of status"),
    "net": _("Net wage"),
    "gross": _("Gross wage"),
    "status": _("Status"),
    "adults": _("Number of adults in the family"),
    "weeks_worked_in_52": _("Weeks worked in the last 52 weeks"),
}
END_OF_DOCUMENT = _("End of validity: %(document)s")
RULE = _("Rule for this day: %(name)s")

ALLOWED_TITLES = {
    "employee": _("May work freely since %(from_on)s"),
    "temp_agency": _("May work freely since %(from_on)s"),
    "internship": _("May do an internship since %(from_on)s"),
    "self_employed": _("May be self-employed since %(from_on)s"),
    "volunteering": _("May volunteer since %(from_on)s"),
    "in_centre": _("May work in and around the centre since %(from_on)s"),
    "education": _("May follow education"),
}
# The first of these codes among the reasons says best why somebody may not work.
_EXPIRED = Verdict(
    title=_("May not work now: the document expired"),
    badge=_("No: document expired"),
)
_REFUSED = Verdict(title=_("May not work: the application was refused"), badge=_("No: refused"))
_NOT_SELF_EMPLOYED = Verdict(title=_("May not be self-employed"), badge=_("No: not self-employed"))
REFUSED = {
    "dublin_notified": Verdict(title=_("May not work: Dublin transfer"), badge=_("No: Dublin")),
    "safe_country_excluded": Verdict(
        title=_("May not work: safe country of origin"), badge=_("No: safe country")
    ),
    "accelerated_excluded": Verdict(
        title=_("May not work: accelerated procedure"), badge=_("No: accelerated")
    ),
    "application_refused": _REFUSED,
    "application_inadmissible": Verdict(
        title=_("May not work: the application is inadmissible"), badge=_("No: inadmissible")
    ),
    "no_appeal_in_term": _REFUSED,
    "temporary_protection_ended": Verdict(
        title=_("May not work: temporary protection ended"), badge=_("No: protection ended")
    ),
    "not_in_reception": Verdict(
        title=_("May not work: not in this reception"), badge=_("No: not in reception")
    ),
    "no_self_employment": _NOT_SELF_EMPLOYED,
    "no_self_employment_protection": _NOT_SELF_EMPLOYED,
    "document_expired": _EXPIRED,
    "document_gap": _EXPIRED,
}
REFUSED_OTHERWISE = Verdict(title=_("May not work"), badge=_("No"))
NOT_YET_TITLE = _("May not work yet")
NOT_YET_FROM_TITLE = _("May not work yet: from %(from_on)s")
INCOMPLETE_TITLE = _("Incomplete: something that decides is not known")

BADGES = {
    "allowed": _("May work freely"),
    "needs_permit": _("May work, with permit"),
    "needs_notification": _("May work, after notification"),
    "not_yet": _("Not yet"),
    "incomplete": _("Incomplete"),
}
