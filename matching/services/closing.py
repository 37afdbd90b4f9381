"""A company that works with the desk no more."""

from django.db import transaction
from django.utils.translation import gettext as _

from employers.models import Company, Vacancy
from jobdesk.accounts.colleagues.services import end_everybody
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from matching.models import Match, Placement
from matching.services.vacancies import close_vacancy


def people_at_work(company: Company) -> int:
    """Count the people who work for a company or are to begin, of all desks."""
    with system_scope("count people at work"):
        placed = Placement.objects.under_way().filter(match__company=company)
        matched = Match.objects.standing().filter(company=company, placements=None)
        residents = {*placed.values_list("resident", flat=True), *matched.values_list("resident", flat=True)}
        return len(residents)


@transaction.atomic
def close_account(company: Company) -> None:
    """Close the account of a company, by one who manages its colleagues.

    Closes its vacancies and withdraws their proposals, records ``company.account_closed``, withdraws the
    invitations that wait, ends the access of everybody there and closes accounts without another role.
    Raises RuleBroken while somebody works there or is to begin.
    """
    hold(company)
    if people_at_work(company):
        raise RuleBroken(_("Somebody works at your company, or is to begin. Speak to the job coach first."))
    for vacancy in company.vacancies.exclude(status=Vacancy.Status.CLOSED):
        close_vacancy(vacancy)
    record("company.account_closed", company)
    end_everybody(company.organisation)
