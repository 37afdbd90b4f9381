from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.card.contents import card_of
from desk.card.say import Say
from desk.card.wording import WRITTEN, CardText, card_language, card_text, direction_of, say, shared_phrases
from desk.models import CardLink
from desk.queries.case import with_case
from desk.services import open_card_link
from jobdesk.trail.private_links import keep_private
from jobdesk.trail.scoping import system_scope
from residents.models import Resident


@require_GET
@login_not_required
def public_card(request: HttpRequest, token: str) -> HttpResponse:
    """The step card behind a private link, without login. One answer for expired, revoked and unknown."""
    with system_scope("step card"):
        link = open_card_link(token)
        text = _text(link) if link else None
    if text is None:
        gone = [(each, direction_of(each), shared_phrases(each)) for each in WRITTEN]
        return keep_private(render(request, "desk/card_gone.html", {"gone": gone}, status=404))
    until = say(Say("works_until", day=timezone.localdate(link.expires_at)), text.language, text.country)
    shown = keep_private(render(request, "desk/card_public.html", {"card": text, "works_until": until}))
    shown["Content-Language"] = text.language
    return shown


def _text(link: CardLink) -> CardText:
    resident = with_case(Resident.objects.all()).get(pk=link.resident_id)
    contents = card_of(resident, timezone.localdate(), link.net_month)
    return card_text(contents, card_language(link.language))
