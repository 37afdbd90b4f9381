"""What each parameter of the law is, in words for who looks after it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, Promise] = {
    # The Netherlands
    "nl.work.waiting_months": _("Waiting time before an applicant may work"),
    "nl.work.excluded_tracks": _("Procedures without access to work"),
    "nl.work.adult_age": _("Age from which an applicant may work"),
    "nl.work.receptions": _("Reception in which an applicant may work"),
    "nl.work.w_document_required": _("An applicant needs a W-document to work"),
    "nl.work.twv_required": _("The employer of an applicant needs a work permit (TWV)"),
    "nl.work.weeks_in_52": _("Weeks of work in 52 weeks"),
    "nl.work.subsequent_counts_anew": _("The waiting time of a later application counts anew"),
    "nl.work.refusal_ends_access": _("A refusal ends the access to work"),
    "nl.work.self_employment_excluded": _("No self-employment during the procedure"),
    "nl.work.internship_after_waiting": _("An internship is possible after the waiting time"),
    "nl.work.volunteer_declaration_years": _("How long a volunteer declaration is valid"),
    "nl.work.in_centre_week_amount": _("Most that work in and around the centre pays"),
    "nl.work.in_centre_receptions": _("Reception with work in and around the centre"),
    "nl.work.education_free": _("Education without a work contract needs no permit"),
    "nl.work.access_during_appeal": _("Access to work during an appeal"),
    "nl.twv.decision_weeks": _("Time UWV has to decide on a work permit (TWV)"),
    "nl.work.status_holder_free": _("Work is free for status holders"),
    "nl.work.notification_working_days": _("How long before the work UWV is notified"),
    "nl.work.temporary_protection_self_employment_excluded": _(
        "No self-employment with temporary protection (NL)"
    ),
    "nl.work.third_country_exempt": _("People from other countries who fled Ukraine need no work permit"),
    "nl.work.temporary_protection_volunteering": _("Volunteering is free with temporary protection"),
    "nl.work.temporary_protection_in_centre": _("Work in the centre is free with temporary protection"),
    "nl.reba.exempt_share": _("Reba: share of the wage that does not count"),
    "nl.reba.exempt_maximum": _("Reba: most of the wage that does not count"),
    "nl.reba.exempt_weeks_in_52": _("Reba: weeks in 52 in which a part does not count"),
    "nl.reba.weeks_a_month": _("Reba: weeks in a month"),
    "nl.reba.food_week": _("Reba: value of food, by household"),
    "nl.reba.housing_week": _("Reba: value of housing"),
    "nl.reba.housing_month_maximum": _("Reba: most for housing"),
    "nl.reba.medical_month": _("Reba: medical part"),
    "nl.minimum_wage.hour.15": _("Minimum wage at 15"),
    "nl.minimum_wage.hour.16": _("Minimum wage at 16"),
    "nl.minimum_wage.hour.17": _("Minimum wage at 17"),
    "nl.minimum_wage.hour.18": _("Minimum wage at 18"),
    "nl.minimum_wage.hour.19": _("Minimum wage at 19"),
    "nl.minimum_wage.hour.20": _("Minimum wage at 20"),
    "nl.minimum_wage.hour.21": _("Minimum wage from 21"),
    # Belgium
    "be.work.waiting_months": _("Waiting time before an applicant may work"),
    "be.work.attestation_required": _("An applicant needs an orange card to work"),
    "be.work.card_mention_binds": _("What the card says of the labour market counts"),
    "be.work.any_occupation": _("Every occupation and employer is possible"),
    "be.work.refusal_in_waiting_excludes": _("A refusal within the waiting time excludes from work"),
    "be.work.right_kept_during_appeal": _("The right to work continues during an appeal"),
    "be.work.appeal_term_days": _("Time to appeal"),
    "be.work.appeal_term_days_short": _("Time to appeal, short term"),
    "be.work.subsequent_needs_admissible": _("A later application must be admissible first"),
    "be.work.decision_elsewhere_is_subsequent": _(
        "A decision in another member state makes the application a later one"
    ),
    "be.work.professional_card_applicant": _("A self-employed applicant needs a professional card"),
    "be.work.education_free": _("Education without a work contract needs no permit"),
    "be.work.in_centre": _("Work in the centre is free"),
    "be.work.volunteering_without_right": _("Volunteering is possible without the right to work"),
    "be.work.refugee_free": _("Work is free for recognised refugees"),
    "be.work.subsidiary_employee_free": _("Work as an employee is free with subsidiary protection"),
    "be.work.subsidiary_professional_card": _(
        "Self-employment needs a professional card with subsidiary protection"
    ),
    "be.work.temporary_protection_employee_free": _("Work as an employee is free with temporary protection"),
    "be.work.temporary_protection_self_employed.flanders": _(
        "Self-employment is free with temporary protection, Flanders"
    ),
    "be.work.temporary_protection_self_employed.brussels": _(
        "Self-employment is free with temporary protection, Brussels"
    ),
    "be.work.temporary_protection_self_employed.wallonia": _(
        "Self-employment is free with temporary protection, Wallonia"
    ),
    "be.work.temporary_protection_self_employed.german-speaking": _(
        "Self-employment is free with temporary protection, German-speaking region"
    ),
    "be.cumul.applied": _("Fedasil asks a contribution from the wage"),
    "be.cumul.brackets": _("Contribution to Fedasil: shares of the wage"),
    "be.cumul.undeclared_share": _("Contribution to Fedasil: share of a wage that was not declared"),
    "be.cumul.exempt_statuses": _("Contribution to Fedasil: who pays nothing"),
    "be.minimum_wage.month": _("Guaranteed minimum wage a month"),
    "be.minimum_wage.hour": _("Guaranteed minimum wage an hour"),
    # The European Union
    "eu.work.temporary_protection_until": _("Last day of temporary protection"),
    "eu.work.latest_access_months": _("Latest access to the labour market for applicants"),
    "eu.work.excluded_tracks": _("Procedures without access to work"),
    "eu.work.dublin_transfer_ends_access": _("A Dublin transfer ends the access to work"),
}

COUNTRIES: Mapping[str, Promise] = {
    "NL": _("Netherlands"),
    "BE": _("Belgium"),
    "EU": _("European Union"),
}
