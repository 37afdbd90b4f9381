from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import queries, services
from residents.forms.refusals import show_refusal
from residents.forms.session import CancelSessionForm, SessionForm
from residents.models import GroupSession
from residents.queries.sessions import colleagues_at


@require_http_methods(["GET", "POST"])
@allowed("sessions.run")
def session_new(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    form = _form(request, GroupSession())
    if request.method == "POST" and form.is_valid():
        try:
            planned = services.plan_session(**form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The session is planned. Invite residents now, or later."))
            return redirect("residents:session", planned.code)
    context = {"form": form, "session": None, "crumbs": _crumbs(_("New session"))}
    return render(request, "residents/session_form.html", context)


@require_http_methods(["GET", "POST"])
@allowed("sessions.run")
def session_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the plan of a session."""
    session = get_object_or_404(GroupSession, code=code)
    form = _form(request, session)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_session(session, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The session is saved."))
            return redirect("residents:session", code)
    context = {"form": form, "session": session, "crumbs": _crumbs(_("Change"), session)}
    return render(request, "residents/session_form.html", context)


@require_http_methods(["GET", "POST"])
@allowed("sessions.run")
def session_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a session, with why."""
    session = get_object_or_404(GroupSession, code=code)
    form = CancelSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_session(session, form.cleaned_data["reason"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The session is cancelled."))
            return redirect("residents:session", code)
    context = {"form": form, "session": session, "crumbs": _crumbs(_("Cancel"), session)}
    return render(request, "residents/session_cancel.html", context)


def _form(request: HttpRequest, session: GroupSession) -> SessionForm:
    hat = request.hat
    return SessionForm(
        request.POST or None,
        instance=session,
        initial={"led_by": request.user.pk, "on": timezone.localdate(), "at": "10:00"},
        projects=queries.running_projects(hat.scope.centres, timezone.localdate()),
        centres=hat.centres,
        centre=hat.centre,
        colleagues=colleagues_at(hat.scope.centres),
    )


def _crumbs(here: str, session: GroupSession | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Sessions"), reverse("residents:sessions"))]
    if session is not None:
        crumbs.append((session.code, reverse("residents:session", args=[session.code])))
    return [*crumbs, (here, "")]
