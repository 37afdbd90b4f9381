"""Who is at which desk on which day: the week of a desk, a coach's own days, absences, pairs."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail.access import allowed, may
from jobdesk.trail.audit import acting_user
from jobdesk.trail.errors import RuleBroken
from residents import queries
from residents.forms.coaching import AbsenceForm, DaysForm, PairForm
from residents.forms.refusals import show_refusal
from residents.models import CoachAbsence, CoachPair
from residents.queries import coaching
from residents.services import coaching as services

WEEK = timedelta(days=7)


@require_GET
@allowed("cases.take")
def week(request: HttpRequest) -> HttpResponse:
    """Who is where in a week, desk by desk, and on which day nobody is; ``?of=`` is any day of the week."""
    today = timezone.localdate()
    monday = _monday(_asked(request) or today)
    centres = [request.hat.centre] if request.hat.centre else list(request.hat.centres)
    # Whoever assigns cases sees everybody, to fill in their days; others those who have days, and themselves.
    oversees = may(request.hat, "residents.assign")
    context = {
        "weeks": [
            {
                "week": coaching.week_of(
                    centre, monday, queries.coaches_of(centre) if oversees else [acting_user()]
                ),
                "pairs": coaching.pairs_at(centre),
            }
            for centre in centres
        ],
        "monday": monday,
        "today": today,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "crumbs": [(_("Who is where"), "")],
    }
    return render(request, "residents/week.html", context)


def _asked(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("of", ""))
    except ValueError:  # written as a day, and none
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@require_http_methods(["GET", "POST"])
@allowed("cases.take")
def days(request: HttpRequest, pk: int, centre: str) -> HttpResponse:
    """The days of one person at one desk: one's own, or anybody's for whoever assigns cases."""
    place = _centre(request, centre)
    user = _person(request, pk, [place.pk])
    today = timezone.localdate()
    form = DaysForm(request.POST or None, rows=coaching.own_days(user, place, today), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_days(user, place, form.cleaned_data["from_on"], form.days)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The days are saved."))
            return redirect(f"{reverse('residents:week')}?of={form.cleaned_data['from_on']}")
    context = {
        "person": user,
        "is_own": user == request.user,
        "centre": place,
        "form": form,
        "planned": coaching.days_ahead(user, today).filter(centre=place),
        "crumbs": [(_("Who is where"), reverse("residents:week")), (_("Days"), "")],
    }
    return render(request, "residents/coach_days.html", context)


@require_http_methods(["GET", "POST"])
@allowed("cases.take")
def away(request: HttpRequest, pk: int) -> HttpResponse:
    """When somebody is at no desk: one's own days, or anybody's for whoever assigns cases."""
    user = _person(request, pk, request.hat.scope.centres)
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_absence(user, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("residents:coach_away", user.pk)
    context = {
        "person": user,
        "is_own": user == request.user,
        "absences": coaching.absences_of(user, timezone.localdate()),
        "form": form,
        "crumbs": [(_("Who is where"), reverse("residents:week")), (_("Away"), "")],
    }
    return render(request, "residents/coach_away.html", context)


@require_POST
@allowed("cases.take")
def away_remove(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """Take an absence back; a second time does nothing."""
    user = _person(request, pk, request.hat.scope.centres)
    if found := CoachAbsence.objects.filter(pk=absence, user=user).first():
        services.remove_absence(found)
    messages.success(request, _("Saved."))
    return redirect("residents:coach_away", user.pk)


@require_http_methods(["GET", "POST"])
@allowed("residents.assign")
def pair(request: HttpRequest, centre: str) -> HttpResponse:
    """Two people of a desk who take new cases together."""
    place = _centre(request, centre)
    form = PairForm(request.POST or None, coaches=queries.coaches_of(place))
    if request.method == "POST" and form.is_valid():
        try:
            services.pair_coaches(place, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("From now on they take new cases together."))
            return redirect("residents:week")
    context = {
        "centre": place,
        "form": form,
        "crumbs": [(_("Who is where"), reverse("residents:week")), (_("Take cases together"), "")],
    }
    return render(request, "residents/coach_pair.html", context)


@require_POST
@allowed("residents.assign")
def pair_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let two people take new cases alone again."""
    services.part_coaches(get_object_or_404(CoachPair, pk=pk))
    messages.success(request, _("They take new cases alone again. What they hold together stays so."))
    return redirect("residents:week")


def _centre(request: HttpRequest, code: str) -> Centre:
    found = next((each for each in request.hat.centres if each.code == code), None)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest, pk: int, centres: object) -> User:
    """Return who is meant: somebody of these desks. 403 for another's days, unless one assigns cases."""
    user = get_object_or_404(User.objects.serving(centres), pk=pk)
    if user != request.user and not may(request.hat, "residents.assign"):
        raise PermissionDenied
    return user
