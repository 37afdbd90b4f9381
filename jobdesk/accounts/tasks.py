"""Work of the accounts that does not keep a page waiting."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.mails import mail_invitation
from jobdesk.accounts.models import Invitation
from jobdesk.jobs.kinds import job_kind


@job_kind("invitation", _("An invitation"), attempts=10)
@shared_task
def send_invitation(invitation_id: int, site: str) -> None:
    """E-mail an invitation that is still open.

    ``site`` is the address of the site without a slash at the end, for the link.
    """
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=invitation_id)
    if invitation.is_open:
        mail_invitation(invitation, site)
