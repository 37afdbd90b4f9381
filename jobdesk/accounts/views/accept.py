"""The page behind the link of an invitation. Whoever holds the link reads the mailbox it was sent to."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, SignatureExpired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.forms import AcceptForm
from jobdesk.accounts.models import Invitation, User
from jobdesk.accounts.services import accept_as_newcomer, accept_as_user
from jobdesk.accounts.tokens import invitation_id_in
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url

STATUS_OF = {"unknown": 404, "expired": 410, "used": 410, "withdrawn": 410}


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Let the invited person make an account, or take up the role with the account they have."""
    invitation, why_not = _found(token)
    if why_not:
        return render(
            request, "accounts/invitation_closed.html", {"why_not": why_not}, status=STATUS_OF[why_not]
        )
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invitation.language)  # until the reader chooses another one
    proven = User.objects.exclude(pk__in=User.objects.unproven().values("pk"))
    account = proven.filter(email=invitation.email, is_active=True).first()
    if request.user.is_authenticated and request.user != account:
        return _page(request, invitation, "other", status=403)
    if account is None:
        return _newcomer(request, invitation)
    if not request.user.is_authenticated:
        return _page(request, invitation, "login")
    return _user(request, invitation)


def _found(token: str) -> tuple[Invitation | None, str]:
    try:
        invitation = (
            Invitation.objects.select_related("organisation", "invited_by")
            .prefetch_related("centres")
            .get(pk=invitation_id_in(token))
        )
    except SignatureExpired:
        return None, "expired"
    except (BadSignature, Invitation.DoesNotExist):
        return None, "unknown"
    if invitation.is_open:
        return invitation, ""
    if invitation.accepted_at:
        return invitation, "used"
    return invitation, "withdrawn" if invitation.withdrawn_at else "expired"


def _newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        try:
            user = accept_as_newcomer(
                invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Welcome to Jobdesk. Your account is ready."))
            return perform_login(request, user, redirect_url=_next_page(invitation))
    return _page(request, invitation, "newcomer", form=form)


def _user(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        try:
            accept_as_user(invitation)
        except RuleBroken as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("You have a new role in Jobdesk."))
            return redirect(_next_page(invitation))
        return redirect("home")
    return _page(request, invitation, "user")


def _next_page(invitation: Invitation) -> str:
    """Where to go on: who was invited to bring a company registers it."""
    return reverse("home") if invitation.organisation_id else page_url("register")


def _page(
    request: HttpRequest,
    invitation: Invitation,
    reader: str,
    *,
    form: AcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "accounts/accept.html",
        {"invitation": invitation, "reader": reader, "form": form},
        status=status,
    )
