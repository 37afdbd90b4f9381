"""The intake: parts in any order, in several sittings; nobody's answers get lost."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.drafts import draft_key
from jobdesk.web.pages import page_url
from residents import queries, services
from residents.forms.intake import IntakeForm, SittingForm, StartIntakeForm
from residents.forms.refusals import show_refusal
from residents.intake.background import sections_of
from residents.intake.page import intake_page, news, progress
from residents.intake.presence import say_present
from residents.intake.questions import PARTS, Part, first_open_part
from residents.intake.two_answers import conflict_text, merge_page, resolve
from residents.models import Intake, Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("intake.record")
@never_cache
def intake(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    current = queries.latest_intake(resident)
    if current is None or request.GET.get("new"):
        return _start(request, resident)
    part = _part(request, current)
    if request.method == "GET":
        return _page(request, current, part, IntakeForm(intake=current, part=part))
    answering = {"pulse": _pulse, "autosave": _autosave, "merge": _merge, "sitting": _sitting}
    return answering.get(request.POST.get("action"), _save)(request, current, part)


def _start(request: HttpRequest, resident: Resident) -> HttpResponse:
    projects = queries.running_projects([resident.centre_id], timezone.localdate())
    form = StartIntakeForm(request.POST or None, projects=projects)
    if request.method == "POST" and form.is_valid():
        try:
            services.start_intake(resident, form.cleaned_data["project"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            return redirect("residents:intake", resident.code)
    context = {"resident": resident, "form": form, "crumbs": crumbs(resident, _("Intake"))}
    return render(request, "residents/intake_start.html", context)


def _save(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """A part, sent with its button."""
    form = IntakeForm(request.POST, intake=current, part=part)
    if not form.is_valid():
        return _page(request, current, part, form)
    saved = services.save_intake(current, form.answers, seen=form.shown)
    if saved.conflicts:
        return _choose(request, current, part, form, saved.conflicts)
    if request.POST.get("action") == "complete":
        return _complete(request, current, part)
    messages.success(request, _("The answers are saved."))
    return redirect(_next_address(request, current, part))


def _autosave(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """A part, sent by the page itself while somebody types: what is right in it is saved."""
    form = IntakeForm(request.POST, intake=current, part=part)
    form.is_valid()
    saved = services.save_intake(current, form.answers, seen=form.shown)
    settled = {
        name: getattr(current, name)
        for name, answer in form.answers.items()
        if answer == getattr(current, name)
    }
    known = {name: answer for name, answer in (form.shown | settled).items() if name not in saved.conflicts}
    side = render_to_string("residents/intake.html#progress", progress(current, part), request)
    return JsonResponse(
        {
            "saved_at": time_format(timezone.localtime(), "H:i"),
            "settled": settled,
            "errors": {name: [str(error) for error in errors] for name, errors in form.errors.items()},
            "conflicts": {name: conflict_text(current, name) for name in saved.conflicts},
            "is_news": bool(news(current, known)),
            "side": side,
        }
    )


def _pulse(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """Who else is here, and what they answered since the page was made."""
    form = IntakeForm(request.POST, intake=current, part=part)
    form.is_valid()
    context = {
        "part": part,
        "others": say_present(current, request.user, part),
        "news": news(current, form.shown),
    }
    return render(request, "residents/intake.html#company", context)


def _merge(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """What somebody chose between two answers to the same question."""
    typed = IntakeForm(request.POST, intake=current, part=part)
    typed.is_valid()
    chosen, left = resolve(typed)
    form = IntakeForm(chosen, intake=current, part=part)
    errors = form.errors | {name: [_("Choose which answer holds.")] for name in left}
    if errors:
        return _choose(request, current, part, typed, typed.shown, errors)
    saved = services.save_intake(current, form.answers, seen=form.shown)
    if saved.conflicts:
        return _choose(request, current, part, form, saved.conflicts)
    messages.success(request, _("The answers are saved."))
    return redirect(_address(current, part))


def _choose(
    request: HttpRequest, current: Intake, part: Part, form: IntakeForm, names: Iterable[str], errors=None
) -> HttpResponse:
    context = merge_page(current, part, form, names, errors)
    context["crumbs"] = crumbs(current.resident, _("Intake"))
    return render(request, "residents/intake_merge.html", context)


def _sitting(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """Through which interpreter the talk of today is held."""
    form = SittingForm(request.POST, auto_id="sitting_%s")
    if not form.is_valid():
        return _page(request, current, part, IntakeForm(intake=current, part=part), sitting_form=form)
    services.record_sitting(current, **form.cleaned_data)
    messages.success(request, _("The talk is recorded."))
    return redirect(_address(current, part))


def _complete(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """Complete what has just been saved; what is missing leads to its part."""
    try:
        services.complete_intake(current)
    except services.AnswersMissing as error:
        form = IntakeForm(intake=current, part=part)
        return _page(request, current, part, form, missing=error)
    messages.success(request, _("The intake is complete. Guidance has begun."))
    return redirect(page_url("resident", current.resident.code))


def _page(request: HttpRequest, current: Intake, part: Part, form: IntakeForm, **extra) -> HttpResponse:
    context = intake_page(current, part, form, **extra) | {
        "backgrounds": sections_of(current.resident, part.key, came_from="intake"),
        "crumbs": crumbs(current.resident, _("Intake")),
        "others": say_present(current, request.user, part),
        "news": [],
        "draft_key": draft_key(request.user),
    }
    return render(request, "residents/intake.html", context)


def _part(request: HttpRequest, current: Intake) -> Part:
    asked = request.GET.get("part")
    return next((part for part in PARTS if part.key == asked), None) or first_open_part(current)


def _next_address(request: HttpRequest, current: Intake, part: Part) -> str:
    if request.POST.get("action") == "stop":
        return page_url("resident", current.resident.code)
    position = PARTS.index(part) + (request.POST.get("action") == "next")
    return _address(current, PARTS[min(position, len(PARTS) - 1)])


def _address(current: Intake, part: Part) -> str:
    return f"{reverse('residents:intake', args=[current.resident.code])}?part={part.key}"
