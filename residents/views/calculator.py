"""What is left of the wage: for everyone, without login, and nothing is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.desks.models import Country
from residents.calculator_page import AGENCIES, chart_of, offers_of
from residents.forms.calculator import CUMUL, REBA, CalculatorForm


@require_GET
@login_not_required
def calculator(request: HttpRequest) -> HttpResponse:
    """The questions and, once something is filled in, for each offer what is due and what is left."""
    scheme = _scheme(request)
    form = CalculatorForm(request.GET, scheme)
    offers = offers_of(form.cleaned_data, scheme) if form.is_valid() else []
    context = {
        "form": form,
        "scheme": scheme,
        "agency": AGENCIES[scheme],
        "schemes": _schemes(scheme),
        "offer_fields": form.offer_fields(),
        "offers": offers,
        "chart": chart_of(offers),
        "on": form.cleaned_data["month"] if offers else None,
    }
    return render(request, "residents/calculator.html", context)


def _scheme(request: HttpRequest) -> str:
    """Return the scheme that was asked for, else that of the country one works in or reads from."""
    asked = request.GET.get("scheme")
    if asked in AGENCIES:
        return asked
    if request.hat and request.hat.centres:
        return REBA if any(centre.country == Country.NL for centre in request.hat.centres) else CUMUL
    return CUMUL if _reads_from_belgium(request) else REBA


def _reads_from_belgium(request: HttpRequest) -> bool:
    """Whether the browser says so; where it names no country, French is taken for Belgian."""
    languages = request.headers.get("Accept-Language", "").upper()
    if "-BE" in languages or "-NL" in languages:
        return "-BE" in languages
    return get_language() == "fr"


def _schemes(current: str) -> list[dict]:
    labels = {REBA: _("Netherlands (COA)"), CUMUL: _("Belgium (Fedasil)")}
    return [
        {
            "label": label,
            "url": f"{reverse('residents:calculator')}?scheme={scheme}",
            "is_current": scheme == current,
        }
        for scheme, label in labels.items()
    ]
