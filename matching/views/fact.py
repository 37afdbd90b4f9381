from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from employers.models import Vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.profiles import demand_of, with_demands
from matching.rankings.answers import chosen, words_of
from matching.rankings.filters import Narrowed, speakable
from matching.services.facts import keep_fact, take_fact_back
from residents.models import Resident

SESSION_FACT = "fact_noted"  # the last answer that was tapped, while it can be taken back


@require_POST
@allowed("intake.record")
def fact(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the answer that was tapped beside somebody to be checked, or take the last one back."""
    handed_in = Vacancy.objects.filter(submitted_on__isnull=False)
    vacancy = get_object_or_404(with_demands(handed_in), code=code)
    noted = request.session.pop(SESSION_FACT, None)
    try:
        if "undo" in request.POST:
            if noted is None or noted["vacancy"] != code:
                raise Http404
            take_fact_back(get_object_or_404(Resident, code=noted["who"]), noted["kept"])
        else:
            tapped = chosen(request.POST.get("answer", ""))
            if tapped is None:
                raise Http404
            who, name, answer = tapped
            kept = keep_fact(get_object_or_404(Resident, code=who), name, answer)
            words = words_of(name, answer)
            request.session[SESSION_FACT] = {"vacancy": code, "who": who, "words": words, "kept": kept}
    except RuleBroken as error:
        messages.error(request, error.message)
    on = Narrowed.of(request.POST, speakable(demand_of(vacancy)), s=request.POST.get("s", ""))
    return redirect(reverse("matching:propose", args=[code]) + on.address())
