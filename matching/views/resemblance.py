from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.queries import members_of
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms.integrity import SameForm
from matching.integrity.words import evidence_words
from matching.models import Resemblance
from matching.services.integrity_returns import say_another_company, say_same_company
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("integrity.decide")
def resemblance(request: HttpRequest, pk: int) -> HttpResponse:
    """Two companies side by side: say that they are the same, or two, and why."""
    found = get_object_or_404(
        Resemblance.objects.select_related(
            "company__organisation", "measure__company__organisation", "decided_by"
        ),
        pk=pk,
    )
    act = request.POST.get("action", "")
    form = SameForm(request.POST if act in ACTS else None)
    if act in ACTS and form.is_valid():
        try:
            said = ACTS[act](found, form.cleaned_data["reason"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, said)
            return redirect("matching:integrity", found.company_id)
    sides = [(each, members_of(each)) for each in (found.company, found.measure.company)]
    context = {
        "found": found,
        "company": found.company,
        "other": found.measure.company,
        "evidence": evidence_words(found.evidence),
        "sides": sides,
        "form": form,
        "is_open": found.status == Resemblance.Status.OPEN,
    }
    return render(request, "matching/resemblance.html", context)


def _another(found: Resemblance, reason: str) -> str:
    say_another_company(found, reason)
    return _("Noted: another company. A second coordinator approves it.")


def _same(found: Resemblance, reason: str) -> str:
    say_same_company(found, reason)
    return _("Noted: the same company. The measure holds for it from now on.")


ACTS: dict[str, Callable[[Resemblance, str], str]] = {"another": _another, "same": _same}
