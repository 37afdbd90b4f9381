"""Groups that the desk proposes, and the people of one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.refusals import show_refusal
from residents.forms.training import MakeTrainingForm
from residents.groups import bundles as bundling
from residents.models import Resident, TrainingGroup
from residents.queries import running_projects

SIZES = (3, 5, 8, 12)
MINUTES = (15, 30, 45, 60, 90)
SHOWN = 60  # groups on one page, the largest ones


@require_GET
@allowed("groups.work")
def bundles(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    found = bundling.bundles(_centres(request), timezone.localdate(), **asked)
    context = {
        "bundles": found[:SHOWN],
        "total": len(found),
        "asked": asked,
        "kinds": bundling.Kind.choices,
        "sizes": [(size, size) for size in SIZES],
        "lengths": [(minutes, minutes) for minutes in MINUTES],
        "query": f"size={asked['size']}&within={asked['within']}",
        "trainings": TrainingGroup.objects.filter(status=TrainingGroup.Status.RUNNING).select_related(
            "centre", "led_by"
        ),
    }
    return render(request, "residents/bundles.html", context)


@require_http_methods(["GET", "POST"])
@allowed("groups.work")
def bundle(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The people of one group, to make a training group of."""
    if kind not in bundling.Kind.values:
        raise Http404
    asked = {**_asked(request), "kind": kind}
    today = timezone.localdate()
    found = next((b for b in bundling.bundles(_centres(request), today, **asked) if b.key == key), None)
    if found is None:
        raise Http404
    people = Resident.objects.filter(pk__in=found.residents)
    form = MakeTrainingForm(
        request.POST or None,
        projects=running_projects([found.hub.pk], today),
        residents=people,
        initial={"title": found.label},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.make_training(
                data["title"],
                data["residents"],
                project=data["project"],
                centre=found.hub,
                led_by=request.user,
                shared=f"{found.kind_label}: {found.label}",
            )
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The group is made. Plan its first session."))
            return redirect("residents:training", made.code)
    context = {
        "bundle": found,
        "form": form,
        "people": people.select_related("centre", "coach").prefetch_related("language_skills"),
        "chosen": set(form["residents"].value() or []) if form.is_bound else None,
        "crumbs": [(_("Groups"), reverse("residents:bundles")), (found.label, "")],
    }
    return render(request, "residents/bundle.html", context)


def _centres(request: HttpRequest):
    return [request.hat.centre] if request.hat.centre else request.hat.centres


def _asked(request: HttpRequest) -> dict:
    def number(name: str, choices: tuple[int, ...], default: int) -> int:
        value = request.GET.get(name, "")
        return int(value) if value.isdecimal() and int(value) in choices else default

    kind = request.GET.get("kind", "")
    return {
        "size": number("size", SIZES, bundling.SIZE),
        "within": number("within", MINUTES, bundling.MINUTES),
        "kind": kind if kind in bundling.Kind.values else "",
    }
