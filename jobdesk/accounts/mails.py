"""The e-mails of the accounts, in the language of the recipient. No subject holds a name or address."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from jobdesk.accounts.models import AccessRequest, Invitation, User
from jobdesk.accounts.tokens import invitation_token
from jobdesk.jobs.mails import deliver
from jobdesk.trail.access import record_of

TO_DESK = ("email/invitation.txt", "email/invitation.html")
TO_OUTSIDE = ("email/invitation_outside.txt", "email/invitation_outside.html")


def mail_invitation(invitation: Invitation, site: str) -> None:
    """Send the link with which ``invitation`` is accepted. Raises as ``jobdesk.jobs.mails.deliver`` does.

    Whoever works outside the desk is written to as one writes to a company, and reads which duties they get.
    """
    text, html = TO_DESK if record_of(invitation.role).has_rail else TO_OUTSIDE
    with translation.override(invitation.language):
        context = {
            "invitation": invitation,
            "language": invitation.language,
            "link": site + reverse("accounts:accept", args=[invitation_token(invitation.pk)]),
        }
        message = EmailMultiAlternatives(
            subject=_("Your invitation to Jobdesk"),
            body=render_to_string(text, context),
            to=[invitation.email],
        )
        message.attach_alternative(render_to_string(html, context), "text/html")
    deliver(message)


def mail_access_request(request: AccessRequest, approver: User, site: str) -> None:
    """Tell an administrator that a request waits for them. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    with translation.override(approver.language):
        context = {
            "request": request,
            "approver": approver,
            "language": approver.language,
            "link": site + reverse("accounts:access_request", args=[request.pk]),
        }
        message = EmailMultiAlternatives(
            subject=_("A role in Jobdesk waits for your approval"),
            body=render_to_string("email/access_request.txt", context),
            to=[approver.email],
        )
        message.attach_alternative(render_to_string("email/access_request.html", context), "text/html")
    deliver(message)


def mail_access_decided(request: AccessRequest, site: str) -> None:
    """Tell whoever asked for a role what was decided. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    asker = request.asked_by
    with translation.override(asker.language):
        context = {
            "request": request,
            "is_approved": request.status == AccessRequest.Status.APPROVED,
            "language": asker.language,
            "link": site + reverse("accounts:access_request", args=[request.pk]),
        }
        message = EmailMultiAlternatives(
            subject=_("Your request for a role in Jobdesk was decided on"),
            body=render_to_string("email/access_decided.txt", context),
            to=[asker.email],
        )
        message.attach_alternative(render_to_string("email/access_decided.html", context), "text/html")
    deliver(message)
