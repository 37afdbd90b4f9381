from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.forms import CharterForm
from employers.queries import own_company
from employers.services import sign_charter
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_http_methods(["GET", "POST"])
@allowed("charter.sign")
def charter(request: HttpRequest) -> HttpResponse:
    """What a company promises, and its signature."""
    company = own_company()
    form = CharterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_charter(company)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("Thank you. You can hand in vacancies from now on."))
            return redirect(page_url("vacancies"))
    return render(request, "employers/charter.html", {"company": company, "form": form})
