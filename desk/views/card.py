from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desk.card.contents import card_of
from desk.card.pdf import render_card
from desk.card.qr import qr_code
from desk.card.wording import LANGUAGES, card_language, card_text
from desk.forms.card import CardForm, CardPrintForm
from desk.models import CardLink, CardVacancy
from desk.queries.card_work import card_work_of, work_to_offer
from desk.queries.case import card_links_of, with_case
from desk.services import create_card_link, revoke_card_link
from employers.models import Vacancy
from jobdesk.trail.access import allowed
from residents.models import Resident
from residents.services.looks import note_look


@require_http_methods(["GET", "POST"])
@allowed("residents.view")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The step card in the resident's language and in that of the desk. A post only shows another choice."""
    person = _person(code)
    note_look(person)
    form = CardForm(request.POST or None, initial={"language": card_language(person.language)})
    return _page(request, person, form)


@require_POST
@allowed("residents.edit")
@never_cache
def card_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The card on paper. Every print carries a private link of its own: revoke it when the paper is lost."""
    person = _person(code)
    form = CardPrintForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    language, net_month = form.cleaned_data["language"], form.cleaned_data["net_month"]
    _link, token = create_card_link(person, language, net_month=net_month)
    text = card_text(card_of(person, timezone.localdate(), net_month), language)
    paper = form.cleaned_data["paper"]
    pdf = render_card(text, paper, _url(request, token))
    name = f"{person.code}-{language}-{paper}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@require_POST
@allowed("residents.edit")
@never_cache
def card_link(request: HttpRequest, code: str) -> HttpResponse:
    """Make a private link and show it once. No redirect: the token is kept nowhere but on this page."""
    person = _person(code)
    form = CardForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    _link, token = create_card_link(person, **form.cleaned_data)
    return _page(request, person, form, url=_url(request, token))


@require_POST
@allowed("residents.edit")
def card_revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Make a private link stop working."""
    link = get_object_or_404(CardLink, pk=pk, resident__code=code)
    revoke_card_link(link)
    messages.success(request, _("The link does not work any more."))
    return redirect("desk:card", code=code)


def _person(code: str) -> Resident:
    return get_object_or_404(with_case(Resident.objects.all()), code=code)


def _url(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("desk:public_card", args=[token]))


def _page(request: HttpRequest, person: Resident, form: CardForm, url: str = "") -> HttpResponse:
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    language = chosen.get("language") or card_language(person.language)
    net_month: Decimal | None = chosen.get("net_month")
    contents = card_of(person, timezone.localdate(), net_month)
    own = card_language(get_language())
    work = list(card_work_of(person))
    context = {
        "resident": person,
        "form": form,
        "chosen": {"language": language, "net_month": net_month},
        "cards": [card_text(contents, each) for each in dict.fromkeys([language, own])],
        "names": [LANGUAGES[language], LANGUAGES[own]],
        "links": [(link, LANGUAGES[card_language(link.language)]) for link in card_links_of(person)],
        "work": work,
        "has_room": sum(each.vacancy.status == Vacancy.Status.OPEN for each in work) < CardVacancy.MOST,
        "offers": work_to_offer(person),
        "url": url,
        "qr": qr_code(url) if url else None,
        "works_days": CardLink.DAYS,
        "no_card_in": "" if person.language in LANGUAGES else person.get_language_display(),
    }
    return render(request, "desk/card.html", context)
