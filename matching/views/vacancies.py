from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from employers.models import Sector, Vacancy
from employers.queries import has_signed, latest_signature, own_company, waiting_changes
from jobdesk.lists.keyset import keyset_page
from jobdesk.trail.access import allowed, may
from matching.employer_side.answering import answering_of
from matching.employer_side.contact import contact_of
from matching.employer_side.turns import employer_turns
from matching.integrity.told import measure_told, told_of
from matching.models import Match, Proposal
from matching.queries import NO_DAY_YET
from matching.shortage import in_shortage, shortages_of

PAGE_SIZE = 25
ORDER = ("-starts_on", "-id")
OWN_ORDER = ("-begins", "-id")


@require_GET
@allowed("vacancies.view")
def vacancies(request: HttpRequest) -> HttpResponse:
    """The vacancies: an employer's own, or for the desk those that were handed in."""
    if may(request.hat, "proposals.make"):
        return _for_desk(request)
    return _for_employer(request)


def _for_employer(request: HttpRequest) -> HttpResponse:
    company = own_company()
    if company is None:
        return redirect("employers:register")
    today = timezone.localdate()
    own = Vacancy.objects.annotate(begins=Coalesce("starts_on", Value(NO_DAY_YET)))  # drafts on top
    page = keyset_page(_counted(own), OWN_ORDER, all_rows=own, **_place(request))
    _say_ends(page.rows)
    links = _links(request, page)
    turns = [] if links["previous"] else employer_turns(request.hat, today)
    context = {
        "company": company,
        "told": told_of(measure) if (measure := measure_told(company)) else None,
        "has_charter": has_signed(company),
        "signature": latest_signature(company),
        "page": page,
        "turns": turns,
        "answers": sum(turn.count for turn in turns if turn.kind == "answer"),
        "contact": contact_of(company),
        "answering": answering_of(company, today) if may(request.hat, "candidates.view") else None,
        **links,
    }
    return render(request, "matching/vacancies_employer.html", context)


def _for_desk(request: HttpRequest) -> HttpResponse:
    handed_in = Vacancy.objects.filter(submitted_on__isnull=False)
    chosen = _chosen(request)
    page = keyset_page(_counted(_filtered(handed_in, chosen)), ORDER, all_rows=handed_in, **_place(request))
    may_approve = may(request.hat, "vacancies.approve")
    submitted = _counted(handed_in.filter(status=Vacancy.Status.SUBMITTED)).order_by("submitted_on", "id")
    _say_ends(page.rows)
    _say_shortages(page.rows)
    context = {
        "page": page,
        "chosen": chosen,
        "submitted": submitted if may_approve else [],
        "changes": waiting_changes() if may_approve else [],
        "statuses": [choice for choice in Vacancy.Status.choices if choice[0] != Vacancy.Status.DRAFT],
        "sectors": Sector.choices,
        "shortage_choices": [("yes", _("Shortage occupations"))],
        **_links(request, page),
    }
    return render(request, "matching/vacancies.html", context)


def _counted(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    def proposals(*statuses: str) -> Count:
        return Count("proposals", filter=Q(proposals__status__in=statuses), distinct=True)

    asked = Q(proposals__status=Proposal.Status.PROPOSED, proposals__questions__answered_at=None)
    open_questions = Count("proposals__questions", filter=asked, distinct=True)
    return vacancies.select_related("company__organisation", "occupation__parent").annotate(
        # Not those about whom the company waits for the desk: one question each is open at most.
        waiting=proposals(Proposal.Status.PROPOSED) - open_questions,
        invited=proposals(*Proposal.TALKING),
        taken=Count("matches", filter=Q(matches__status=Match.Status.STANDING), distinct=True),
    )


def _say_ends(vacancies: Iterable[Vacancy]) -> None:
    """Note on each that ends soon when that is (``ends_on``), None on the others."""
    today = timezone.localdate()
    for each in vacancies:
        each.ends_on = each.expires_on if each.ends_soon(today) else None


def _say_shortages(vacancies: Iterable[Vacancy]) -> None:
    """Note on each which lists of shortage occupations name its occupation (``shortages``)."""
    today = timezone.localdate()
    for each in vacancies:
        each.shortages = shortages_of(each.occupation, each.company.organisation.country, today)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The choices in the address; open vacancies unless another status, or all of them, was chosen."""
    status = request.GET.get("status", Vacancy.Status.OPEN)
    sector = request.GET.get("sector", "")
    return {
        "status": status if status in Vacancy.Status.values else "",
        "sector": sector if sector in Sector.values else "",
        "shortage": "yes" if request.GET.get("shortage") == "yes" else "",
        "q": request.GET.get("q", "").strip()[:100],
    }


def _filtered(vacancies: QuerySet[Vacancy], chosen: dict[str, str]) -> QuerySet[Vacancy]:
    if chosen["status"]:
        vacancies = vacancies.filter(status=chosen["status"])
    if chosen["sector"]:
        vacancies = vacancies.filter(sector=chosen["sector"])
    if chosen["shortage"]:
        vacancies = in_shortage(vacancies, timezone.localdate())
    for word in chosen["q"].split():
        vacancies = vacancies.filter(
            Q(title__icontains=word)
            | Q(company__organisation__name__icontains=word)
            | Q(municipality__icontains=word)
            | Q(code__icontains=word)
        )
    return vacancies


def _place(request: HttpRequest) -> dict:
    return {
        "after": request.GET.get("after", ""),
        "before": request.GET.get("before", ""),
        "size": PAGE_SIZE,
    }


def _links(request: HttpRequest, page) -> dict[str, str]:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)

    def address(name: str, code: str) -> str:
        return f"?{query.urlencode()}&{name}={code}" if code else ""

    return {"previous": address("before", page.before), "next": address("after", page.after)}
