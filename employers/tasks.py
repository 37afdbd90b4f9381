"""Work of the employers that follows a commit. Arguments are keys, never names."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.letters.company import mail_letter
from employers.letters.vacancy import mail_vacancy_letter
from employers.models import Company, Vacancy
from employers.services import warn_and_expire
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


@job_kind("vacancy_letter", _("An e-mail about a vacancy"), attempts=10)
@shared_task
def send_vacancy_letter(letter: str, user_id: int, *vacancy_ids: int) -> None:
    """E-mail one letter about vacancies of one company to a user whose account is open."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with system_scope("letter about a vacancy"):
            rows = Vacancy.objects.select_related("company__organisation")
            mail_vacancy_letter(letter, user, rows.filter(pk__in=vacancy_ids).order_by("expires_on", "pk"))


@shared_task
def end_vacancies() -> int:
    """Warn of vacancies that end soon and end those that are over; can be repeated. Returns how many."""
    with system_scope("end of vacancies"):
        return warn_and_expire(timezone.localdate())
