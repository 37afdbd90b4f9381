"""The parameters of the Dutch rules: what kind of value each has, and what it is in words."""

from law.messages import gettext_noop as _
from law.rules.kinds import (
    EXCLUDED_TRACKS,
    Column,
    Definition,
    Kind,
    choices,
    count,
    euros,
    principle,
    rows,
    share,
    yes_no,
)

RECEPTIONS = {"COA": "COA", "Nidos": "Nidos", "municipality": _("Municipality")}

DEFINITIONS = (
    count("nl.work.waiting_months", _("Waiting time before an applicant may work"), "months", 60),
    choices("nl.work.excluded_tracks", _("Procedures without access to work"), EXCLUDED_TRACKS),
    count("nl.work.adult_age", _("Age from which an applicant may work"), "age", 30),
    choices("nl.work.receptions", _("Reception in which an applicant may work"), RECEPTIONS),
    principle("nl.work.w_document_required", _("An applicant needs a W-document to work")),
    principle("nl.work.twv_required", _("The employer of an applicant needs a work permit (TWV)")),
    count("nl.work.weeks_in_52", _("Weeks of work in 52 weeks"), "weeks", 52),
    principle("nl.work.subsequent_counts_anew", _("A later application starts a waiting time of its own")),
    principle("nl.work.refusal_ends_access", _("A refusal ends the access to work")),
    principle("nl.work.self_employment_excluded", _("No self-employment during the procedure")),
    principle("nl.work.internship_after_waiting", _("An internship is possible after the waiting time")),
    count("nl.work.volunteer_declaration_years", _("How long a volunteer declaration is valid"), "years", 10),
    euros("nl.work.in_centre_week_amount", _("Most that work in and around the centre pays"), "week", 500),
    choices("nl.work.in_centre_receptions", _("Reception with work in and around the centre"), RECEPTIONS),
    principle("nl.work.education_free", _("Education without a work contract needs no permit")),
    count(
        "nl.employer.identity_copy_years",
        _("How long an employer keeps the copy of the identity document"),
        "years",
        50,
    ),
    count("nl.working_time.week", _("Most hours of work in one week"), "hours", 100),
    count("nl.working_time.week_over_4", _("Most hours of work a week, over four weeks"), "hours", 100),
    count("nl.working_time.week_over_16", _("Most hours of work a week, over sixteen weeks"), "hours", 100),
    count("nl.working_time.week_young", _("Most hours of work a week at 16 and 17"), "hours", 100),
    yes_no("nl.working_time.adds_up", _("Hours of work at several employers count together")),
    yes_no("nl.work.access_during_appeal", _("Access to work during an appeal")),
    count(
        "nl.work.identity_copy_years",
        _("How long an employer keeps a copy of the identity document"),
        "years",
        20,
    ),
    count("nl.twv.decision_weeks", _("Time UWV has to decide on a work permit (TWV)"), "weeks", 52),
    principle("nl.work.status_holder_free", _("Work is free for status holders")),
    count(
        "nl.work.notification_working_days", _("How long before the work UWV is notified"), "working_days", 60
    ),
    principle(
        "nl.work.temporary_protection_self_employment_excluded",
        _("No self-employment with temporary protection (NL)"),
    ),
    yes_no(
        "nl.work.third_country_exempt", _("People from other countries who fled Ukraine need no work permit")
    ),
    yes_no("nl.work.temporary_protection_volunteering", _("Volunteering is free with temporary protection")),
    yes_no(
        "nl.work.temporary_protection_in_centre", _("Work in the centre is free with temporary protection")
    ),
    share("nl.reba.exempt_share", _("Reba: share of the wage that does not count")),
    euros("nl.reba.exempt_maximum", _("Reba: most of the wage that does not count"), "month", 5_000),
    count("nl.reba.exempt_weeks_in_52", _("Reba: weeks in 52 in which a part does not count"), "weeks", 52),
    Definition("nl.reba.weeks_a_month", Kind.NUMBER, _("Reba: weeks in a month"), most=5),
    rows(
        "nl.reba.food_week",
        _("Reba: value of food, by household"),
        "week",
        500,
        Column("persons", Kind.COUNT, _("From how many persons")),
        Column("adult", Kind.EUROS, _("Adult")),
        Column("child", Kind.EUROS, _("Child")),
    ),
    Definition(
        "nl.reba.housing_week",
        Kind.AMOUNTS,
        _("Reba: value of housing"),
        "week",
        most=500,
        amounts=(_("first person"), _("second person"), _("each further person")),
    ),
    euros("nl.reba.housing_month_maximum", _("Reba: most for housing"), "month", 5_000),
    euros("nl.reba.medical_month", _("Reba: medical part"), "month", 5_000),
    euros("nl.minimum_wage.hour.15", _("Minimum wage at 15"), "hour", 100),
    euros("nl.minimum_wage.hour.16", _("Minimum wage at 16"), "hour", 100),
    euros("nl.minimum_wage.hour.17", _("Minimum wage at 17"), "hour", 100),
    euros("nl.minimum_wage.hour.18", _("Minimum wage at 18"), "hour", 100),
    euros("nl.minimum_wage.hour.19", _("Minimum wage at 19"), "hour", 100),
    euros("nl.minimum_wage.hour.20", _("Minimum wage at 20"), "hour", 100),
    euros("nl.minimum_wage.hour.21", _("Minimum wage from 21"), "hour", 100),
    euros("nl.minimum_wage.cleaning", _("Cleaning: lowest wage of the collective agreement"), "hour", 100),
)
