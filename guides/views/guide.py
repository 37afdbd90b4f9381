"""The guide, open to everybody: where it begins, the first hire, the questions."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.markdown import Reading, to_html
from guides.pages import FIRST_HIRE, PAGES, QUESTIONS, URLS
from guides.queries import Entry, entries
from guides.reader import Reader, answer, reader_of
from jobdesk.vocabulary.words import normalise

MOST_TYPED = 100  # characters of a search


@dataclass(frozen=True)
class Text:
    """A text as it stands on a page. ``html`` holds its figures of the day."""

    code: str
    title: str
    html: str


@require_safe
@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    """Where the guide begins: the steps and the questions, each with its link."""
    reader = reader_of(request)
    found = entries(reader.country.code)
    context = {
        "title": _("For employers: how it works"),
        "description": _(
            "Hire somebody from a reception centre: who may work, what to file and when, how long it takes, "
            "what it costs and who helps."
        ),
        "steps": [each for each in found if each.page == FIRST_HIRE],
        "questions": [each for each in found if each.page == QUESTIONS],
        "crumbs": [],
        "sources": [],
    }
    return answer(request, reader, "guides/guide.html", context)


@require_safe
@login_not_required
def first_hire(request: HttpRequest) -> HttpResponse:
    """The way from having work to after the start, step by step."""
    reader, reading = _opened(request)
    context = {
        "title": PAGES[FIRST_HIRE],
        "description": _(
            "From “I have work” to after the first day: each step, who takes it and how long it takes."
        ),
        "texts": [_text(each, reading) for each in entries(reader.country.code, FIRST_HIRE)],
        "crumbs": _crumbs(FIRST_HIRE),
    }
    return answer(request, reader, "guides/first_hire.html", context | _sources(reading))


@require_safe
@login_not_required
def questions(request: HttpRequest) -> HttpResponse:
    """Questions with answers; with ``q`` those in which every word of it stands."""
    reader, reading = _opened(request)
    found = entries(reader.country.code, QUESTIONS)
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    if typed:
        found = [each for each in found if _is_found(each, typed, Reading(reader.country, reading.on))]
    context = {
        "title": PAGES[QUESTIONS],
        "description": _("What employers ask about hiring somebody from a reception centre, answered."),
        "texts": [_text(each, reading) for each in found],
        "q": typed,
        "crumbs": _crumbs(QUESTIONS),
    }
    return answer(request, reader, "guides/questions.html", context | _sources(reading))


@require_safe
@login_not_required
def not_here(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """An address of the guide that is not there (any more): lead to where it begins."""
    return answer(request, reader_of(request), "guides/not_here.html", {}, status=404)


def _opened(request: HttpRequest) -> tuple[Reader, Reading]:
    reader = reader_of(request)
    return reader, Reading(reader.country, timezone.localdate())


def _text(each: Entry, reading: Reading) -> Text:
    return Text(each.code, each.title, to_html(each.said.body, reading))


def _is_found(each: Entry, typed: str, reading: Reading) -> bool:
    text = normalise(f"{each.title} {strip_tags(to_html(each.said.body, reading))}")
    return all(word in text for word in normalise(typed).split())


def _sources(reading: Reading) -> dict[str, object]:
    """What stands below the texts; asked for once these are written."""
    return {"sources": reading.sources, "on": reading.on}


def _crumbs(page: str) -> list[tuple[str, str]]:
    return [(_("For employers"), reverse("guides:guide")), (str(PAGES[page]), "")]


def public_url(each: Entry) -> str:
    """Return the address at which readers find a text."""
    return f"{reverse(URLS[each.page])}?country={each.country}#{each.code}"
