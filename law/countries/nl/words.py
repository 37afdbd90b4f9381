"""What only the Dutch rules say: reasons, requirements, verdicts."""

from law.countries.record import Requirement, Verdict
from law.messages import gettext_noop as _

REASONS = {
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
}

REQUIREMENTS = (
    Requirement(
        code="TWV",
        label=_("Work permit (TWV) by the employer"),
        title=_("May work since %(from_on)s, with a work permit"),
        title_later=_("May not work yet: from %(from_on)s, with a work permit"),
        card="first_permit",
    ),
    Requirement(
        code="employer_notified",
        label=_("Notification to UWV by the employer"),
        title=_("May work since %(from_on)s, after the employer notified UWV"),
        card="first_notification",
    ),
    Requirement(
        code="volunteer_declaration",
        label=_("UWV declaration for the organisation"),
        title=_("May volunteer since %(from_on)s, with a declaration by UWV"),
        card="first_declaration",
    ),
)

MISSING = {
    "TWV.employer": _("Employer of the work permit (TWV)"),
    "nl.reba.medical_month": _("Amount of the medical part"),
}

ALLOWED = {
    "twv_valid": Verdict(
        title=_("May work at this employer since %(from_on)s, with its work permit"),
        badge=_("May work, permit is there"),
        card="may_work_here",
        card_note="may_work_here_text",
    ),
    "notification_done": Verdict(
        title=_("May work at this employer since %(from_on)s"),
        badge=_("May work, notified"),
        card="may_work_here",
    ),
}

REFUSED = {
    "declaration_refused": Verdict(
        title=_("May not volunteer: the declaration was refused"), badge=_("No: refused by UWV")
    ),
    "notification_too_late": Verdict(
        title=_("May not work: temporary protection ended"), badge=_("No: protection ended")
    ),
}
