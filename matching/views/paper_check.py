"""The desk looks at what a company sent: complete, seen, or asked again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from law.steps import BY_ANSWER, BY_NOTIFICATION, BY_PERMIT, BY_START
from matching import services
from matching.forms import DeclarationForm, NotificationForm, PermitForm, ReasonForm, StartForm
from matching.models import Filing

COMPLETE, SEEN, AGAIN = "complete", "seen", "again"
# What is recorded of a paper, by what ends its step; the others need a click only.
_FORMS: dict[str, type[forms.Form]] = {
    BY_PERMIT: PermitForm,
    BY_NOTIFICATION: NotificationForm,
    BY_ANSWER: DeclarationForm,
    BY_START: StartForm,
}


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def paper_check(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = Filing.objects.select_related(
        "placement__match__company__organisation", "step__resident__centre", "sent_by", "answered_by"
    )
    filing = get_object_or_404(found, pk=pk, placement__code=code)
    act = request.POST.get("act", "")
    form_of = partial(_form, filing, request.POST if request.method == "POST" else None, act)
    forms_by_act = {COMPLETE: form_of(COMPLETE), AGAIN: form_of(AGAIN), SEEN: form_of(SEEN)}
    failed = forms_by_act.get(act)
    if failed is not None and _is_done(filing, act, failed):
        messages.success(request, _done(filing, act))
        return redirect(page_url("resident", filing.step.resident.code))
    context = {
        "filing": filing,
        "step": filing.step,
        "placement": filing.placement,
        "resident": filing.step.resident,
        "is_waiting": Filing.objects.waiting().filter(pk=filing.pk).exists(),
        "complete": forms_by_act[COMPLETE],
        "again": forms_by_act[AGAIN],
        "failed": failed,
        "crumbs": [
            (_("Placements"), page_url("placements")),
            (filing.placement.code, page_url("placement", filing.placement.code)),
            (filing.step.get_kind_display(), ""),
        ],
    }
    return render(request, "matching/paper_check.html", context)


def _form(filing: Filing, data: QueryDict | None, sent: str, act: str) -> forms.Form:
    kind = filing.step.entry
    made: Callable[..., forms.Form] = forms.Form
    if act == AGAIN:
        made = ReasonForm
    elif act == COMPLETE:
        made = _FORMS.get(kind.ended_by, forms.Form)
    if made is DeclarationForm:
        made = partial(DeclarationForm, kind=kind, country=filing.step.resident.centre.country)
    initial = {"on": filing.filed_on, "started_on": filing.filed_on}
    return made(data if sent == act else None, initial=initial, auto_id=f"{act}_%s")


def _is_done(filing: Filing, act: str, form: forms.Form) -> bool:
    """Hand the answers to the service; what it refuses goes onto the form."""
    if not form.is_valid():
        return False
    service = {
        COMPLETE: services.complete_paper,
        SEEN: services.see_paper,
        AGAIN: services.ask_paper_again,
    }[act]
    try:
        service(filing, **form.cleaned_data)
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


def _done(filing: Filing, act: str) -> str:
    words = {"step": filing.step.get_kind_display(), "company": filing.placement.match.company}
    if act == AGAIN:
        return _("%(company)s reads what you ask about: %(step)s.") % words
    if act == SEEN:
        return _("%(step)s: seen. It waits for the authority now.") % words
    return _("%(step)s is done.") % words
