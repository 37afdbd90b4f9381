"""The law, for whoever looks after it: all parameters, one with its course, and the rounds after a change."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from law.rules.kinds import Definition, definitions
from residents.law_values import screen
from residents.law_values.whose import law_countries_of, may_change
from residents.models import LawValue, Reassessment

ROUNDS = 20  # on a page


@require_GET
@allowed("law.view")
def law(request: HttpRequest) -> HttpResponse:
    """List the parameters by search, country and state; on top what waits for a second administrator."""
    choice = {name: request.GET.get(name, "") for name in ("q", "country", "state")}
    rules = screen.rules(timezone.localdate())
    context = {
        "rules": screen.chosen(rules, query=choice["q"], country=choice["country"], state=choice["state"]),
        "total": len(rules),
        "unknown": sum(each.now.entry is None for each in rules),
        "choice": choice,
        "is_filtered": any(choice.values()),
        "countries": screen.countries(),
        "states": screen.states(),
        "proposals": screen.proposals(law_countries_of(request.user)),
        "round": Reassessment.objects.select_related("law_value").first(),
    }
    return render(request, "residents/law.html", context)


@require_GET
@allowed("law.view")
def law_rule(request: HttpRequest, name: str) -> HttpResponse:
    """Show one parameter with its course over time and everything that was proposed for it."""
    definition = definition_or_404(name)
    values = LawValue.objects.filter(name=name).select_related("proposed_by", "decided_by")
    rule = screen.rule(definition, timezone.localdate())
    context = {
        "rule": rule,
        "values": [screen.Proposal(each) for each in values.order_by("-proposed_at", "-pk")],
        "may_change": may_change(request.user, definition),
        "crumbs": screen.crumbs(rule.title),
    }
    return render(request, "residents/law_rule.html", context)


@require_GET
@allowed("law.view")
def law_rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds in which everybody was assessed again; htmx asks again while one is under way."""
    rounds = Reassessment.objects.select_related("law_value")
    page = Paginator(rounds, ROUNDS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "is_running": any(each.finished_at is None for each in page),
        "crumbs": screen.crumbs(_("Rounds of assessment")),
    }
    template = "residents/law_rounds.html"
    return render(request, f"{template}#rounds" if request.htmx else template, context)


def definition_or_404(name: str) -> Definition:
    """Return the definition of a parameter. Raises Http404."""
    if name not in definitions():
        raise Http404
    return definitions()[name]
