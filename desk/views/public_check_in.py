"""A check-in behind a private link, without login: each tap is saved at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from desk.card.say import Say
from desk.card.wording import WRITTEN, direction_of, say
from desk.check_in.page import CheckInPage, gone_phrases, page_of
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.private_links import keep_private
from jobdesk.trail.scoping import system_scope
from matching.models import CheckInLink
from matching.services import answer_check_in, open_check_in_link
from matching.services.check_ins import CHOICES

AN_HOUR = 3600
MOST_TAPS = 60  # of one link in an hour: five questions, changed some times; more is no thumb


@require_http_methods(["GET", "POST"])
@login_not_required
def public_check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Five questions about the work. One answer for a link that is expired, revoked or unknown."""
    with system_scope("check-in by private link"):
        link = open_check_in_link(token)
        if link is None:
            return _gone(request)
        if request.method == "POST":
            return _answer(request, link, token)
        page = page_of(link.check_in, link.language)
        until = say(
            Say("works_until", day=timezone.localdate(link.expires_at)),
            page.language,
            link.check_in.resident.centre.country,
        )
    return _shown(request, page, until)


def _answer(request: HttpRequest, link: CheckInLink, token: str) -> HttpResponse:
    if _is_too_often(link):
        return keep_private(HttpResponse(status=429, headers={"Retry-After": str(AN_HOUR)}))
    question, value = request.POST.get("question", ""), request.POST.get("value", "")
    try:
        answered = answer_check_in(link.check_in, question, value)
    except RuleBroken:  # read meanwhile: the page says so
        return keep_private(redirect("desk:public_check_in", token))
    except ValueError:
        return keep_private(HttpResponse(status=400))
    following = next((code for code in CHOICES if code not in answered), "end")
    return keep_private(redirect(reverse("desk:public_check_in", args=[token]) + f"#{following}"))


def _shown(request: HttpRequest, page: CheckInPage, until: str) -> HttpResponse:
    response = render(request, "desk/public_check_in.html", {"page": page, "works_until": until})
    response["Content-Language"] = page.language
    return keep_private(response, has_form=True)


def _gone(request: HttpRequest) -> HttpResponse:
    gone = [(each, direction_of(each), gone_phrases(each)) for each in WRITTEN]
    return keep_private(render(request, "desk/card_gone.html", {"gone": gone}, status=404))


def _is_too_often(link: CheckInLink) -> bool:
    key = f"check-in:{link.pk}"
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) > MOST_TAPS
