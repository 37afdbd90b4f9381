"""Work of the accounts that does not keep a page waiting."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.access_requests import expire_access_requests, those_who_can_approve
from jobdesk.accounts.mails import mail_access_decided, mail_access_request, mail_invitation
from jobdesk.accounts.models import AccessRequest, Invitation, User
from jobdesk.jobs.kinds import job_kind
from jobdesk.trail.scoping import system_scope

# Longer than a code is valid.
UNPROVEN_FOR = timedelta(days=1)


@shared_task
def delete_unproven_accounts() -> int:
    """Delete the accounts of people who signed up and never typed the code. Returns how many."""
    old = User.objects.unproven().filter(date_joined__lt=timezone.now() - UNPROVEN_FOR)
    return len([user.delete() for user in old])


@job_kind("invitation", _("An invitation"), attempts=10)
@shared_task
def send_invitation(invitation_id: int, site: str) -> None:
    """E-mail an invitation that is still open.

    ``site`` is the address of the site without a slash at the end, for the link.
    """
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=invitation_id)
    if invitation.is_open:
        mail_invitation(invitation, site)


@job_kind("access_request", _("A request to a second administrator"), attempts=10)
@shared_task
def send_access_request(request_id: int, approver_id: int, site: str) -> None:
    """E-mail a request that still waits to one of those who can approve it."""
    requests = AccessRequest.objects.select_related("agency", "organisation", "asked_by")
    request = requests.get(pk=request_id)
    approver = next((each for each in those_who_can_approve(request) if each.pk == approver_id), None)
    if request.is_open and approver:
        mail_access_request(request, approver, site)


@job_kind("access_decided", _("The decision on a role, to who asked for it"), attempts=10)
@shared_task
def send_access_decided(request_id: int, site: str) -> None:
    """E-mail whoever asked for a role what another administrator decided."""
    requests = AccessRequest.objects.select_related("organisation", "asked_by", "decided_by")
    request = requests.get(pk=request_id)
    if request.asked_by.is_active:
        mail_access_decided(request, site)


@shared_task
def expire_requests() -> None:
    """Close the requests for access that nobody decided on in time."""
    with system_scope("expire requests for access"):
        expire_access_requests(timezone.now())
