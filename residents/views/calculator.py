"""What is left of the wage: for everyone, without login, and nothing is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from law import registry
from law.countries.record import Scheme
from residents.calculator_page import chart_of, offers_of
from residents.forms.calculator import CalculatorForm
from residents.here import countries_here, likely_country


@require_GET
@login_not_required
def calculator(request: HttpRequest) -> HttpResponse:
    """The questions and, once something is filled in, for each offer what is due and what is left."""
    scheme = _scheme(request)
    if scheme is None:
        return render(request, "residents/no_contribution.html")
    form = CalculatorForm(request.GET, scheme)
    offers = offers_of(form.cleaned_data, scheme) if form.is_valid() else []
    context = {
        "form": form,
        "scheme": scheme.code,
        "contribution": scheme,
        "agency": scheme.agency,
        "schemes": _schemes(scheme),
        "offer_fields": form.offer_fields(),
        "offers": offers,
        "chart": chart_of(offers),
        "on": form.cleaned_data["month"] if offers else None,
    }
    return render(request, "residents/calculator.html", context)


def _scheme(request: HttpRequest) -> Scheme | None:
    """Return the scheme that was asked for, else that of the country one works in or reads from.

    None for a desk whose country asks no contribution.
    """
    schemes = registry.schemes()
    if asked := schemes.get(request.GET.get("scheme", "")):
        return asked
    asking = [each for each in countries_here() if each.schemes]
    return likely_country(request, asking).schemes[0] if asking else None


def _schemes(current: Scheme) -> list[dict]:
    """The schemes of whoever reads; to one that another country has, its address still leads."""
    here = {scheme.code: scheme for country in countries_here() for scheme in country.schemes}
    return [
        {
            "label": _(scheme.label),
            "url": f"{reverse('residents:calculator')}?scheme={scheme.code}",
            "is_current": scheme == current,
        }
        for scheme in (here | {current.code: current}).values()
    ]
