"""What a company asks and offers about a candidate, and what the desk does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching import services
from matching.forms import ChooseTimeForm, OtherTimesForm, ReplyForm
from matching.interviews.words import taken_along, when
from matching.models import Interview, InterviewTime, Proposal
from matching.services.interviews import interview_of


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def talk(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of a company, and the times it offers: answer, choose one, ask for others."""
    proposals = Proposal.objects.select_related("resident__centre", "vacancy__company__organisation")
    proposal = get_object_or_404(proposals, code=code)
    interview = interview_of(proposal)
    act = request.POST.get("action", "")
    forms = _forms(request, proposal, interview, act)
    if act in ACTS and forms[act].is_valid():
        try:
            said = ACTS[act](proposal, forms[act])
        except RuleBroken as error:
            forms[act].add_error(error.field if error.field in forms[act].fields else None, error.message)
        else:
            messages.success(request, said)
            return redirect("matching:talk", code=code)
    questions = list(proposal.questions.select_related("asked_by", "answered_by"))
    context = {
        "proposal": proposal,
        "questions": questions,
        "asks": any(each.answered_at is None for each in questions),
        "interview": interview,
        "is_invited": proposal.is_talking,
        "when": capfirst(when(interview)) if interview else "",
        "taken_along": taken_along(interview) if interview else "",
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "matching/talk.html", context)


def _forms(
    request: HttpRequest, proposal: Proposal, interview: Interview | None, act: str
) -> dict[str, Form]:
    person = proposal.resident
    names = [person.first_name, person.last_name, person.centre.name, person.centre.municipality]
    times = interview.times.all() if interview else InterviewTime.objects.none()

    def data(name: str) -> Any:
        return request.POST if act == name else None

    return {
        "reply": ReplyForm(data("reply"), names=names),
        "agree": ChooseTimeForm(data("agree"), times=times),
        "others": OtherTimesForm(data("others"), names=names),
    }


def _reply(proposal: Proposal, form: ReplyForm) -> str:
    question = proposal.questions.filter(answered_at=None).first()
    if question is None:
        raise RuleBroken(_("A colleague has answered this question already."))
    services.answer_question(question, form.cleaned_data["answer"])
    return _("Answered. The company gets an e-mail and reads it in Jobdesk.")


def _agree(proposal: Proposal, form: ChooseTimeForm) -> str:
    services.agree_time(proposal, form.cleaned_data["time"])
    return _("Agreed. The company gets an e-mail, and the appointment stands in your calendar.")


def _others(proposal: Proposal, form: OtherTimesForm) -> str:
    services.ask_for_other_times(proposal, form.cleaned_data["reason"])
    return _("The company gets an e-mail and offers other times.")


ACTS: dict[str, Callable[[Proposal, Any], str]] = {"reply": _reply, "agree": _agree, "others": _others}
