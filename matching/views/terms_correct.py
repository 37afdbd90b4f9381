from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.forms import CorrectForm
from matching.models import PlacementTerms
from matching.services import correct_terms
from matching.terms.words import said_text
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def terms_correct(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Put right a slip in one version of what was agreed; the wrong one stays to be read."""
    versions = PlacementTerms.objects.select_related(
        "placement__resident__centre", "placement__match__company__organisation"
    ).filter(corrected_by=None)
    version = get_object_or_404(versions, pk=pk, placement__code=code)
    placement = version.placement
    form = CorrectForm(request.POST or None, version=version, country=placement.resident.centre.country)
    if request.method == "POST" and form.is_valid():
        try:
            correct_terms(version, **form.correction)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Put right. What was recorded before stays on the page."))
            return redirect(f"{page_url('placement', placement.code)}#terms")
    context = {
        "placement": placement,
        "form": form,
        "said": said_text(version),
        "crumbs": [
            (_("Placements"), page_url("placements")),
            (placement.code, page_url("placement", placement.code)),
            (_("Put right"), ""),
        ],
        "record_url": reverse("matching:placement_record", args=[placement.code]),
    }
    return render(request, "matching/terms_correct.html", context)
