"""A job fair as a company that is invited sees it: when and where, its conversations, what it would like."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.employer_side.fair_talks import own_tables, own_talks
from matching.models import FairMeeting
from matching.services import say_word

PAGE_SIZE = 30


@require_GET
@allowed("fairs.attend")
def company_fairs(request: HttpRequest) -> HttpResponse:
    """The job fairs to which the company is invited, the newest first: a row for each of its vacancies."""
    page = Paginator(own_tables(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "matching/fairs/company_fairs.html", {"page": page})


@require_http_methods(["GET", "POST"])
@allowed("fairs.attend")
def company_fair(request: HttpRequest, code: str) -> HttpResponse:
    """When and where, the company's conversations with a card for each, and what it would like after each."""
    tables = list(own_tables().filter(fair__code=code))
    if not tables:
        raise Http404
    fair = tables[0].fair
    if request.method == "POST":
        pk = request.POST.get("meeting", "")
        own = FairMeeting.objects.filter(table__in=tables).select_related("proposal")
        meeting = get_object_or_404(own, pk=pk if pk.isascii() and pk.isdigit() else 0)
        _say(request, meeting)
        return redirect(f"{request.path}#m-{meeting.pk}")
    context = {
        "fair": fair,
        "session": fair.session,
        "tables": tables,
        "talks": own_talks(fair, tables, timezone.localdate()),
        "words": FairMeeting.Word.choices,
        "can_say": fair.accepted_at is not None and fair.session.has_come,
        "crumbs": [(_("Job fairs"), reverse("matching:company_fairs")), (fair.session.title, "")],
    }
    return render(request, "matching/fairs/company_fair.html", context)


def _say(request: HttpRequest, meeting: FairMeeting) -> None:
    word = request.POST.get("word", "")
    if word not in FairMeeting.Word.values:
        messages.error(request, _("Choose what you would like."))
        return
    try:
        say_word(meeting, word)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Thank you. The job coach reads it and asks the candidate."))
