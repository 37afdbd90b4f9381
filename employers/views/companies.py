from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from employers.forms import FilterForm
from employers.from_matching.answering import with_answer_rate
from employers.models import Company, Sector, Vacancy
from employers.queries import invitations_of, join_requests_waiting, with_charter
from jobdesk.trail.access import allowed, may

PER_PAGE = 25
# By how often they answer in time: who needs a call first, then the other way round, then as it was.
NEXT_SORT = {"": "answers", "answers": "-answers", "-answers": ""}
DIRECTIONS = {"": "", "answers": "ascending", "-answers": "descending"}


@require_GET
@allowed("employers.view")
def companies(request: HttpRequest) -> HttpResponse:
    """The employers of the countries of the desk: what waits comes first."""
    chosen = FilterForm(request.GET).chosen()
    rows = _filtered(Company.objects.select_related("organisation"), chosen)
    rows = with_answer_rate(with_charter(rows), timezone.localdate())
    page = Paginator(_ordered(rows, chosen["sort"]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "chosen": chosen,
        "is_filtered": any(value for name, value in chosen.items() if name != "sort"),
        "sort_url": _url(request, sort=NEXT_SORT[chosen["sort"]], page=""),
        "direction": DIRECTIONS[chosen["sort"]],
        "statuses": Company.Status.choices,
        "sectors": Sector.choices,
        "joining": join_requests_waiting(),
        "invitations": invitations_of(request.user) if may(request.hat, "employers.invite") else [],
        "previous_url": _url(request, page=page.previous_page_number()) if page.has_previous() else "",
        "next_url": _url(request, page=page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "employers/companies.html", context)


def _filtered(companies: QuerySet[Company], chosen: dict[str, str]) -> QuerySet[Company]:
    if chosen["status"]:
        companies = companies.filter(status=chosen["status"])
    if chosen["sector"]:
        companies = companies.filter(sector=chosen["sector"])
    for word in chosen["q"].split():
        companies = companies.filter(
            Q(organisation__name__icontains=word)
            | Q(municipality__icontains=word)
            | Q(register_number__startswith=word.replace(".", ""))
        )
    return companies


def _ordered(companies: QuerySet[Company], sort: str) -> QuerySet[Company]:
    """What waits first; or by how often a company answers in time, those of whom too little is known last."""
    waits = Case(When(status=Company.Status.REGISTERED, then=Value(0)), default=Value(1))
    open_vacancies = Count("vacancies", filter=Q(vacancies__status=Vacancy.Status.OPEN), distinct=True)
    rate = F("answer_rate")
    first = {"answers": rate.asc(nulls_last=True), "-answers": rate.desc(nulls_last=True)}.get(sort, "rank")
    return companies.annotate(rank=waits, open_vacancies=open_vacancies).order_by(
        first, "organisation__name", "pk"
    )


def _url(request: HttpRequest, **changed: object) -> str:
    """This list with other values in its address; an empty one is left out."""
    parameters = {name: value for name, value in request.GET.items() if name not in changed}
    given = {name: str(value) for name, value in changed.items() if value}
    return f"?{urlencode(parameters | given)}"
