"""Work of the accounts that does not keep a page waiting."""

from smtplib import SMTPException

from celery import shared_task

from jobdesk.accounts.mails import mail_invitation
from jobdesk.accounts.models import Invitation

MINUTE = 60  # seconds


@shared_task(
    autoretry_for=(SMTPException, OSError),
    retry_backoff=MINUTE,
    retry_backoff_max=60 * MINUTE,
    max_retries=8,
)
def send_invitation(invitation_id: int, site: str) -> None:
    """E-mail an invitation that is still open; tries for some hours when the mail server does not answer.

    ``site`` is the address of the site without a slash at the end, for the link.
    """
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=invitation_id)
    if invitation.is_open:
        mail_invitation(invitation, site)
