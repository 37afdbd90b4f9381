"""What a company will see of the chosen people, before it does; then they are proposed, or asked first."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from employers.models import Vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.clashes.showing import clashes_of_chosen
from matching.forms.propose import ProposeForm
from matching.integrity.notices import notice_of
from matching.models import Proposal, RankingLog
from matching.rankings.chosen import Chosen, chosen_people
from matching.services.choosing import ask_chosen, propose_chosen, take_back_chosen
from matching.services.clashes import note_seen
from matching.services.rankings import last_shown
from matching.views.propose import vacancies_to_fill
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.queries import residents_at

MOST_CHOSEN = 15  # at once: a company reads no longer list


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def propose_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Show the cards that the company gets and what to think of first; with htmx beside the list."""
    vacancy = get_object_or_404(vacancies_to_fill(), code=code)
    people = _people(request)
    chosen = chosen_people(people, vacancy, timezone.localdate()) if people else None
    if request.method == "POST" and chosen:
        act = request.POST.get("act", "propose")
        form = ProposeForm(request.POST, act=act, asks_why=bool(chosen.by_hand))
        if form.is_valid() and _done(request, vacancy, chosen, form, act):
            return redirect("matching:propose", code=code)
    else:
        form = ProposeForm(asks_why=bool(chosen and chosen.by_hand))
    notice = notice_of(vacancy.company, timezone.localdate())
    context = {
        "vacancy": vacancy,
        "chosen": chosen,
        "clashes": clashes_of_chosen(people, vacancy, timezone.localdate()) if people else [],
        "form": form,
        "is_open": vacancy.status == Vacancy.Status.OPEN and not (notice and notice.bars),
        "notice": notice,
        "crumbs": [
            (_("Vacancies"), reverse("matching:vacancies")),
            (vacancy.title, reverse("matching:vacancy", args=[code])),
            (_("Candidates"), reverse("matching:propose", args=[code])),
            (_("Propose"), ""),
        ],
    }
    if request.htmx:
        return render(request, "matching/propose_confirm.html#seen", context)
    return render(request, "matching/propose_confirm.html", context)


@require_POST
@allowed("proposals.make")
def propose_undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take back those who were proposed together, as far as the company has not looked at them."""
    vacancy = get_object_or_404(Vacancy, code=code)
    proposals = Proposal.objects.filter(vacancy=vacancy, code__in=request.GET.getlist("of"))
    try:
        taken = take_back_chosen(list(proposals), last_shown(RankingLog.Kind.PEOPLE, code, request.user))
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        words = ngettext("%(n)d proposal is taken back.", "%(n)d proposals are taken back.", len(taken))
        messages.success(request, words % {"n": len(taken)})
    return redirect("matching:propose", code=code)


def _people(request: HttpRequest) -> list[Resident]:
    """Those who were chosen, in the order of the list; who lies outside the scope is not among them."""
    codes = (request.POST if request.method == "POST" else request.GET).getlist("who")[:MOST_CHOSEN]
    rows = residents_at(request.hat.centre).filter(code__in=codes).select_related("centre")
    return sorted(rows, key=lambda each: codes.index(each.code))


def _done(request: HttpRequest, vacancy: Vacancy, chosen: Chosen, form: ProposeForm, act: str) -> bool:
    """Do what was asked and say it; or show in the form what forbids it."""
    row = last_shown(RankingLog.Kind.PEOPLE, vacancy.code, request.user)
    reason = form.cleaned_data.get("reason", "")
    try:
        if act == "ask":
            note_seen(ask_chosen(chosen.people, vacancy, row, reason=reason))
            words = ngettext(
                "%(n)d person is asked: the question stands on their step card.",
                "%(n)d people are asked: the question stands on their step card.",
                len(chosen.people),
            )
            messages.success(request, words % {"n": len(chosen.people)})
        else:
            interpreter = form.cleaned_data["interpreter"]
            proposals = propose_chosen(chosen.people, vacancy, row, interpreter=interpreter, reason=reason)
            note_seen(proposals)
            _say_proposed(request, vacancy, proposals)
    except RuleBroken as error:
        show_refusal(form, error)
        return False
    return True


def _say_proposed(request: HttpRequest, vacancy: Vacancy, proposals: list[Proposal]) -> None:
    words = ngettext(
        "%(n)d person is proposed to %(company)s.",
        "%(n)d people are proposed to %(company)s.",
        len(proposals),
    )
    undo = reverse("matching:propose_undo", args=[vacancy.code])
    query = urlencode([("of", each.code) for each in proposals])
    said = words % {"n": len(proposals), "company": vacancy.company}
    messages.success(request, said, extra_tags=f"{undo}?{query}")
