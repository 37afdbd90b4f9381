"""A company comes in: its number, what it is, the charter, and what happens next. Open without login.

Who has no account yet makes one after the charter (``register_account.py``). What was typed stands in the
session until the company is made: for whoever is signed in when the charter is promised, for others with the
code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from employers.charter import Charter, charter_on
from employers.forms import FactsForm, NumberForm, PledgesForm
from employers.models import Company
from employers.queries import (
    check_due_on,
    company_numbered,
    join_request_of,
    organisation_to_bring,
    own_company,
)
from employers.registration import Draft, draft_in, forget, keep
from employers.services import ask_to_join, register_company
from jobdesk.desks.countries import country_choices
from jobdesk.trail.access import may
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import Scope, open_scope, system_scope
from law import registry

STEPS = 4
SCREEN_OF = {
    "number": "employers:register",
    "known": "employers:register_known",
    "company": "employers:register_facts",
    "charter": "employers:register_charter",
}


def for_newcomers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in visitors, users without a role, and employers without a company; others go home."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hat = request.hat
        if hat and not (may(hat, "charter.sign") and own_company() is None):
            return redirect("home")
        return view(request, *args, **kwargs)

    return checked


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@for_newcomers
def register(request: HttpRequest) -> HttpResponse:
    """The first step: the number of the company, in its country, or no number yet."""
    draft = draft_in(request.session)
    country = _country(request, draft)
    typed = draft.typed_number if draft.country == country else ""
    form = NumberForm(request.POST or None, country=country, initial={"number": typed})
    if request.method == "POST" and _is_taken_up(request, form, draft, country):
        return next_step(request)
    others = [(code, name) for code, name in country_choices() if code != country]
    context = {
        "form": form,
        "field": form["number"] if "number" in form.fields else None,
        "others": [] if _given(request) else others,
        "steps": steps(1),
    }
    return render(request, "employers/register.html", context)


def _is_taken_up(request: HttpRequest, form: NumberForm, draft: Draft, country: str) -> bool:
    """Keep the number that was typed, or that there is none; False when something is wrong with it."""
    said = {"country": country, "known": 0, "is_joining": False}
    if "number" not in form.fields or "without" in request.POST:
        typed = request.POST.get("number", "")[:40]
        keep(request.session, draft, **said, typed_number=typed, number="", has_no_number=True)
        return True
    if not form.is_valid():
        keep(request.session, draft, **said, typed_number=request.POST.get("number", "")[:40], number="")
        return False
    if not ratelimit.consume(request, action="find_company"):
        form.add_error("number", _("This went too fast. Wait a minute and try again."))
        return False
    number = form.cleaned_data["number"]
    company = company_numbered(number, country)
    said["known"] = company.pk if company else 0
    typed = request.POST["number"]
    keep(request.session, draft, **said, typed_number=typed, number=number, has_no_number=False)
    return True


def _country(request: HttpRequest, draft: Draft) -> str:
    """The country of the company: chosen, else that of the invitation, else that of the reader's language."""
    given = _given(request)
    if given:
        return given
    known = {each.code for each in registry.countries()}
    asked = request.GET.get("country", draft.country)
    if asked in known:
        return asked
    language = get_language()
    spoken = (each.code for each in registry.countries() if language in each.languages)
    return next(spoken, registry.countries()[0].code)


def _given(request: HttpRequest) -> str:
    """The country of the organisation that somebody was invited to, if they were."""
    organisation = organisation_to_bring(request.user) if request.user.is_authenticated else None
    return organisation.country if organisation else ""


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@for_newcomers
def register_facts(request: HttpRequest) -> HttpResponse:
    """Still the first step: what the company is called, what it does, where, and its telephone."""
    draft = draft_in(request.session)
    if draft.missing(_charter().version) in ("number", "known"):
        return next_step(request)
    form = FactsForm(request.POST or None, initial=_first_facts(request, draft))
    if form.is_valid():
        keep(request.session, draft, **form.cleaned_data)
        return next_step(request)
    return render(request, "employers/register_facts.html", {"form": form, "steps": steps(1)})


def _first_facts(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    organisation = organisation_to_bring(request.user) if request.user.is_authenticated else None
    name = draft.name or (organisation.name if organisation else "")
    facts = draft.facts
    del facts["register_number"]
    return facts | {"name": name}


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@for_newcomers
def register_known(request: HttpRequest) -> HttpResponse:
    """There is a company with this number: ask to join it."""
    draft = draft_in(request.session)
    company = _known(draft)
    if company is None:
        return redirect("employers:register")
    if request.method == "POST":
        keep(request.session, draft, is_joining=True)
        return next_step(request)
    return render(request, "employers/register_known.html", {"company": company, "steps": steps(1)})


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@for_newcomers
def register_charter(request: HttpRequest) -> HttpResponse:
    """The second step: the promises of the charter, with the whole text."""
    draft, charter = draft_in(request.session), _charter()
    if draft.missing(charter.version) not in ("charter", ""):
        return next_step(request)
    ticked = {f"pledge_{number}": True for number in range(1, len(charter.pledges) + 1)}
    form = PledgesForm(
        request.POST if request.method == "POST" else None,
        charter=charter,
        initial=ticked if draft.charter == charter.version else None,
    )
    if form.is_valid():
        keep(request.session, draft, charter=charter.version)
        return next_step(request)
    context = {"form": form, "charter": charter, "company": draft.name, "steps": steps(2)}
    return render(request, "employers/register_charter.html", context)


@require_GET
@never_cache
def register_welcome(request: HttpRequest) -> HttpResponse:
    """The last step: what happens next, or what was asked of a company that is known."""
    company = own_company() if request.hat and may(request.hat, "charter.sign") else None
    if company:
        due_on = max(check_due_on(company), timezone.localdate())
        context = {"company": company, "stations": _what_comes(company, due_on), "steps": steps(4)}
        return render(request, "employers/register_welcome.html", context)
    asked = join_request_of(request.user)
    if asked is None:
        return redirect("home" if request.hat else "employers:register")
    return render(request, "employers/register_asked.html", {"asked": asked, "steps": steps(4)})


def _what_comes(company: Company, due_on: date) -> list[dict[str, str]]:
    """The stations from registered to seeing candidates."""
    is_checked = company.is_approved
    day = date_format(due_on, "l j F")
    return [
        {"name": _("Company registered"), "state": "done", "state_text": _("Done")},
        {
            "name": _("Checked"),
            "state": "done" if is_checked else "now",
            "state_text": _("Done")
            if is_checked
            else _("It is the job desk’s turn, by %(day)s") % {"day": day},
        },
        {"name": _("See candidates"), "state": "later", "who": _("as soon as your vacancy is open")},
    ]


def next_step(request: HttpRequest) -> HttpResponse:
    """Lead to the step that is missing; when none is, make the company, or first the account it needs."""
    draft = draft_in(request.session)
    step = draft.missing(_charter().version)
    if step:
        return redirect(SCREEN_OF[step])
    if not request.user.is_authenticated:
        return redirect("employers:register_you")
    return finish(request, draft)


def finish(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Register the company of the user who is signed in, or ask for them to join it."""
    with open_scope(Scope(reader="nobody", actor=request.user)):
        try:
            if draft.is_joining:
                company = _known(draft)
                if company:
                    ask_to_join(company)
            else:
                register_company(draft.country, **draft.facts)
        except RuleBroken as error:
            messages.warning(request, error.message)
            company = company_numbered(draft.number, draft.country)
            keep(request.session, draft, known=company.pk if company else 0, is_joining=False)
            return redirect("employers:register_known" if company else "employers:register")
    forget(request.session)
    return redirect("employers:register_welcome")


def _known(draft: Draft) -> Company | None:
    if not draft.known:
        return None
    with system_scope("find a company by its number"):
        return Company.objects.filter(pk=draft.known).select_related("organisation").first()


def _charter() -> Charter:
    return charter_on(timezone.localdate())


def steps(number: int) -> dict:
    """How far somebody is: the number of the step and the marks of the track."""
    states = [
        "done" if each < number else "now" if each == number else "later" for each in range(1, STEPS + 1)
    ]
    return {"number": number, "of": STEPS, "stations": [{"state": state} for state in states]}
