"""A later value of the law: propose it, decide on it, take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.audit import StatusChange
from jobdesk.trail.errors import RuleBroken
from residents.forms.law import LawValueForm, RefusalForm
from residents.forms.refusals import show_refusal
from residents.law_values import screen
from residents.law_values.whose import may_change
from residents.models import LawValue
from residents.services.law import (
    approve_law_value,
    propose_law_value,
    refuse_law_value,
    withdraw_law_value,
)
from residents.views.law import definition_or_404


@require_http_methods(["GET", "POST"])
@allowed("law.propose")
def law_propose(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for a later value of one parameter, and propose it; 403 for the law of another's country."""
    definition = definition_or_404(name)
    if not may_change(request.user, definition):
        raise PermissionDenied
    rule = screen.rule(definition, timezone.localdate())
    current = rule.now.entry.value if rule.now.entry else None
    form = LawValueForm(request.POST or None, definition=definition, current=current)
    if form.is_valid():
        try:
            proposal = propose_law_value(name=name, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Proposed. It counts once another administrator approves it."))
            return redirect("residents:law_decide", proposal.pk)
    context = {"form": form, "rule": rule, "crumbs": screen.crumbs(_("Later value"), rule)}
    return render(request, "residents/law_propose.html", context)


@require_http_methods(["GET", "POST"])
@allowed("law.decide")
def law_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal with what it changes; a second administrator approves or refuses it."""
    proposal = get_object_or_404(LawValue.objects.select_related("proposed_by", "decided_by"), pk=pk)
    refuses = request.POST.get("answer") == "refuse"
    form = RefusalForm(request.POST if refuses else None)
    refusal = ""
    if request.method == "POST" and (not refuses or form.is_valid()):
        try:
            if refuses:
                refuse_law_value(proposal, reason=form.cleaned_data["reason"])
                messages.success(request, _("Refused. The reason stays in the history."))
            else:
                approve_law_value(proposal)
                messages.success(request, _("Approved. Everybody is being assessed again."))
        except RuleBroken as error:
            refusal = error.message
        else:
            return redirect("residents:law_decide", proposal.pk)
    rule = screen.rule(definition_or_404(proposal.name), timezone.localdate())
    context = {
        "proposal": screen.Proposal(proposal),
        "rule": rule,
        "form": form,
        "refusal": refusal,
        "is_mine": proposal.proposed_by_id == request.user.pk,
        "may_change": may_change(request.user, rule.definition),
        "residents": screen.residents_to_assess(),
        "round": proposal.reassessments.first(),
        "history": _history(proposal),
        "crumbs": screen.crumbs(_("Proposal"), rule),
    }
    return render(request, "residents/law_decide.html", context)


@require_POST
@allowed("law.propose")
def law_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    proposal = get_object_or_404(LawValue, pk=pk)
    try:
        withdraw_law_value(proposal)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Withdrawn. Nothing has changed."))
    return redirect("residents:law_decide", proposal.pk)


def _history(proposal: LawValue) -> list[StatusChange]:
    changes = StatusChange.objects.filter(
        subject_type=proposal._meta.label_lower, subject_id=proposal.pk
    ).select_related("actor")
    for change in changes:
        change.label = LawValue.Status(change.to_status).label
    return list(changes)
