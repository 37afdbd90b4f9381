from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from employers.queries import with_content
from employers.vacancy_sheet.facts import vacancy_facts
from employers.vacancy_sheet.parties import parties_of
from jobdesk.lists.keyset import keyset_page
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.searches import recall, remember
from matching.employer_side.candidates import (
    PROPOSABLE_ORDER,
    is_one_of_few,
    proposable_residents,
    who_knows_or_wishes,
    with_hints,
)
from matching.right_to_work import decision_for_vacancy
from matching.services import ask_resident, propose_now, suggest_resident
from residents.models import Resident
from residents.people.finding import found_by
from residents.queries import residents_at
from residents.right_to_work.banners import kind_of
from residents.right_to_work.wording import decision_badge

PAGE_SIZE = 15
LONGEST = 100  # letters of a search
ASKED = ("shifts", "languages", "certificates")  # what a coach looks at beside place, start and hours
MANY_PROPOSALS = 3  # from here on the list warns: employers wait for one another


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The residents who could do this work, each to be proposed with one click."""
    handed_in = with_content(Vacancy.objects.filter(submitted_on__isnull=False))
    handed_in = handed_in.select_related("occupation__parent")
    vacancy = get_object_or_404(handed_in, code=code)
    if request.method == "POST":
        return _look(request, vacancy) if "look" in request.POST else _propose(request, vacancy)
    today = timezone.localdate()
    q = recall(request.session, request.GET.get("s", ""))
    base = proposable_residents(vacancy, today)
    if request.hat.centre:
        base = base.filter(centre=request.hat.centre)
    is_fitting = bool(request.GET.get("fits") and vacancy.occupation)
    if is_fitting:
        base = who_knows_or_wishes(base, vacancy)
    page = keyset_page(
        with_hints(base.filter(found_by(q))),
        PROPOSABLE_ORDER,
        all_rows=base,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=PAGE_SIZE,
    )
    rows = [_row(resident, vacancy, today) for resident in page.rows]
    context = {
        "vacancy": vacancy,
        "parties": parties_of(vacancy),
        "asked": [fact for fact in vacancy_facts(vacancy) if fact.field in ASKED],
        "rows": rows,
        "q": q,
        "is_fitting": is_fitting,
        "previous": page.before and _address(request.GET, before=page.before),
        "next": page.after and _address(request.GET, after=page.after),
    }
    return render(request, "matching/propose.html", context)


def _look(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Search the list: the name that was typed stays in the session, the address carries a token."""
    typed = request.POST.get("q", "").strip()[:LONGEST]
    chosen = {"s": remember(request.session, typed), "fits": request.POST.get("fits", "")}
    return redirect(reverse("matching:propose", args=[vacancy.code]) + _address(chosen))


def _address(chosen: Mapping[str, str], **page: str) -> str:
    """Return the query of this list with what was chosen, and the page."""
    kept = {name: chosen[name] for name in ("s", "fits") if chosen.get(name)}
    return f"?{urlencode(kept | page)}"


def _propose(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    resident = get_object_or_404(residents_at(request.hat.centre), code=request.POST.get("resident", ""))
    if "agreed" in request.POST and "sure" not in request.POST and is_one_of_few(resident):
        return render(request, "matching/propose_few.html", {"vacancy": vacancy, "resident": resident})
    try:
        said = _ask(resident, vacancy) if "ask" in request.POST else _introduce(request, resident, vacancy)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("matching:propose", code=vacancy.code)


@transaction.atomic
def _ask(resident: Resident, vacancy: Vacancy) -> str:
    ask_resident(suggest_resident(resident, vacancy))
    return _("%(name)s is asked: the question stands on the step card.") % {"name": resident.short_name}


def _introduce(request: HttpRequest, resident: Resident, vacancy: Vacancy) -> str:
    (proposal,) = propose_now([resident], vacancy, agreed="agreed" in request.POST)
    words = _("%(name)s is proposed as candidate %(code)s.")
    return words % {"name": resident.short_name, "code": proposal.code}


def _row(resident: Resident, vacancy: Vacancy, today) -> dict:
    decision = decision_for_vacancy(resident, vacancy, today)
    intakes = resident.intakes.all()
    return {
        "resident": resident,
        "intake": intakes[0] if intakes else None,
        "kind": kind_of(decision),
        "work": decision_badge(decision),
        "languages": [
            (skill.get_language_display(), skill.level) for skill in resident.language_skills.all()
        ],
        "has_many": resident.open_proposals >= MANY_PROPOSALS,
    }
