"""Who suits a vacancy, with reasons; others are found by name."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from employers.queries import with_content, work_offer
from employers.vacancy_sheet.facts import vacancy_facts
from employers.vacancy_sheet.parties import parties_of
from jobdesk.trail.access import allowed
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.searches import recall, remember
from matching.integrity.notices import notice_of
from matching.profiles import demand_of, is_end_assumed, ranking_for, with_demands
from matching.rankings.filters import Narrowed, chips, narrow, speakable
from matching.rankings.found import found_people
from matching.rankings.looking import at_centre, keep_people_shown
from matching.rankings.people import Sight, people_of
from matching.scoring.coefficients import FIRST_CONTRACT
from matching.shortage import shortages_of
from matching.views.fact import SESSION_FACT
from residents.models import Resident
from residents.queries import residents_at

LONGEST = 100  # letters of a search
ASKED = ("shifts", "languages", "certificates")  # what a coach looks at beside place, start and hours


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The people who suit, those to check first and the near misses; several can be chosen at once."""
    vacancy = get_object_or_404(vacancies_to_fill(), code=code)
    if request.method == "POST":
        return _look(request, vacancy)
    today = timezone.localdate()
    ranking = at_centre(ranking_for(vacancy, today), request.hat.centre)
    demand, token = demand_of(vacancy), request.GET.get("s", "")
    languages = speakable(demand)
    on = Narrowed.of(request.GET, languages, s=token)
    keep_people_shown(vacancy, demand, ranking, today, narrowed=on.text, user=request.user, hat=request.hat)
    shown = narrow(ranking, on, lambda: _own(request))
    q = recall(request.session, token)
    context = {
        "vacancy": vacancy,
        "parties": parties_of(vacancy),
        "asked": [fact for fact in vacancy_facts(vacancy) if fact.field in ASKED],
        "people": people_of(vacancy, shown, on, Sight(request.GET)),
        "chips": chips(on, demand, languages, today),
        "is_narrowed": on.is_on,
        "kept": on.pairs,
        "cleared": Narrowed(kept=on.kept).address(),
        "q": q,
        "found": found_people(q, vacancy, demand, request.hat.centre, today) if q else (),
        "assumed_days": FIRST_CONTRACT.days if is_end_assumed(vacancy) else 0,
        "noted": _noted(request, code),
        "notice": notice_of(vacancy.company, today),
        "names_work": bool(demand.isco),
        "shortages": shortages_of(vacancy.occupation, vacancy.company.organisation.country, today),
        "work_read": _work_read(vacancy),
    }
    return render(request, "matching/propose.html", context)


def vacancies_to_fill() -> QuerySet[Vacancy]:
    """Vacancies that a desk sees, with all that a ranking and its page read of them."""
    return with_demands(with_content(Vacancy.objects.filter(submitted_on__isnull=False)))


def _work_read(vacancy: Vacancy) -> Occupation | None:
    """The occupation that the company's own words were read as, while nobody confirmed it."""
    offer = work_offer(vacancy)
    return offer.terms[0] if offer and offer.is_read else None


def _noted(request: HttpRequest, code: str) -> dict[str, str] | None:
    """The answer that was tapped last on this page, with whose it is; it can be taken back."""
    noted = request.session.get(SESSION_FACT)
    if noted is None or noted["vacancy"] != code:
        return None
    resident = Resident.objects.filter(code=noted["who"]).first()
    return resident and {"name": resident.short_name, "words": noted["words"]}


def _look(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Search by name: what was typed stays in the session, the address carries a token and the filters."""
    token = remember(request.session, request.POST.get("q", "").strip()[:LONGEST])
    on = Narrowed.of(request.POST, speakable(demand_of(vacancy)), s=token)
    return redirect(reverse("matching:propose", args=[vacancy.code]) + on.address())


def _own(request: HttpRequest) -> set[str]:
    own = residents_at(request.hat.centre).held_by(request.user)
    return {str(pk) for pk in own.values_list("pk", flat=True)}
