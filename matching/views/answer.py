"""A candidate as its company answers: invite, does not fit, ask; then the talk, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching import services
from matching.employer_side.candidates import candidate, may_be_shown
from matching.forms import InvitationForm, NoFitForm, QuestionForm
from matching.interviews.offered_times import suggested
from matching.interviews.words import taken_along, when
from matching.models import Interview, Proposal
from matching.services.interviews import availability_of, interview_of


@require_http_methods(["GET", "POST"])
@allowed("proposals.answer")
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """One candidate: what the company can do now, and what was said before."""
    today = timezone.localdate()
    proposal = _found(code, today)
    services.note_first_seen([proposal])
    act = request.POST.get("answer", "")
    forms = _forms(request, proposal, act, today)
    form = forms.get(act)
    if act in ACTS and (form is None or form.is_valid()):
        try:
            said = ACTS[act](proposal, form)
        except RuleBroken as error:
            _show(request, form, error)
        else:
            undo = reverse("matching:take_back", args=[code]) if services.can_take_back(proposal) else ""
            messages.success(request, said, extra_tags=undo)
            return redirect(_next(proposal, today) if act in ("invite", "no_fit") else request.path)
    return render(request, "matching/answer.html", _context(proposal, forms, today))


@require_POST
@allowed("proposals.answer")
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take an answer back that the desk has not read yet."""
    proposal = _found(code, timezone.localdate())
    try:
        services.take_back_answer(proposal)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Taken back: candidate %(code)s waits again.") % {"code": proposal.code})
    return redirect("matching:answer", code=code)


def _found(code: str, today: date) -> Proposal:
    proposals = Proposal.objects.select_related("vacancy__company__organisation", "interview")
    return get_object_or_404(may_be_shown(proposals, today), code=code)


def _forms(request: HttpRequest, proposal: Proposal, act: str, today: date) -> dict[str, Form]:
    """The forms by the act they belong to; the one that was sent is bound."""

    def data(name: str) -> Any:
        return request.POST if act == name else None

    country = proposal.vacancy.company.organisation.country
    times = suggested(availability_of(proposal), today, country, Interview.MOST_TIMES)
    before = getattr(proposal, "interview", None)
    place = {
        "way": before.way if before else Interview.Way.PLACE,
        "place": before.place if before else proposal.vacancy.municipality,
        "ask_for": before.ask_for if before else request.user.name,
        "bring": before.bring if before else [],
    }
    return {
        "invite": InvitationForm(data("invite"), suggested=times, initial=place),
        "times": InvitationForm(data("times"), suggested=times, initial=dict(place), has_reason=True),
        "no_fit": NoFitForm(data("no_fit"), auto_id="id_no_fit_%s"),
        "question": QuestionForm(data("question")),
    }


def _show(request: HttpRequest, form: Form | None, error: RuleBroken) -> None:
    if isinstance(form, InvitationForm):
        form.show(error)
    elif form is not None:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    else:
        messages.error(request, error.message)


def _next(proposal: Proposal, today: date) -> str:
    """The next candidate of the vacancy who waits, so that several are answered one after the other."""
    following = _waiting(proposal, today).first()
    if following is None:
        return reverse("matching:vacancy", args=[proposal.vacancy.code])
    return reverse("matching:answer", args=[following.code])


def _waiting(proposal: Proposal, today: date) -> QuerySet[Proposal]:
    """Who waits for an answer to the same vacancy, the most urgent first."""
    waiting = Proposal.objects.on_the_clock().filter(vacancy=proposal.vacancy_id)
    return may_be_shown(waiting, today).order_by("answer_due_on", "pk")


def _context(proposal: Proposal, forms: dict[str, Form], today: date) -> dict[str, Any]:
    interview = interview_of(proposal)
    questions = list(proposal.questions.all())
    has_begun = bool(interview and interview.starts_at and interview.starts_at <= timezone.now())
    return {
        "proposal": proposal,
        "vacancy": proposal.vacancy,
        "candidate": candidate(proposal, today),
        "questions": questions,
        "has_open_question": any(each.answered_at is None for each in questions),
        "others": _waiting(proposal, today).exclude(pk=proposal.pk).count(),
        "can_take_back": services.can_take_back(proposal),
        "interview": interview,
        "times": list(interview.times.all()) if interview else [],
        "when": capfirst(when(interview)) if interview else "",
        "taken_along": taken_along(interview) if interview else "",
        "has_begun": has_begun,
        **{f"{name}_form": form for name, form in forms.items()},
    }


def _invite(proposal: Proposal, form: InvitationForm) -> str:
    services.invite_candidate(proposal, form.invitation)
    return _("Thank you. The job coach asks %(code)s which time suits, and you get an e-mail.") % {
        "code": proposal.code
    }


def _times(proposal: Proposal, form: InvitationForm) -> str:
    services.offer_other_times(proposal, form.invitation, form.cleaned_data["reason"])
    return _("Thank you. The job coach asks which of these times suits.")


def _no_fit(proposal: Proposal, form: NoFitForm) -> str:
    services.decline_candidate(proposal, **form.cleaned_data)
    return _("Thank you for your answer. Candidate %(code)s looks further.") % {"code": proposal.code}


def _question(proposal: Proposal, form: QuestionForm) -> str:
    services.ask_question(proposal, form.cleaned_data["text"])
    return _("Your question is with the job coach. Your days to answer stand still until then.")


def _hire(proposal: Proposal, _form: None) -> str:
    services.say_will_hire(proposal)
    return _("Good news. The job coach asks the candidate, and then tells you which papers are next.")


ACTS: dict[str, Callable[[Proposal, Any], str]] = {
    "invite": _invite,
    "times": _times,
    "no_fit": _no_fit,
    "question": _question,
    "hire": _hire,
}
