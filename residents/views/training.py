"""One training group: its people, sessions and outcomes."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.refusals import show_refusal
from residents.forms.training import TrainingSessionForm
from residents.models import Attendance, TrainingGroup, TrainingMember


@require_http_methods(["GET", "POST"])
@allowed("groups.work")
def training(request: HttpRequest, code: str) -> HttpResponse:
    group = get_object_or_404(TrainingGroup.objects.select_related("centre", "project", "led_by"), code=code)
    form = TrainingSessionForm(request.POST or None, initial={"title": group.title})
    if request.method == "POST" and form.is_valid():
        try:
            planned = services.plan_training_session(group, led_by=request.user, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The session is planned and the group is invited."))
            return redirect("residents:session", planned.code)
    present = Count(
        "resident__attendances",
        filter=Q(
            resident__attendances__session__trainings=group,
            resident__attendances__status=Attendance.Status.PRESENT,
        ),
        distinct=True,
    )
    context = {
        "group": group,
        "form": form,
        "members": group.members.select_related("resident__centre").annotate(present=present),
        "sessions": group.sessions.order_by("starts_at"),
        "outcomes": TrainingMember.Outcome.choices,
        "crumbs": [(_("Groups"), reverse("residents:bundles")), (group.title, "")],
    }
    return render(request, "residents/training.html", context)


@require_POST
@allowed("groups.work")
def training_outcomes(request: HttpRequest, code: str) -> HttpResponse:
    """Save what the group brought each of its people."""
    group = get_object_or_404(TrainingGroup, code=code)
    try:
        for member in group.members.select_related("resident"):
            outcome = request.POST.get(member.resident.code)
            if outcome is not None and outcome != member.outcome:
                services.set_training_outcome(member, outcome)
        if "end" in request.POST:
            services.end_training(group)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Saved."))
    return redirect("residents:training", code)
