from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.charter import charter_on
from employers.forms import PledgesForm
from employers.queries import has_signed, latest_signature, own_company
from employers.services import sign_charter
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_http_methods(["GET", "POST"])
@allowed("charter.sign")
def charter(request: HttpRequest) -> HttpResponse:
    """What a company promises, and its signature under the version of today."""
    company = own_company()
    if company is None:
        return redirect("employers:register")
    in_force = charter_on(timezone.localdate())
    form = PledgesForm(request.POST if request.method == "POST" else None, charter=in_force)
    if request.method == "POST" and form.is_valid():
        try:
            sign_charter(company)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("Thank you. You can hand in vacancies from now on."))
            return redirect(page_url("vacancies"))
    context = {
        "company": company,
        "form": form,
        "charter": in_force,
        "signature": latest_signature(company),
        "has_charter": has_signed(company),
    }
    return render(request, "employers/charter.html", context)
