from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from employers.models import Company
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms.programmes import ProgrammeForm
from matching.models import Programme
from matching.programmes.pages import programme_lines, programmes_of
from matching.services.programmes import make_programme
from residents.forms.refusals import show_refusal
from residents.queries import running_projects

PAGE_SIZE = 30


@require_GET
@allowed("programmes.work")
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes: free places, next start, and how many of those who completed one work or learn."""
    page = Paginator(programmes_of(request.hat.centre), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": programme_lines(page.object_list, timezone.localdate())}
    return render(request, "matching/programmes/programmes.html", context)


@require_http_methods(["GET", "POST"])
@allowed("programmes.work")
def programme_new(request: HttpRequest) -> HttpResponse:
    """Make a programme with its steps."""
    form = ProgrammeForm(request.POST or None, **choices_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = make_programme(**form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The programme is made. Plan its first run now."))
            return redirect("matching:programme", made.code)
    context = {"form": form, "programme": None, "crumbs": crumbs(_("New programme"))}
    return render(request, "matching/programmes/form.html", context)


def choices_for(request: HttpRequest, programme: Programme | None = None) -> dict:
    """What a form on programmes offers: the centres, projects and companies of the reader."""
    today = timezone.localdate()
    projects = running_projects(request.hat.scope.centres, today)
    centres = Centre.objects.filter(pk__in=request.hat.scope.centres, closed_on=None)
    if programme is not None:  # what it has stays a choice, also when it is over
        projects |= Project.objects.filter(pk=programme.project_id).distinct()
        centres |= Centre.objects.filter(pk=programme.centre_id)
    companies = Company.objects.filter(status=Company.Status.APPROVED).select_related("organisation")
    return {
        "projects": projects,
        "centres": centres.order_by("name"),
        "companies": companies.order_by("organisation__name"),
    }


def crumbs(here: str, programme: Programme | None = None) -> list[tuple[str, str]]:
    """The way from the list to here."""
    way = [(_("Programmes"), reverse("matching:programmes"))]
    if programme is not None:
        way.append((programme.title, reverse("matching:programme", args=[programme.code])))
    return [*way, (here, "")]
