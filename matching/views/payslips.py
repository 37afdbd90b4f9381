"""The payslips of a placement, beside what was agreed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.aftercare.payslip_words import difference_on, sentences
from matching.aftercare.queries import open_concerns
from matching.agreed_terms import agreed
from matching.forms import PayslipForm
from matching.models import Payslip, Placement
from matching.services import record_payslip, take_back_payslip
from matching.services.payslips import months_of
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def payslips(request: HttpRequest, code: str) -> HttpResponse:
    """What payslips say, with the difference, and a form for one more."""
    placement = get_object_or_404(
        Placement.objects.select_related("resident__centre", "match__company__organisation"), code=code
    )
    months = months_of(placement)
    form = PayslipForm(request.POST or None, months=months)
    if request.method == "POST" and form.is_valid():
        try:
            slip = record_payslip(placement, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            found = difference_on(slip)
            if found.is_pay_bad or found.is_hours_bad:
                messages.warning(request, _("Recorded. The difference is to be dealt with today."))
            else:
                messages.success(request, _("Recorded: as agreed."))
            return redirect("matching:payslips", code)
    slips = placement.payslips.filter(taken_back_at=None).select_related("recorded_by")
    context = {
        "placement": placement,
        "form": form,
        "has_worked": bool(months),
        "agreed": agreed(placement),
        "concerns": open_concerns().filter(placement=placement),
        "slips": [(each, difference_on(each), sentences(each)) for each in slips],
    }
    return render(request, "matching/payslips.html", context)


@require_POST
@allowed("placements.record")
def payslip_take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say that a payslip was recorded wrongly."""
    slip = get_object_or_404(Payslip, pk=pk, placement__code=code)
    try:
        take_back_payslip(slip)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Taken back."))
    return redirect("matching:payslips", code)
