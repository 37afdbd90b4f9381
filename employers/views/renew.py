from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from employers.models import Vacancy
from employers.renewal_links import Renewal, read_renewal
from employers.services import last_day, renew_vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope
from jobdesk.web.pages import page_url

# Whoever holds the link may renew; nobody else is to find it, keep it or learn its address. Not with
# "no-referrer": browsers then send a form without its origin, and it is refused.
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


@require_POST
@allowed("vacancies.post")
def renew(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a vacancy open, or open one again that ended."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("company__organisation"), code=code)
    try:
        renew_vacancy(vacancy)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        day = date_format(vacancy.expires_on, "j F Y")
        messages.success(request, _("Renewed: the vacancy is open until %(day)s.") % {"day": day})
    return redirect(page_url("vacancy", code))


@require_http_methods(["GET", "POST"])
@login_not_required
def renew_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Renew the vacancies of an e-mail without logging in.

    Reading the page renews nothing: the filters of mail servers open every link.
    """
    renewal = read_renewal(token)
    if renewal is None:
        return _private(render(request, "employers/renewal_over.html", status=404))
    with translation.override(renewal.hat.scope.actor.language), open_scope(renewal.hat.scope):
        return _private(render(request, "employers/renew.html", _page(request, renewal)))


def _page(request: HttpRequest, renewal: Renewal) -> dict:
    """What the page shows; of a post also what was renewed and what could not be."""
    today = timezone.localdate()
    rows = Vacancy.objects.select_related("company__organisation").filter(pk__in=renewal.vacancies)
    vacancies = list(rows.order_by("expires_on", "pk"))
    renewed: list[Vacancy] = []
    refused: list[tuple[Vacancy, str]] = []
    if request.method == "POST":
        chosen = request.POST.getlist("vacancy")
        for vacancy in [each for each in vacancies if each.code in chosen]:
            try:
                renew_vacancy(vacancy)
                renewed.append(vacancy)
            except RuleBroken as error:
                refused.append((vacancy, error.message))
    done = {each.pk for each in renewed}
    return {
        "waiting": [each for each in vacancies if each.pk not in done and _ends(each, today)],
        "renewed": renewed,
        "refused": refused,
        "until": last_day(today),
    }


def _ends(vacancy: Vacancy, today) -> bool:
    """Whether it is about to end or has ended, and can be renewed."""
    return vacancy.can_be_renewed(today) and (
        vacancy.status == Vacancy.Status.EXPIRED or vacancy.ends_soon(today)
    )


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response[name] = value
    return response
