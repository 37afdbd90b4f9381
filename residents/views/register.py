"""Register a resident: number or reason, and a look at who may be the same person.

``?session=CODE``: a group session they walked into; once registered, they are ticked there as present.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.forms.profile import RegisterForm
from residents.forms.refusals import show_refusal
from residents.models import GroupSession, Resident
from residents.people import finding
from residents.views.number_request import remember_taken


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def register(request: HttpRequest) -> HttpResponse:
    session = _walked_into(request)
    form = RegisterForm(request.POST or None, centres=request.hat.centres, centre=request.hat.centre)
    context = {"form": form, "similar": [], "taken": "", "can_ask": False, "session": session}
    if request.method == "POST" and form.is_valid():
        context["similar"] = [] if "is_new" in request.POST else _similar(form)
        if not context["similar"]:
            try:
                resident = services.register_resident(
                    centre=form.cleaned_data["centre"],
                    from_on=form.cleaned_data["from_on"],
                    **form.profile,
                )
            except services.NumberTaken as error:
                show_refusal(form, error)
                context |= remember_taken(request, error)
            except RuleBroken as error:
                show_refusal(form, error)
            else:
                messages.success(request, _("The resident is registered."))
                if session:
                    return _tick(request, session, resident)
                return redirect(page_url("resident", resident.code))
    return render(request, "residents/register.html", context)


def _walked_into(request: HttpRequest) -> GroupSession | None:
    """Return the group session that somebody not registered yet walked into (``?session=CODE``)."""
    code = request.GET.get("session")
    return get_object_or_404(GroupSession, code=code) if code else None


def _tick(request: HttpRequest, session: GroupSession, resident: Resident) -> HttpResponse:
    """Put the resident just registered on the list of the session, as present, and go back there."""
    try:
        services.set_present(session, resident, is_present=True)
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("residents:session", session.code)


def _similar(form: RegisterForm) -> list[Resident]:
    profile = form.profile
    return finding.similar_residents(profile["first_name"], profile["last_name"], profile["birth_date"])
