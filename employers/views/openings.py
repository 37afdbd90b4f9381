"""The public vacancies without login: the list, its feeds and the map for search engines."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from employers.models import Vacancy
from employers.public.feeds import JsonOpenings, RssOpenings
from employers.public.openings import (
    DISTANCES,
    NEWEST_FIRST,
    Wanted,
    find_openings,
    is_place_known,
    language_choices,
    openings_of_all,
    places_alike,
)
from employers.public.sitemap import OpeningsMap
from employers.vacancy_sheet.facts import Fact, vacancy_facts
from jobdesk.lists.keyset import keyset_page
from jobdesk.trail.scoping import system_scope
from jobdesk.web.in_language import in_language, translations_of
from jobdesk.web.pages import page_url

PAGE_SIZE = 20


@require_safe
@login_not_required
def openings_home(_request: HttpRequest) -> HttpResponse:
    """Lead to the list in the language of the reader."""
    return redirect("employers:openings", get_language())


@require_safe
@login_not_required
@in_language
def openings(request: HttpRequest) -> HttpResponse:
    """The vacancies that everybody may read, by occupation, place and language."""
    wanted = Wanted.of(request.GET)
    with system_scope("public vacancies"):
        page = keyset_page(
            find_openings(wanted),
            NEWEST_FIRST,
            all_rows=openings_of_all(),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
            size=PAGE_SIZE,
        )
        is_known = not wanted.place or is_place_known(wanted)
    language = get_language()
    context = {
        "page": page,
        "rows": [(vacancy, _few_facts(vacancy)) for vacancy in page.rows],
        "wanted": wanted,
        "is_place_known": is_known,
        "alike": [] if is_known else places_alike(wanted),
        "distances": [(each, f"{each} km") for each in DISTANCES],
        "languages": language_choices(),
        "previous": _beside(wanted, before=page.before),
        "next": _beside(wanted, after=page.after),
        "translations": translations_of("employers:openings", query=wanted.query),
        "rss": reverse("employers:openings_rss", args=[language]) + wanted.query,
        "json_feed": reverse("employers:openings_json", args=[language]) + wanted.query,
    }
    return render(request, "employers/openings.html", context)


@require_safe
@login_not_required
@in_language
def openings_rss(request: HttpRequest) -> HttpResponse:
    """The list as RSS."""
    with system_scope("public vacancies"):
        return RssOpenings()(request)


@require_safe
@login_not_required
@in_language
def openings_json(request: HttpRequest) -> HttpResponse:
    """The list as a JSON feed."""
    with system_scope("public vacancies"):
        return JsonOpenings()(request)


@require_safe
@login_not_required
def openings_map(request: HttpRequest) -> HttpResponse:
    """The pages of the public vacancies, for search engines."""
    with system_scope("public vacancies"):
        return sitemap(request, {"openings": OpeningsMap}).render()


@require_safe
@login_not_required
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read: public vacancies, the guide, the registration; nothing else."""
    allowed = (page_url("openings"), page_url("guide"), page_url("register"), settings.STATIC_URL)
    site = settings.SITE_URL + reverse("employers:openings_map")
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /", f"Sitemap: {site}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _few_facts(vacancy: Vacancy) -> list[Fact]:
    """What somebody needs to know to read on."""
    return [fact for fact in vacancy_facts(vacancy) if fact.field in ("company", "occupation", "languages")]


def _beside(wanted: Wanted, **place: str) -> str:
    """The address of the page before or after; empty where there is none."""
    ((name, code),) = place.items()
    if not code:
        return ""
    return f"{wanted.query or '?'}{'&' if wanted.query else ''}{name}={code}"
