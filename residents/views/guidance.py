"""End guidance, or take a case up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.forms.guidance import ExitForm, ReenterForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def guidance(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident, code=code)
    has_ended = resident.status == Resident.Status.EXITED
    form = (ReenterForm if has_ended else ExitForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = services.reenter if has_ended else services.exit_guidance
        try:
            change(resident, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            said = _("The case is taken up again.") if has_ended else _("Guidance has ended.")
            messages.success(request, said)
            return redirect(page_url("resident", code))
    context = {
        "resident": resident,
        "form": form,
        "has_ended": has_ended,
        "crumbs": crumbs(resident, _("Guidance")),
    }
    return render(request, "residents/guidance.html", context)
