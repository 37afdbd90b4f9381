"""May this person work: as of any day, for any kind of work, with all reasons and sources."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from law.engine import assess
from residents.choices import WorkKind
from residents.forms.procedure import QuestionForm
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.right_to_work.banners import banner_of
from residents.right_to_work.course_page import summary_of, timeline_of
from residents.right_to_work.facts import facts_of, with_facts
from residents.views.crumbs import crumbs


@require_GET
@allowed("residents.view")
def right_to_work(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(with_facts(Resident.objects.all()), code=code)
    today = timezone.localdate()
    form = QuestionForm(
        {"on": today, "work": WorkKind.EMPLOYEE, **request.GET.dict()},
        works=WorkKind.choices,
        country=resident.centre.country,
    )
    asked = form.cleaned_data if form.is_valid() else {}
    on, work = asked.get("on") or today, asked.get("work") or WorkKind.EMPLOYEE
    where = {name: asked[name] for name in ("employer", "region") if asked.get(name)}
    rules = parameters_in_force()
    facts = {each: facts_of(resident, each, **where) for each in WorkKind.values}
    decided = {each: assess(facts[each], on, rules) for each in WorkKind.values}
    timeline = timeline_of(facts[work], on, today, rules)
    context = {
        "timeline": timeline,
        "summary": summary_of(timeline),
        "resident": resident,
        "form": form,
        "on": on,
        "today": today,
        "work_name": WorkKind(work).label,
        "banner": banner_of(decided[work]),
        "others": [(kind, kind.label, banner_of(decided[kind])) for kind in WorkKind if kind != work],
        "where": urlencode(where),
        "employers": sorted(
            {each.employer for each in (*facts[work].events, *facts[work].documents) if each.employer}
        ),
        "crumbs": crumbs(resident, _("Right to work")),
    }
    return render(request, "residents/right_to_work.html", context)
