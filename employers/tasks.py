"""Work of the employers that follows a commit. Arguments are keys, never names."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from employers.letters import mail_letter
from employers.models import Company
from jobdesk.accounts.models import User
from jobdesk.jobs.kinds import job_kind
from jobdesk.trail.scoping import system_scope


@job_kind("company_letter", _("An e-mail about an employer"), attempts=10)
@shared_task
def send_company_letter(letter: str, company_id: int, user_id: int) -> None:
    """E-mail one letter about a company to a user whose account is open."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with system_scope("letter about a company"):
            company = Company.objects.select_related("organisation").get(pk=company_id)
            mail_letter(letter, company, user)
