"""What a resident agreed to: recorded, shown, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.consents import consent_lines
from residents.forms.consent import ConsentForm
from residents.forms.refusals import show_refusal
from residents.models import Consent, Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def consents(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    today = timezone.localdate()
    start = {"given_on": today, "interpreter_language": resident.language, **request.GET.dict()}
    form = ConsentForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_consent(resident, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The consent is recorded."))
            return redirect("residents:consents", resident.code)
    context = {
        "resident": resident,
        "form": form,
        "lines": consent_lines(resident, today),
        "crumbs": crumbs(resident, _("Consent")),
    }
    return render(request, "residents/consents.html", context)


@require_POST
@allowed("residents.edit")
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    consent = get_object_or_404(Consent, resident__code=code, pk=pk)
    services.withdraw_consent(consent)
    messages.success(request, _("The consent is withdrawn. From now on Jobdesk no longer relies on it."))
    return redirect("residents:consents", code)
