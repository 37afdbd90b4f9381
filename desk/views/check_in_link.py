"""The private link by which a resident answers a check-in: made, shown once, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desk.card.qr import qr_code
from desk.card.wording import LANGUAGES, card_language, direction_of
from desk.check_in.page import message_of
from desk.forms.check_in import CheckInLinkForm
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.models import CheckIn, CheckInLink
from matching.services import create_check_in_link, revoke_check_in_link
from matching.services.check_ins import is_answerable
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
@never_cache
def check_in_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link and show it once. No redirect: the token is kept nowhere but on this page."""
    found = get_object_or_404(
        CheckIn.objects.select_related("resident", "placement__match__company__organisation"), pk=pk
    )
    own = card_language(found.resident.language)
    form = CheckInLinkForm(request.POST or None, initial={"language": own})
    made: dict[str, Any] = {"url": "", "qr": None, "message": "", "language": "", "direction": ""}
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        try:
            _link, token = create_check_in_link(found, language)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            url = request.build_absolute_uri(reverse("desk:public_check_in", args=[token]))
            made = {
                "url": url,
                "qr": qr_code(url),
                "message": f"{message_of(language)} {url}",
                "language": language,
                "direction": direction_of(language),
            }
    links = found.links.filter(revoked_at=None, expires_at__gt=timezone.now()).select_related("created_by")
    context = {
        "check_in": found,
        "form": form,
        "is_answerable": is_answerable(found),
        "works_days": CheckInLink.DAYS,
        "links": [(link, LANGUAGES[link.language]) for link in links],
        "no_page_in": "" if found.resident.language in LANGUAGES else found.resident.get_language_display(),
        **made,
    }
    return render(request, "desk/check_in_link.html", context)


@require_POST
@allowed("placements.record")
def check_in_link_revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Make a link stop working."""
    revoke_check_in_link(get_object_or_404(CheckInLink, pk=link, check_in=pk))
    messages.success(request, _("The link does not work any more."))
    return redirect("desk:check_in_link", pk)
