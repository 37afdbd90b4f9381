from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from employers.forms import FilterForm
from employers.models import Company, Sector, Vacancy
from employers.queries import invitations_of, join_requests_waiting, with_charter
from jobdesk.trail.access import allowed, may

PER_PAGE = 25


@require_GET
@allowed("employers.view")
def companies(request: HttpRequest) -> HttpResponse:
    """The employers of the countries of the desk: what waits comes first."""
    chosen = FilterForm(request.GET).chosen()
    rows = _filtered(Company.objects.select_related("organisation"), chosen)
    page = Paginator(_waiting_first(with_charter(rows)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "statuses": Company.Status.choices,
        "sectors": Sector.choices,
        "joining": join_requests_waiting(),
        "invitations": invitations_of(request.user) if may(request.hat, "employers.invite") else [],
        "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
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


def _waiting_first(companies: QuerySet[Company]) -> QuerySet[Company]:
    waits = Case(When(status=Company.Status.REGISTERED, then=Value(0)), default=Value(1))
    open_vacancies = Count("vacancies", filter=Q(vacancies__status=Vacancy.Status.OPEN), distinct=True)
    return companies.annotate(rank=waits, open_vacancies=open_vacancies).order_by(
        "rank", "organisation__name", "pk"
    )


def _page_url(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"?{parameters.urlencode()}"
