"""The guide as administrators write it: all texts, one of them in every language, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guides.figures import available
from guides.forms import TextForm
from guides.history import Change, change_between, changes_of, history_of
from guides.markdown import Reading, to_html, unknown_figures
from guides.models import GuideText
from guides.pages import PAGES
from guides.queries import (
    Entry,
    all_entries,
    changed_languages,
    entry,
    languages,
    versions,
    words_in,
)
from guides.services import (
    Overtaken,
    add_text,
    drop_draft,
    keep_draft,
    move_text,
    publish_text,
    remove_text,
    restore_text,
)
from guides.shipped import Words
from guides.views.guide import public_url
from jobdesk.accounts.queries import countries_administered_by
from jobdesk.desks.countries import country_choices
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from law import registry
from residents.forms.refusals import show_refusal


@require_GET
@allowed("guides.manage")
def texts(request: HttpRequest) -> HttpResponse:
    """List the texts of a country that the administrator looks after, page by page."""
    theirs = countries_administered_by(request.user)
    mine = [(code, name) for code, name in country_choices() if code in theirs]
    asked = request.GET.get("country", "")
    country = asked if asked in theirs else next((code for code, _name in mine), "")
    found = all_entries(country) if country else []
    context = {
        "country": country,
        "tabs": [
            {"label": name, "url": f"{reverse('guides:texts')}?country={code}", "is_current": code == country}
            for code, name in mine
            if len(mine) > 1
        ],
        "pages": [
            (page, name, [each for each in found if each.page == page]) for page, name in PAGES.items()
        ],
    }
    return render(request, "guides/texts.html", context)


@require_http_methods(["GET", "POST"])
@allowed("guides.manage")
def text(request: HttpRequest, country: str, page: str, code: str) -> HttpResponse:
    """Change a text in every language, with a preview; publish it, or keep it as a draft."""
    found = _entry_or_404(request, country, page, code)
    begun = words_in(found.draft) if found.draft else found.words
    form = TextForm(request.POST or None, words=begun, version=found.version)
    overtaken: list[Change] = []
    if request.POST.get("action") == "preview":
        return _preview(request, form, found.country, begun)
    if form.is_valid():
        try:
            row = _write(request, form, country, page, code)
        except Overtaken as error:
            show_refusal(form, error)
            overtaken = change_between(form.typed(), words_in(error.latest))
            form.data = form.data.copy()
            form.data["version"] = str(error.latest.version)  # to save once more is to have compared
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            _say(request, row, changed_languages(found.words, form.typed()))
            return redirect("guides:text", country, page, code)
    context = {
        "entry": found,
        "form": form,
        "overtaken": overtaken,
        "shipped_changes": change_between(found.original.words, found.words)
        if found.original and found.is_behind
        else [],
        "history": history_of(found),
        "public_url": public_url(found) if found.is_shown else "",
    }
    return render(request, "guides/text.html", context | _around(form, country, page, begun, found.title))


@require_http_methods(["GET", "POST"])
@allowed("guides.manage")
def text_new(request: HttpRequest, country: str, page: str) -> HttpResponse:
    """Add a text behind the others of a page."""
    _page_or_404(request, country, page)
    form = TextForm(request.POST or None, words={}, version=0)
    if request.POST.get("action") == "preview":
        return _preview(request, form, country, {})
    if form.is_valid():
        try:
            row = add_text(country, page, form.typed(), is_draft=_keeps_draft(request))
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            _say(request, row, languages())
            return redirect("guides:text", country, page, row.code)
    context = {"entry": None, "form": form, "overtaken": [], "shipped_changes": []}
    return render(request, "guides/text.html", context | _around(form, country, page, {}, _("New text")))


@require_http_methods(["GET", "POST"])
@allowed("guides.manage")
def text_version(request: HttpRequest, country: str, page: str, code: str, version: int) -> HttpResponse:
    """Show one version with what it changed; a post brings it back. Version 0 is the product's own text."""
    found = _entry_or_404(request, country, page, code)
    row = versions(country, page, code).filter(version=version).first()
    if row is None and (version or found.original is None):
        raise Http404
    if request.method == "POST":
        try:
            restore_text(found, row)
        except RuleBroken as error:
            messages.warning(request, error.message)
            return redirect("guides:text_version", country, page, code, version)
        messages.success(request, _("Readers see this text from now on."))
        return redirect("guides:text", country, page, code)
    here = _("Version %(number)s") % {"number": version} if version else _("The product’s own text")
    context = {
        "entry": found,
        "row": row,
        "version": version,
        "is_read": found.row == row if row else found.row is None,
        "changes": changes_of(row, found.original) if row else [],
        "columns": _columns(words_in(row) if row else found.original.words, country),
        "crumbs": _crumbs(country, page, (found.title, _address(found)), (here, "")),
    }
    return render(request, "guides/text_version.html", context)


@require_POST
@allowed("guides.manage")
def text_move(request: HttpRequest, country: str, page: str, code: str) -> HttpResponse:
    """Move a text one place up or down."""
    found = _entry_or_404(request, country, page, code)
    try:
        move_text(found, is_up=request.POST.get("direction") != "down")
    except RuleBroken as error:
        messages.warning(request, error.message)
    return redirect(f"{reverse('guides:texts')}?country={country}#{page}-{code}")


@require_POST
@allowed("guides.manage")
def text_remove(request: HttpRequest, country: str, page: str, code: str) -> HttpResponse:
    """Take a text out of the guide."""
    found = _entry_or_404(request, country, page, code)
    try:
        remove_text(found)
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Removed from the guide. Its history brings it back."))
    return redirect("guides:text", country, page, code)


@require_POST
@allowed("guides.manage")
def text_drop(request: HttpRequest, country: str, page: str, code: str) -> HttpResponse:
    """Throw a draft away; it stays in the history."""
    found = _entry_or_404(request, country, page, code)
    try:
        drop_draft(found)
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("The draft is gone. It stays in the history."))
    return redirect("guides:text", country, page, code)


# -- what they share ---------------------------------------------------------------------------------


def _keeps_draft(request: HttpRequest) -> bool:
    return request.POST.get("action") == "draft"


def _write(request: HttpRequest, form: TextForm, country: str, page: str, code: str) -> GuideText:
    write = keep_draft if _keeps_draft(request) else publish_text
    return write(country, page, code, form.typed(), based_on=form.cleaned_data["version"])


def _say(request: HttpRequest, row: GuideText, changed: list[str]) -> None:
    if row.state == GuideText.State.DRAFT:
        messages.success(request, _("Kept as a draft. Readers see what was published before."))
        return
    messages.success(request, _("Published. Readers see it from now on."))
    if left := _left(changed):
        messages.warning(request, left)


def _left(changed: list[str]) -> str:
    """Say which languages were not changed along, where others were."""
    same = [each for each in languages() if each not in changed]
    if not changed or not same:
        return ""
    return _("Not changed along: %(languages)s. Does the text still say the same there?") % {
        "languages": ", ".join(_(get_language_info(each)["name"]) for each in same)
    }


def _around(
    form: TextForm, country: str, page: str, begun: Mapping[str, Words], title: str
) -> dict[str, Any]:
    """What stands around the form: the preview, the figures, and the way back."""
    return {
        "country": country,
        "page": page,
        "figures": available(registry.country(country), timezone.localdate()),
        "columns": _columns(form.typed(), country),
        "left": _left(changed_languages(begun, form.typed())),
        "crumbs": _crumbs(country, page, (title, "")),
    }


def _preview(request: HttpRequest, form: TextForm, country: str, begun: Mapping[str, Words]) -> HttpResponse:
    """Show what was typed as readers would see it; nothing is kept."""
    typed = form.typed()
    context = {"columns": _columns(typed, country), "left": _left(changed_languages(begun, typed))}
    return render(request, "guides/text.html#preview", context)


def _columns(words: Mapping[str, Words], country: str) -> list[dict[str, Any]]:
    """The text in every language, as readers of that language see it."""
    record, today = registry.country(country), timezone.localdate()
    found = []
    for language, name in settings.LANGUAGES:
        said = words.get(language, Words("", ""))
        with override(language):
            html = to_html(said.body, Reading(record, today))
        found.append(
            {
                "language": language,
                "name": name,
                "title": said.title,
                "html": html,
                "unknown": unknown_figures(said.body, record, today),
            }
        )
    return found


def _page_or_404(request: HttpRequest, country: str, page: str) -> None:
    if country not in countries_administered_by(request.user) or page not in PAGES:
        raise Http404


def _entry_or_404(request: HttpRequest, country: str, page: str, code: str) -> Entry:
    _page_or_404(request, country, page)
    found = entry(country, page, code)
    if found is None:
        raise Http404
    return found


def _address(found: Entry) -> str:
    return reverse("guides:text", args=[found.country, found.page, found.code])


def _crumbs(country: str, page: str, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a text: the guide, the page in the list, and what is behind it."""
    listed = f"{reverse('guides:texts')}?country={country}"
    return [(_("Guide for employers"), listed), (str(PAGES[page]), f"{listed}#{page}"), *rest]
