"""What a user says about themselves, and the ways to their password and second step."""

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.forms import ProfileForm
from jobdesk.accounts.models import User
from jobdesk.accounts.services import change_profile


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name, telephone and language."""
    # A copy: the form puts what was typed on its instance, and the page around it shows request.user.
    user = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        change_profile(User.objects.get(pk=user.pk), **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your details are saved."))
        return redirect("accounts:profile")
    memberships = user.memberships.select_related("organisation").prefetch_related("centres")
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "memberships": memberships.order_by("role", "pk"),
            "has_second_step": get_adapter().is_mfa_enabled(user),
        },
    )
