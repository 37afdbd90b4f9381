"""How django-allauth behaves here: who may sign up; second-factor secrets are stored encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sites.shortcuts import get_current_site
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.encryption import decrypt, encrypt
from jobdesk.jobs.mails import send_later

# For someone who forgot a password, without and with an account.
FOR_STRANGERS, FOR_MEMBERS = "account/email/unknown_account", "account/email/password_reset_key"


class InvitationAdapter(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation, or where a room opens the sign-up for its own steps."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask your administrator."),
        # The same words for an unknown address and a wrong password: nobody learns who has an account.
        "email_password_mismatch": _("The e-mail address or the password is not right. Try again."),
        "enter_current_password": _("This is not your current password. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "too_many_login_attempts": _("This went wrong too often. Wait five minutes and try again."),
        "rate_limited": _("This went too fast. Wait a minute and try again."),
        "duplicate_email": _("This already is your e-mail address."),
        "incorrect_code": _("This is not the code in the e-mail. Look once more; the last e-mail counts."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Have an e-mail sent after the commit: whether the mail server answers does not show in the page.

        Without an account none is sent, but it is written anyway: how long the page takes must not tell.
        """
        request = allauth_context.request
        around = {"request": request, "email": email, "current_site": get_current_site(request)}
        if template_prefix == FOR_STRANGERS:
            context = {"password_reset_url": request.build_absolute_uri("/")}
            message = self.render_mail(FOR_MEMBERS, [], around | context)
        else:
            message = self.render_mail(template_prefix, email, around | context)
        send_later(message)

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def save_user(
        self, request: HttpRequest, user: User, form: Form, commit: bool = True
    ) -> AbstractBaseUser:
        """Make the account of somebody who signs up, in the language that they read."""
        user.name, user.language = form.cleaned_data["name"], get_language()
        return super().save_user(request, user, form, commit)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return who has this address and password; an address that nobody proved has no account.

        Else signing in would tell who signed up with somebody's address whether that had an account before.
        """
        user = super().authenticate(request, **credentials)
        if user and User.objects.unproven().filter(pk=user.pk).exists():
            self.pre_authenticate(request, **credentials)  # it counts as a wrong password
            return None
        return user

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("accounts:profile")


class EncryptedMfaAdapter(DefaultMFAAdapter):
    """Keeps TOTP secrets and recovery codes encrypted at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it is too old. Type the code that shows now."),
        "add_email_blocked": _(
            "You use a second step to log in. Turn it off first, then change your e-mail address."
        ),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
