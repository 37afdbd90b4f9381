from datetime import date

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from employers.models import Vacancy, VacancyChange
from employers.public.openings import public_page
from employers.queries import approved_on, with_content
from employers.services import can_ask_for_times, last_day, waiting_change
from employers.vacancy_sheet.changed_words import changed_lines
from employers.vacancy_sheet.facts import vacancy_words
from jobdesk.accounts.colleagues.wording import who_can_help
from jobdesk.accounts.hats import Hat
from jobdesk.trail.access import allowed, may
from matching.employer_side.candidates import candidates_in_play
from matching.employer_side.hiring import hiring_path
from matching.integrity.notices import notice_of
from matching.models import Proposal
from matching.queries import open_questions, places_taken
from matching.services import mark_answer_seen, note_first_seen
from matching.shortage import shortages_of
from matching.wages.floor import vacancy_calculator_url, wage_test
from residents.law_values import parameters_in_force

_TOLD = (VacancyChange.Status.WAITING, VacancyChange.Status.RETURNED)


@require_GET
@allowed("vacancies.view")
def vacancy(request: HttpRequest, code: str) -> HttpResponse:
    """One vacancy: its blind candidates for the employer, its facts and proposals for the desk."""
    found = get_object_or_404(with_content(Vacancy.objects.all()), code=code)
    today = timezone.localdate()
    context = {
        "vacancy": found,
        "words": vacancy_words(found),
        "wage": wage_test(found, parameters_in_force(), today),
        "calculator_url": vacancy_calculator_url(found),
        "taken": places_taken(found),
        "change": waiting_change(found),
        "ends_soon": found.ends_soon(today),
    }
    if not may(request.hat, "proposals.make"):
        context |= _for_employer(request.hat, found, today)
        return render(request, "matching/vacancy_employer.html", context)
    if found.submitted_on is None:
        raise Http404  # a draft is the company's own
    context |= _for_desk(found, today)
    return render(request, "matching/vacancy.html", context)


@require_POST
@allowed("proposals.make")
def seen(request: HttpRequest, code: str) -> HttpResponse:
    """Note that the desk has seen the employer's answer, or the lapse without one."""
    proposal = get_object_or_404(Proposal.objects.select_related("vacancy"), code=code)
    mark_answer_seen(proposal)
    messages.success(request, _("Marked as read."))
    return redirect("matching:vacancy", code=proposal.vacancy.code)


def _for_employer(hat: Hat, vacancy: Vacancy, today: date) -> dict:
    sees_candidates = may(hat, "candidates.view")
    candidates = candidates_in_play(vacancy, today) if sees_candidates else []
    note_first_seen(each.proposal for each in candidates)
    waiting = [each for each in candidates if each.is_waiting and not each.asks]
    past = vacancy.proposals.exclude(status__in=Proposal.IN_PLAY).order_by("-answer_due_on", "-id")
    last = vacancy.proposals.select_related("proposed_by").exclude(proposed_by=None).first()
    last_change = _told_change(vacancy)
    return {
        "candidates": candidates,
        "waiting": waiting,
        "due_on": waiting[0].proposal.answer_due_on if waiting else None,
        "days_left": waiting[0].days_left if waiting else None,
        "earlier": past if sees_candidates else [],
        "who_can_help": "" if sees_candidates else who_can_help(hat, "candidates.view"),
        "coach": last.proposed_by if last else None,
        "stations": hiring_path(vacancy, has_candidates=bool(candidates)),
        "approved_on": approved_on(vacancy),
        "public_url": public_page(vacancy),
        "last_change": last_change,
        "changed": changed_lines(last_change) if last_change else [],
        "can_renew": vacancy.can_be_renewed(today),
        "renewed_until": last_day(today),
        "can_close": vacancy.status != Vacancy.Status.CLOSED,
    }


def _told_change(vacancy: Vacancy) -> VacancyChange | None:
    """The last change that a company proposed, while its page has something to say of it."""
    last = vacancy.proposed_changes.first() if vacancy.is_approved else None
    return last if last and last.status in _TOLD else None


def _for_desk(vacancy: Vacancy, today: date) -> dict:
    proposals = (
        Proposal.objects.filter(vacancy=vacancy)
        .select_related("resident__centre", "proposed_by", "match", "interview")
        .prefetch_related("match__placements")
        .annotate(asks=Exists(open_questions().filter(proposal=OuterRef("pk")).order_by()))
        .order_by("-since_on", "-id")
    )
    country = vacancy.company.organisation.country
    shortages = shortages_of(vacancy.occupation, country, today)
    return {
        "proposals": proposals,
        "today": today,
        "shortages": shortages,
        "may_ask_times": can_ask_for_times(vacancy),
        "notice": notice_of(vacancy.company, today),
    }
