"""Scheduled work on proposals, declarations of income, steps and wages.

Arguments are keys, never names or numbers of persons.
"""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.jobs.kinds import job_kind
from jobdesk.trail.scoping import system_scope
from matching.fairs.letters import mail_letter as mail_fair_letter
from matching.letters import mail_letter
from matching.models import Fair, Proposal
from matching.profiles import reconcile, settle_all
from matching.services import (
    ask_for_wage_rounds_of_today,
    begin_terms,
    delete_rankings,
    lapse_stalled,
    lapse_unanswered,
    open_declarations,
    open_permit_renewals,
    retest_wages,
    review_permit_steps,
    withdraw_from_closed,
    withdraw_unconsented,
)
from matching.services.integrity import end_due_measures
from matching.services.integrity_returns import look_for_returns
from matching.services.suggestions import renew_suggestions
from residents.services import open_document_renewals


@shared_task
def lapse_unanswered_proposals() -> int:
    """Let proposals lapse whose days are over; can be repeated without harm. Returns how many.

    The days of a company to answer, and those in which a proposal may stand still elsewhere.
    """
    with system_scope("lapse unanswered proposals"):
        return lapse_unanswered() + lapse_stalled()


@shared_task
def withdraw_unconsented_proposals() -> int:
    """Take back proposals without consent or without an open vacancy; can be repeated without harm.

    Returns how many.
    """
    with system_scope("proposals without consent"):
        return withdraw_unconsented() + withdraw_from_closed()


@shared_task
def open_income_declarations() -> int:
    """Open the declarations of last month's wage; can be repeated without harm. Returns how many.

    Every night: a start that was recorded late has months to catch up on.
    """
    with system_scope("declarations of income"):
        return open_declarations()


@shared_task
def begin_agreed_terms() -> int:
    """Show as today's terms what was agreed ahead and begins; can be repeated without harm. Returns how many.

    Before the test of the wages.
    """
    with system_scope("terms that begin today"):
        return begin_terms()


@shared_task
def review_steps() -> int:
    """Open what the calendar and changes of status ask for; can be repeated without harm. Returns how many.

    The renewal of documents and work permits that end soon, and the permits of planned work.
    """
    with system_scope("review of steps"):
        return open_document_renewals() + open_permit_renewals() + review_permit_steps()


@shared_task
def settle_profiles() -> int:
    """Build the profiles that were written about and not read since; can be repeated. Returns how many."""
    return settle_all()


@shared_task
def reconcile_profiles() -> int:
    """Hold every profile against the file; can be repeated, and goes on where it was cut off.

    Every night, after the assessment. Returns how many were another.
    """
    with system_scope("match profiles"):
        return reconcile(timezone.localdate()).drifted


@shared_task
def suggest_vacancies() -> int:
    """Find what suits whom, after the profiles of the night; can be repeated. Returns how many pairs."""
    with system_scope("suggestions"):
        return renew_suggestions(timezone.localdate())


@shared_task
def delete_old_rankings() -> int:
    """Delete rankings shown longer ago than they are kept; can be repeated without harm. Returns how many."""
    with system_scope("rankings that are no longer kept"):
        return delete_rankings()


@shared_task
def retest_wages_today() -> None:
    """Ask for the test of every wage; can be repeated without harm.

    Every night: a minimum wage may begin today, or somebody may reach the age of another one.
    """
    ask_for_wage_rounds_of_today()


@job_kind("wage-round", _("Testing wages against the minimum"), can_cancel=False)
@shared_task
def retest_wages_of(country: str) -> None:
    """Test the wages of a country, given by its code, as of today; can be repeated without harm."""
    with system_scope("test of the wages"):
        retest_wages(country)


@shared_task
def keep_measures() -> int:
    """End the measures whose day has passed and look who came back; can be repeated. Returns how many."""
    today = timezone.localdate()
    with system_scope("measures about companies"):
        return end_due_measures(today) + look_for_returns(today)


@job_kind("proposal_letter", _("An e-mail about a candidate"), attempts=10)
@shared_task
def send_proposal_letter(letter: str, proposal_id: int, user_id: int) -> None:
    """E-mail one letter about a proposal to a user whose account is open."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with system_scope("letter about a candidate"):
            proposal = Proposal.objects.select_related("vacancy__company__organisation").get(pk=proposal_id)
            mail_letter(letter, proposal, user)


@job_kind("fair_letter", _("An e-mail about a job fair"), attempts=10)
@shared_task
def send_fair_letter(letter: str, fair_id: int, user_id: int) -> None:
    """E-mail one letter about a job fair to a user whose account is open."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with system_scope("letter about a job fair"):
            fair = Fair.objects.select_related("session__centre").get(pk=fair_id)
            mail_fair_letter(letter, fair, user)
