from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import fairs_of
from matching.fairs.rates import rates_by_kind
from matching.forms.fairs import FairForm
from matching.models import Fair
from matching.services import plan_fair
from residents.models import GroupSession
from residents.queries import running_projects
from residents.queries.sessions import colleagues_at

PAGE_SIZE = 30


@require_GET
@allowed("fairs.run")
def fairs(request: HttpRequest) -> HttpResponse:
    """The job fairs, meet & greets and work sessions of the centres, and what each kind brings."""
    page = Paginator(fairs_of(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "matching/fairs/fairs.html", {"page": page, "rates": rates_by_kind()})


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_new(request: HttpRequest) -> HttpResponse:
    """Plan a fair."""
    hat, today = request.hat, timezone.localdate()
    form = FairForm(
        request.POST or None,
        instance=GroupSession(kind=Fair.KINDS[0], minutes=180),
        initial={"led_by": request.user.pk, "on": today, "at": "13:00"},
        projects=running_projects(hat.scope.centres, today),
        centres=hat.centres,
        centre=hat.centre,
        colleagues=colleagues_at(hat.scope.centres),
    )
    if request.method == "POST" and form.is_valid():
        try:
            fair = plan_fair(**form.plan)
        except RuleBroken as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("The day is planned. Say now which vacancies take part."))
            return redirect("matching:fair_tables", fair.code)
    crumbs = [(_("Job fairs"), reverse("matching:fairs")), (_("Plan a job fair"), "")]
    return render(request, "matching/fairs/fair_new.html", {"form": form, "crumbs": crumbs})
