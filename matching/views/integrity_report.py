from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.desks.models import Organisation
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.forms.integrity import PartnerReportForm
from matching.integrity.known import companies_known_in
from matching.models import CompanyConcern
from matching.services.integrity_concerns import report_concern
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("integrity.report_from_outside")
def integrity_report(request: HttpRequest) -> HttpResponse:
    """A partner says that something is wrong at a company; it sees no file."""
    own = Organisation.objects.filter(pk__in=request.hat.organisation_ids)
    companies = companies_known_in(set(own.values_list("country", flat=True)))
    form = PartnerReportForm(request.POST if request.method == "POST" else None, companies=companies)
    if form.is_valid():
        try:
            report_concern(source=CompanyConcern.Source.PARTNER, centre=None, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Sent. The coordinators of the job desks look at it."))
            return redirect(page_url("entrusted"))
    return render(request, "matching/integrity_report.html", {"form": form, "back": page_url("entrusted")})
