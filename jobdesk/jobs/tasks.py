"""What the queue carries: the key of a job, and the sweeper's round."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.jobs import mails, running, services
from jobdesk.jobs.kinds import job_kind


@shared_task
def run_job(job_id: int) -> None:
    """Do a job. Harmless when it is handed out twice."""
    running.run(job_id)


@shared_task
def sweep_jobs() -> None:
    """Hand out what waits and take back what its worker left. Every minute; can be repeated without harm."""
    services.sweep(timezone.now())


@shared_task
def delete_old_jobs() -> int:
    """Delete the jobs that ended some time ago. Returns how many."""
    return services.delete_old_jobs()


# Over about four hours, as long as a link in it is of use to the one who waits for it.
@job_kind("mail", _("An e-mail"), attempts=10, on_end=mails.drop_sealed)
@shared_task
def send_mail(sealed_id: int) -> None:
    """Send an e-mail that waits."""
    mails.send_sealed(sealed_id)
