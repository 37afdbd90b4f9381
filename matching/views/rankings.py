"""The rankings that were shown at one's desks, one of them, and the file for an auditor."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.lists.keyset import keyset_page
from jobdesk.trail.access import allowed
from matching.forms.rankings import ShownOnForm
from matching.models import RankingLog, RankingLogQuerySet
from matching.rankings.log import lines, looks, places, subject_name
from matching.rankings.replay import replayed
from matching.services.rankings import note_export

PAGE_SIZE = 25
ORDER = ("-shown_at", "-pk")
MOST_IN_A_FILE = 1_000  # each is some ten kilobytes


@require_GET
@allowed("rankings.view")
def rankings(request: HttpRequest) -> HttpResponse:
    """Every ranking that somebody was shown at the desks of the reader, the latest first."""
    form = ShownOnForm(request.GET, today=timezone.localdate())
    rows = _shown(form).defer("inputs").select_related("user", "centre")
    page = keyset_page(
        rows,
        ORDER,
        all_rows=RankingLog.objects.all(),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=PAGE_SIZE,
        anchored_by="pk",
    )
    context = {
        "form": form,
        "looks": looks(page.rows),
        "previous": page.before and _address(form, before=page.before),
        "next": page.after and _address(form, after=page.after),
        "file_url": reverse("matching:rankings_file") + _address(form),
        "crumbs": _crumbs((_("Rankings shown"), "")),
    }
    return render(request, "matching/rankings.html", context)


@require_GET
@allowed("rankings.view")
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """One ranking as it was shown, what was decided, and whether the engine of today makes the same of it."""
    row = get_object_or_404(RankingLog.objects.select_related("user", "centre"), pk=pk)
    subject = subject_name(row)
    context = {
        "row": row,
        "subject": subject,
        "lists": places(row),
        "replayed": replayed(row),
        "crumbs": _crumbs((_("Rankings shown"), reverse("matching:rankings")), (subject, "")),
    }
    return render(request, "matching/ranking.html", context)


@require_GET
@allowed("rankings.view")
def rankings_file(request: HttpRequest) -> HttpResponse:
    """The rankings of some days as lines of JSON, each with what was ranked; who took it is recorded."""
    form = ShownOnForm(request.GET, today=timezone.localdate())
    rows = _shown(form)
    if not form.is_valid():
        return redirect(reverse("matching:rankings") + _address(form))
    if rows.count() > MOST_IN_A_FILE:
        words = _("These are more than %(most)d rankings. Choose fewer days.")
        messages.error(request, words % {"most": MOST_IN_A_FILE})
        return redirect(reverse("matching:rankings") + _address(form))
    content = "".join(lines(rows.select_related("user", "centre")))
    note_export(request.user, **form.cleaned_data)
    name = "rankings-{first:%Y-%m-%d}-{last:%Y-%m-%d}.jsonl".format(**form.cleaned_data)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/jsonl; charset=utf-8", headers=headers)


def _shown(form: ShownOnForm) -> RankingLogQuerySet:
    if not form.is_valid():
        return RankingLog.objects.none()
    return RankingLog.objects.shown_between(form.cleaned_data["first"], form.cleaned_data["last"])


def _address(form: ShownOnForm, **page: str) -> str:
    return "?" + urlencode({name: form.data[name] for name in form.fields} | page)


def _crumbs(*parts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Vacancies"), reverse("matching:vacancies")), *parts]
