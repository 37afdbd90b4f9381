from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import Suggested, guests_of, suggested, tables_of
from matching.forms.fairs import ApartForm, ComesForm
from matching.models import Fair, FairGuest, FairRule
from matching.profiles import ranking_for
from matching.services import (
    accept_invitation,
    decline_invitation,
    forget_rule,
    invite_guests,
    keep_apart,
)
from matching.views.fairs.frame import found_fair, frame
from residents.models import Consent, Resident

ANSWERS = ("comes", "declined")
SHOWN = 60  # people who may be invited; the next come when these are


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_guests(request: HttpRequest, code: str) -> HttpResponse:
    """Who is invited, what they answered, and who suits the vacancies that take part."""
    fair = found_fair(code)
    if request.method == "POST":
        return _invite(request, fair)
    context = {**frame(fair, "fair_guests"), "guests": guests_of(fair)}
    if context["is_open"]:
        people = _suggested(fair)
        context |= {"people": people[:SHOWN], "total": len(people), "shown": SHOWN}
    return render(request, "matching/fairs/guests.html", context)


def _suggested(fair: Fair) -> list[Suggested]:
    today = timezone.localdate()
    ranked = []
    for table in tables_of(fair):
        ranking = ranking_for(table.vacancy, today)
        ranked += [(table, each.judgement) for each in (*ranking.ranked, *ranking.check, *ranking.near)]
    return suggested(fair, ranked)


def _invite(request: HttpRequest, fair: Fair) -> HttpResponse:
    codes = [
        *request.POST.getlist("resident"),
        *request.POST.get("codes", "").upper().replace(",", " ").split(),
    ]
    people = Resident.objects.filter(code__in=codes).present().select_related("centre").order_by("code")
    try:
        invited = invite_guests(fair, people)
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect("matching:fair_guests", fair.code)
    if invited:
        text = ngettext("%(n)d resident is invited.", "%(n)d residents are invited.", invited)
        messages.success(request, text % {"n": invited})
    else:
        messages.warning(request, _("Choose at least one resident who is not invited yet."))
    return redirect("matching:fair_guests", fair.code)


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_guest(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What somebody answered, with what they agreed to, and whom they are kept apart from."""
    fair = found_fair(code)
    guest = get_object_or_404(guests_of(fair).select_related("fair__session"), number=number)
    others = guests_of(fair).exclude(pk=guest.pk)
    act = request.POST.get("act", "")
    comes = ComesForm(request.POST if act == "comes" else None, initial=_answered(guest))
    apart = ApartForm(request.POST if act == "apart" else None, guests=others)
    if request.method == "POST":
        try:
            if _answer(guest, act, comes, apart, request.POST.get("rule", "")):
                return redirect(
                    reverse("matching:fair_guests", args=[code]) if act in ANSWERS else request.path
                )
        except RuleBroken as error:
            form = apart if act == "apart" else comes
            if not form.is_bound:
                messages.error(request, error.message)
                return redirect(request.path)
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {
        **frame(fair, "fair_guests"),
        "guest": guest,
        "tables": tables_of(fair),
        "comes": comes,
        "apart": apart,
        "rules": FairRule.objects.filter(guest=guest).select_related(
            "other__resident", "table__vacancy__company__organisation"
        ),
        "crumbs": [
            (_("Job fairs"), reverse("matching:fairs")),
            (fair.session.title, reverse("matching:fair_guests", args=[code])),
            (guest.resident.short_name, ""),
        ],
    }
    return render(request, "matching/fairs/guest.html", context)


def _answered(guest: FairGuest) -> dict:
    return {
        "agreed": guest.consent_id is not None,
        "way": Consent.Way.SPOKEN,
        "shows_first_name": guest.shows_first_name,
        "since": guest.since,
        "until": guest.until,
    }


def _answer(guest: FairGuest, act: str, comes: ComesForm, apart: ApartForm, rule: str) -> bool:
    """Do what was sent; say whether it was done."""
    if act == "declined":
        decline_invitation(guest)
    elif act == "comes" and comes.is_valid():
        accept_invitation(
            guest, **{name: value for name, value in comes.cleaned_data.items() if name != "agreed"}
        )
    elif act == "apart" and apart.is_valid():
        keep_apart(guest, apart.cleaned_data["other"])
    elif act == "forget":
        forget_rule(
            get_object_or_404(FairRule, guest=guest, pk=rule if rule.isascii() and rule.isdigit() else 0)
        )
    else:
        return False
    return True
