"""A number that another desk has: ask that desk, see the answer, give it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.number_request import AskForm, RefuseForm
from residents.forms.refusals import show_refusal
from residents.models import NumberRequest

KEPT = "number_taken"  # in the session: a number never stands in an address


def remember_taken(request: HttpRequest, error: services.NumberTaken) -> dict:
    """Keep the number that another desk has, for the question; return what the page says about it."""
    if error.code:
        return {"taken": error.code}
    request.session[KEPT] = error.wanted
    return {"can_ask": True}


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def number_ask(request: HttpRequest) -> HttpResponse:
    """Who asks, about which number, and why."""
    wanted = request.session.get(KEPT, {})
    centre = next((each for each in request.hat.centres if each.code == wanted.get("centre")), None)
    if centre is None:
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"reception": wanted["reception"], "number": wanted["number"], "centre": centre}
        try:
            made = services.ask_for_number(**asked, why=form.cleaned_data["why"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            del request.session[KEPT]
            messages.success(request, _("The desk that has this number is asked. The answer comes in Today."))
            return redirect("residents:number_request", made.code)
    context = {"form": form, "number": wanted["number"], "centre": centre}
    return render(request, "residents/number_ask.html", context)


@require_http_methods(["GET", "POST"])
@allowed("relocations.answer")
def number_request(request: HttpRequest, code: str) -> HttpResponse:
    """Both sides of a question. Only the desk that has the case sees whose it is, and may answer."""
    asked = get_object_or_404(
        NumberRequest.objects.select_related("resident__centre", "asking_centre", "asked_by"), code=code
    )
    has_case = asked.resident.centre_id in request.hat.scope.centres
    if request.method == "POST" and not has_case:
        raise Http404
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.refuse_number_request(asked, form.cleaned_data["note"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The desk that asked reads your answer."))
            return redirect("residents:number_request", code)
    # The asking desk gets its own words and the answer; nothing of the person goes to the template.
    context = {
        "asked": {
            name: getattr(asked, name)
            for name in ("code", "number", "why", "asked_on", "answered_on", "answer_note", "status")
        },
        "by": asked.asked_by.name,
        "asking": asked.asking_centre,
        "has_case": has_case,
        "resident": asked.resident if has_case else None,
        "form": form,
    }
    return render(request, "residents/number_request.html", context)
