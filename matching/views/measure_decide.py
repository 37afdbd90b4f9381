"""A measure about a company: proposed, decided on by somebody else, and ended the same way."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms.integrity import MeasureForm, WhyForm
from matching.integrity.grounds import people_by_topic, topics_to_tell
from matching.integrity.told import GENERIC, REASONS
from matching.models import Measure, Topic
from matching.services import integrity as services
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("integrity.decide")
def measure_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a measure about a company."""
    company = get_object_or_404(Company.objects.select_related("organisation"), pk=pk)
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.propose_measure(company, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Proposed. Another coordinator decides."))
            return redirect("matching:integrity", pk)
    people = [(str(Topic(topic).label), n) for topic, n in people_by_topic(company).items()]
    context = {"company": company, "form": form, "people": people}
    return render(request, "matching/measure_new.html", context)


@require_http_methods(["GET", "POST"])
@allowed("integrity.decide")
def measure_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a measure or refuse it; of one in force: ask to end it, agree to that or not."""
    measure = get_object_or_404(
        Measure.objects.select_related("company__organisation", "proposed_by", "end_asked_by"), pk=pk
    )
    act = request.POST.get("action", "")
    form = WhyForm(request.POST if act in WITH_WORDS else None)
    if act in ACTS and (act not in WITH_WORDS or form.is_valid()):
        try:
            messages.success(request, ACTS[act](measure, form))
        except RuleBroken as error:
            if act in WITH_WORDS:
                show_refusal(form, error)
            else:
                messages.error(request, error.message)
        else:
            return redirect("matching:integrity", measure.company_id)
    told = topics_to_tell(measure.company, measure.grounds)
    context = {
        "measure": measure,
        "company": measure.company,
        "form": form,
        "told": [str(REASONS[topic]) for topic in told] or [str(GENERIC)],
        "is_own": request.user.pk in (measure.proposed_by_id, measure.end_asked_by_id),
        "waits": measure.status == Measure.Status.PROPOSED,
        "holds": measure.status == Measure.Status.IN_FORCE,
    }
    return render(request, "matching/measure_decide.html", context)


def _agree(measure: Measure, _form: Form) -> str:
    services.agree_measure(measure)
    return _("In force. The company gets an e-mail that there is something to read.")


def _refuse(measure: Measure, form: Form) -> str:
    services.refuse_measure(measure, form.cleaned_data["text"])
    return _("Not agreed to. The company knows nothing of it.")


def _ask_end(measure: Measure, form: Form) -> str:
    services.ask_to_end(measure, form.cleaned_data["text"])
    return _("Asked. Another coordinator decides; until then the measure holds.")


def _agree_end(measure: Measure, _form: Form) -> str:
    services.agree_end(measure)
    return _("Ended. The company gets an e-mail.")


def _refuse_end(measure: Measure, _form: Form) -> str:
    services.refuse_end(measure)
    return _("The measure goes on.")


WITH_WORDS = ("refuse", "ask_end")
ACTS: dict[str, Callable[[Measure, Form], str]] = {
    "agree": _agree,
    "refuse": _refuse,
    "ask_end": _ask_end,
    "agree_end": _agree_end,
    "refuse_end": _refuse_end,
}
