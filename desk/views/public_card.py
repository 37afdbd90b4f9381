from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from desk.card.contents import card_of
from desk.card.say import Say
from desk.card.wording import WRITTEN, CardText, card_language, card_text, direction_of, say, shared_phrases
from desk.models import CardLink
from desk.queries.case import with_case
from desk.services import answer_by_card, open_card_link
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.private_links import keep_private
from jobdesk.trail.scoping import system_scope
from residents.models import Resident


@require_http_methods(["GET", "POST"])
@login_not_required
def public_card(request: HttpRequest, token: str) -> HttpResponse:
    """The step card behind a private link, without login, with what its reader is asked.

    One answer for a link that is expired, revoked and unknown.
    """
    with system_scope("step card"):
        link = open_card_link(token)
        if link and request.method == "POST":
            return _answer(request, link, token)
        text = _text(link) if link else None
    if text is None:
        gone = [(each, direction_of(each), shared_phrases(each)) for each in WRITTEN]
        return keep_private(render(request, "desk/card_gone.html", {"gone": gone}, status=404))
    until = say(Say("works_until", day=timezone.localdate(link.expires_at)), text.language, text.country)
    page = render(request, "desk/card_public.html", {"card": text, "works_until": until})
    shown = keep_private(page, has_form=bool(text.wanted))
    shown["Content-Language"] = text.language
    return shown


def _answer(request: HttpRequest, link: CardLink, token: str) -> HttpResponse:
    """Keep a yes or a no. What was answered meanwhile, or is not asked any more, the page shows itself."""
    answer = request.POST.get("answer", "")
    if answer not in ("yes", "no"):
        return keep_private(HttpResponse(status=400))
    with suppress(RuleBroken):
        answer_by_card(link, request.POST.get("proposal", ""), wants=answer == "yes")
    return keep_private(redirect("desk:public_card", token))


def _text(link: CardLink) -> CardText:
    resident = with_case(Resident.objects.all()).get(pk=link.resident_id)
    contents = card_of(resident, timezone.localdate(), link.net_month)
    return card_text(contents, card_language(link.language))
