from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.forms import ReasonForm
from employers.models import Company
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.queries import standing_vacancies
from matching.services import close_company


@require_http_methods(["GET", "POST"])
@allowed("employers.decide")
def company_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a company is to be closed, and close it with its vacancies."""
    company = get_object_or_404(Company.objects.select_related("organisation"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_company(company, form.cleaned_data["reason"])
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("Closed. The company gets an e-mail."))
            return redirect("employers:company", pk=pk)
    context = {"company": company, "form": form, "standing": standing_vacancies(company).count()}
    return render(request, "matching/company_close.html", context)
