from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.queries import own_company
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.employer_side.contact import contact_of
from matching.forms.integrity import ReplyForm
from matching.integrity.told import measure_told, told_of
from matching.services.integrity import reply_to_measure
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("measures.answer")
def measure(request: HttpRequest) -> HttpResponse:
    """What the job desk decided about the company of the reader, and what they say of it."""
    company = own_company()
    if company is None:
        return redirect("employers:register")
    found = measure_told(company)
    form = ReplyForm(request.POST if request.method == "POST" and found else None)
    if found is not None and form.is_valid():
        try:
            reply_to_measure(found, form.cleaned_data["text"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Sent. The coordinators of the job desk read it."))
            return redirect("matching:measure")
    context = {
        "company": company,
        "told": told_of(found) if found else None,
        "form": form,
        "contact": contact_of(company),
    }
    return render(request, "matching/measure.html", context)
