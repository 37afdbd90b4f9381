"""The parameters of the Belgian rules: what kind of value each has, and what it is in words."""

from law.messages import gettext_noop as _
from law.rules.kinds import Column, Kind, choices, count, euros, principle, rows, share, yes_no

DEFINITIONS = (
    count("be.work.waiting_months", _("Waiting time before an applicant may work"), "months", 60),
    principle("be.work.attestation_required", _("An applicant needs an orange card to work")),
    principle("be.work.card_mention_binds", _("What the card says of the labour market counts")),
    principle("be.work.any_occupation", _("Every occupation and employer is possible")),
    principle(
        "be.work.refusal_in_waiting_excludes", _("A refusal within the waiting time excludes from work")
    ),
    principle("be.work.right_kept_during_appeal", _("The right to work continues during an appeal")),
    count("be.work.appeal_term_days", _("Time to appeal"), "days", 366),
    count("be.work.appeal_term_days_short", _("Time to appeal, short term"), "days", 366),
    principle("be.work.subsequent_needs_admissible", _("A later application must be admissible first")),
    yes_no(
        "be.work.decision_elsewhere_is_subsequent",
        _("A decision in another member state makes the application a later one"),
    ),
    principle(
        "be.work.professional_card_applicant", _("A self-employed applicant needs a professional card")
    ),
    principle("be.work.education_free", _("Education without a work contract needs no permit")),
    yes_no("be.work.in_centre", _("Work in the centre is free")),
    yes_no("be.work.volunteering_without_right", _("Volunteering is possible without the right to work")),
    principle("be.work.refugee_free", _("Work is free for recognised refugees")),
    principle(
        "be.work.subsidiary_employee_free", _("Work as an employee is free with subsidiary protection")
    ),
    principle(
        "be.work.subsidiary_professional_card",
        _("Self-employment needs a professional card with subsidiary protection"),
    ),
    principle(
        "be.work.temporary_protection_employee_free",
        _("Work as an employee is free with temporary protection"),
    ),
    principle(
        "be.work.temporary_protection_self_employed.flanders",
        _("Self-employment is free with temporary protection, Flanders"),
    ),
    principle(
        "be.work.temporary_protection_self_employed.brussels",
        _("Self-employment is free with temporary protection, Brussels"),
    ),
    principle(
        "be.work.temporary_protection_self_employed.wallonia",
        _("Self-employment is free with temporary protection, Wallonia"),
    ),
    principle(
        "be.work.temporary_protection_self_employed.german-speaking",
        _("Self-employment is free with temporary protection, German-speaking region"),
    ),
    count("be.working_time.week", _("Most hours of work in one week"), "hours", 100),
    count("be.working_time.week_young", _("Most hours of work a week at 15 to 17"), "hours", 100),
    yes_no("be.working_time.adds_up", _("Hours of work at several employers count together")),
    yes_no(
        "be.working_time.adds_up_young", _("Hours of work at several employers count together at 15 to 17")
    ),
    count(
        "be.reception.contract_months",
        _("After how many months of contract a place in reception can end"),
        "months",
        60,
    ),
    yes_no("be.cumul.applied", _("Fedasil asks a contribution from the wage")),
    rows(
        "be.cumul.brackets",
        _("Contribution to Fedasil: shares of the wage"),
        "month",
        100_000,
        Column("above", Kind.EUROS, _("Above")),
        Column("share", Kind.SHARE, _("Share")),
    ),
    share("be.cumul.undeclared_share", _("Contribution to Fedasil: share of a wage that was not declared")),
    choices(
        "be.cumul.exempt_statuses",
        _("Contribution to Fedasil: who pays nothing"),
        {
            "status_holder": _("Status holder"),
            "refugee_in_transition": _("Recognised refugee, in transition"),
            "minor_student": _("Under 18, student work"),
        },
    ),
    euros("be.minimum_wage.month", _("Guaranteed minimum wage a month"), "month", 20_000),
    euros("be.minimum_wage.hour", _("Guaranteed minimum wage an hour"), "hour", 100),
)
