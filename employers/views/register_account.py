"""The third step: an account for who registers a company, and the code that proves the address.

Both are django-allauth's own, opened for these steps only: nobody signs up who has not promised the charter.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.forms import SignupForm
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmEmailVerificationCodeView, SignupView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from employers.charter import charter_on
from employers.registration import draft_in, keep
from employers.views.register import next_step, steps

CODE_PAGE = "employers:register_code"


class RegisterYou(SignupView):
    """Who somebody is: name, address, password."""

    http_method_names = ["get", "post"]
    template_name = "employers/register_you.html"

    def is_open(self) -> bool:
        return not draft_in(self.request.session).missing(charter_on(timezone.localdate()).version)

    def closed(self) -> HttpResponse:
        return next_step(self.request)

    def get_authenticated_redirect_url(self) -> str:
        return reverse("employers:register_charter")

    def _redirect_to_pending_stage(self, _request: HttpRequest, _stage: Any) -> HttpResponse:
        return redirect(CODE_PAGE)

    def get_initial(self) -> dict[str, str]:
        draft = draft_in(self.request.session)
        return {"name": draft.person, "email": draft.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"steps": steps(3)}

    def form_valid(self, form: SignupForm) -> HttpResponse:
        self._keep(form)
        response = super().form_valid(form)
        sent = reverse("account_email_verification_sent")
        return redirect(CODE_PAGE) if getattr(response, "url", "") == sent else response

    def form_invalid(self, form: SignupForm) -> HttpResponse:
        self._keep(form)
        return super().form_invalid(form)

    def _keep(self, form: SignupForm) -> None:
        """Keep the name and the address, as they were typed; never the password."""
        session = self.request.session
        typed = {"person": form.data.get("name", "")[:120], "email": form.data.get("email", "")[:254]}
        keep(session, draft_in(session), **typed)


@method_decorator([login_not_required, never_cache], name="dispatch")
class RegisterCode(ConfirmEmailVerificationCodeView):
    """The six digits that were sent to the address; with them the company is registered."""

    http_method_names = ["get", "post"]
    template_name = "employers/register_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("employers:register_charter")
        response = super().dispatch(request, *args, **kwargs)
        is_over = getattr(response, "url", "") == reverse("account_login")
        return redirect("employers:register_you") if is_over else response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "again":
            self._begin_again()
            return redirect("employers:register_you")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent_at = datetime.fromtimestamp(self._process.state["at"], timezone.get_current_timezone())
        valid_for = timedelta(seconds=app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
        return super().get_context_data(**kwargs) | {"valid_until": sent_at + valid_for, "steps": steps(3)}

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        super()._resend_form_valid(form)
        return redirect(CODE_PAGE)

    def _verify_form_valid(self, form: Form) -> HttpResponse:
        response = super()._verify_form_valid(form)
        return next_step(self.request) if self.request.user.is_authenticated else response

    def _verify_form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        messages.error(
            self.request, _("The code was wrong three times. Check your address and get a new one.")
        )
        return redirect("employers:register_you")

    def _begin_again(self) -> None:
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        clear_login(self.request)
