"""The register of mentors, and who suits a resident."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.desks.models import Centre
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.choices import Language
from residents.forms.mentor import DuoForm, MentorForm
from residents.forms.refusals import show_refusal
from residents.models import Duo, Mentor, Resident
from residents.queries import mentors as mentoring
from residents.views.crumbs import crumbs


@require_GET
@allowed("mentors.work")
def mentors(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("field", "status", "language")}
    found = mentoring.mentors(asked["field"], asked["status"], asked["language"])
    if request.hat.centre:
        found = found.filter(centre=request.hat.centre)
    duos = list(Duo.objects.all())
    context = {
        "mentors": found,
        "asked": asked,
        "is_filtered": any(asked.values()),
        "statuses": Mentor.Status.choices,
        "languages": Language.choices,
        "rate": mentoring.re_enrolment(),
        "residents_rate": mentoring.second_duos(duos),
        "after_year": mentoring.after_year_rate(duos, timezone.localdate()),
    }
    return render(request, "residents/mentors.html", context)


@require_http_methods(["GET", "POST"])
@allowed("mentors.work")
def mentor_new(request: HttpRequest) -> HttpResponse:
    form = MentorForm(request.POST or None, centres=_centres(request))
    if request.method == "POST" and form.is_valid():
        added = services.add_mentor(**form.cleaned_data)
        messages.success(request, _("%(name)s is in the register.") % {"name": added.name})
        return redirect("residents:mentor", added.code)
    context = {"form": form, "mentor": None, "crumbs": _crumbs(_("New mentor"))}
    return render(request, "residents/mentor_form.html", context)


@require_GET
@allowed("mentors.work")
def mentor(request: HttpRequest, code: str) -> HttpResponse:
    duos = Prefetch("duos", queryset=Duo.objects.select_related("resident").prefetch_related("meetings"))
    found = get_object_or_404(Mentor.objects.select_related("centre").prefetch_related(duos), code=code)
    return render(request, "residents/mentor.html", {"mentor": found, "crumbs": _crumbs(found.name)})


@require_http_methods(["GET", "POST"])
@allowed("mentors.work")
def mentor_change(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Mentor, code=code)
    centres = _centres(request) | Centre.objects.filter(pk=found.centre_id)
    form = MentorForm(request.POST or None, instance=found, centres=centres)
    if request.method == "POST" and form.is_valid():
        profile = dict(form.cleaned_data)
        try:
            services.change_mentor(found, profile.pop("status"), profile)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("residents:mentor", code)
    context = {"form": form, "mentor": found, "crumbs": _crumbs(found.name)}
    return render(request, "residents/mentor_form.html", context)


@require_http_methods(["GET", "POST"])
@allowed("mentors.work")
def mentor_choose(request: HttpRequest, code: str) -> HttpResponse:
    """Who suits this resident; choosing one begins the duo."""
    resident = get_object_or_404(
        Resident.objects.select_related("centre").prefetch_related("language_skills"), code=code
    )
    form = DuoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = get_object_or_404(Mentor, code=request.POST.get("mentor", ""))
        try:
            duo = services.start_duo(chosen, resident, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The duo begins."))
            return redirect("residents:duo", code, duo.pk)
    context = {
        "resident": resident,
        "form": form,
        "suggestions": mentoring.suggestions(resident),
        "running": resident.duos.filter(status=Duo.Status.RUNNING).select_related("mentor"),
        "earlier": resident.duos.filter(status=Duo.Status.ENDED).select_related("mentor"),
        "crumbs": crumbs(resident, _("Mentor")),
    }
    return render(request, "residents/mentor_choose.html", context)


def _centres(request: HttpRequest):
    return Centre.objects.filter(pk__in=request.hat.scope.centres, closed_on=None).order_by("name")


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(_("Mentors"), reverse("residents:mentors")), (here, "")]
