"""Log a contact in under 20 seconds: find or register, what came of it, save."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.desks.models import Centre
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import queries, services
from residents.forms.outreach import OutreachForm
from residents.forms.refusals import show_refusal
from residents.models import OutreachContact, Resident
from residents.people import finding

REMEMBERED = "outreach"
SHOWN = 8


@require_http_methods(["GET", "POST"])
@allowed("outreach.log")
def outreach(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and _is_looking(request.POST):
        form = _form(request, is_sent=False)
        context = _context(form)
        if request.htmx:
            return render(request, "residents/outreach.html#people", context)
        if not context["people"]:
            form.begin_new()
        return render(request, "residents/outreach.html", context)
    if request.method == "POST" and form.is_valid():
        try:
            contact = _log(form, request.hat.centres)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            _remember(request, contact)
            undo = reverse("residents:contact_remove", args=[contact.resident.code, contact.pk])
            messages.success(request, _("The contact is logged."), extra_tags=undo)
            if request.POST.get("action") in ("next", "enter"):
                return redirect("residents:outreach")
            return redirect(page_url("resident", contact.resident.code))
    return render(request, "residents/outreach.html", _context(form))


def _is_looking(sent: QueryDict) -> bool:
    """Whether somebody is sought: by the button, or by Enter while nobody is chosen yet."""
    is_chosen = sent.get("resident") or sent.get("first_name")
    return sent.get("action") == "find" or bool(
        sent.get("action") == "enter" and sent.get("q") and not is_chosen
    )


def _form(request: HttpRequest, is_sent: bool = True) -> OutreachForm:
    """The form: sent, or only filled in so far (while looking for somebody nothing is wrong yet)."""
    filled = {**_remembered(request), **request.GET.dict(), **request.POST.dict()}
    return OutreachForm(
        request.POST if request.method == "POST" and is_sent else None,
        initial=filled,
        projects=queries.running_projects(request.hat.scope.centres, timezone.localdate()),
        centres=request.hat.centres,
        centre=request.hat.centre,
    )


def _context(form: OutreachForm) -> dict:
    chosen, query = form["resident"].value() or "", form["q"].value() or ""
    people = _people(chosen, query)
    if len(people) == 1 and query:
        chosen = people[0].code
    return {"form": form, "people": people, "chosen": chosen, "has_searched": bool(query)}


def _people(chosen: str, query: str) -> list[Resident]:
    """Those who fit the search; without one, the one who was chosen already."""
    if query:
        return [found.resident for found in finding.find_residents(query, limit=SHOWN)]
    return list(Resident.objects.filter(code=chosen).select_related("centre"))


def _log(form: OutreachForm, centres: tuple[Centre, ...]) -> OutreachContact:
    code = form.cleaned_data["resident"]
    if not code:
        centre = form.cleaned_data["centre"] or centres[0]
        return services.reach_new_resident(centre=centre, profile=form.profile, contact=form.contact)
    resident = Resident.objects.filter(code=code).first()
    if resident is None:
        raise RuleBroken(_("This resident is not in your centres. Look again."), field="q")
    return services.log_outreach(resident, **form.contact)


def _remember(request: HttpRequest, contact: OutreachContact) -> None:
    """Keep for the next contact what stays the same at a group session; the day only until midnight."""
    request.session[REMEMBERED] = {
        "project": contact.project_id,
        "kind": contact.kind,
        "centre": contact.centre_id,
        "on": contact.on.isoformat(),
        "kept_on": timezone.localdate().isoformat(),
    }


def _remembered(request: HttpRequest) -> dict:
    kept = dict(request.session.get(REMEMBERED, {}))
    today = timezone.localdate().isoformat()
    day = kept.pop("on", today)
    return {**kept, "on": day if kept.pop("kept_on", "") == today else today}
