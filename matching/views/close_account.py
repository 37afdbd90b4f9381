from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.queries import own_company
from jobdesk.accounts.colleagues.queries import colleagues_of
from jobdesk.accounts.views.home import onward
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.queries import standing_vacancies
from matching.services import close_account as close
from matching.services import people_at_work


@require_http_methods(["GET", "POST"])
@allowed("company.close")
def close_account(request: HttpRequest) -> HttpResponse:
    """Ask whether the company is to have no account any more, and close it."""
    company = own_company()
    if company is None:
        return redirect(page_url("register"))
    if request.method == "POST":
        try:
            close(company)
        except RuleBroken as error:
            messages.error(request, error.message)
            return redirect("matching:close_account")
        return onward(request, _("The account of %(company)s is closed.") % {"company": company})
    context = {
        "company": company,
        "at_work": people_at_work(company),
        "vacancies": standing_vacancies(company).count(),
        "colleagues": colleagues_of(request.hat),
    }
    return render(request, "matching/close_account.html", context)
