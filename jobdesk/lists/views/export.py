"""A list as a file: say what it is for, wait for it, fetch it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.jobs.queries import latest_job
from jobdesk.jobs.running import run_here
from jobdesk.jobs.services import enqueue
from jobdesk.lists import exports
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.models import ListFile
from jobdesk.lists.registry import lists
from jobdesk.lists.views.asked import choice_from, chosen_rows, list_named
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken

CONTENT_TYPES = {
    ListFile.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ListFile.Format.CSV: "text/csv; charset=utf-8",
}


class FileForm(forms.Form):
    """Which kind of file, and what it is for."""

    format = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=ListFile.Format.choices,
        widget=forms.RadioSelect,
        initial=ListFile.Format.XLSX,
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=ListFile.Purpose.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "The file holds names or numbers of people. Your answer is kept with your name."
        ),
    )

    def __init__(self, *args, is_personal: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_personal:
            del self.fields["purpose"]


@require_http_methods(["GET", "POST"])
@allowed("lists.use")
def list_export(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for a file of what a list shows, or of the rows that were chosen on it."""
    definition = list_named(request, name)
    here = request.POST.get("here", "") or f"?{request.GET.urlencode()}"
    choice = choice_from(request, definition, here)
    chosen = None
    if request.POST.get("every") or request.POST.getlist("chosen"):
        chosen = None if request.POST.get("every") else chosen_rows(request, choice)
    is_sent = request.POST.get("make") == "yes"
    form = FileForm(request.POST if is_sent else None, is_personal=exports.is_personal(choice))
    if is_sent and form.is_valid():
        try:
            made = _make(choice, chosen, form.cleaned_data)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            return redirect("lists:file", made.code)
    total = len(chosen) if chosen is not None else choice.rows().order_by().count()
    context = {
        "definition": definition,
        "choice": choice,
        "form": form,
        "chosen": chosen or [],
        "here": choice.address(),
        "back": reverse(definition.url_name) + choice.address(),
        "count_words": definition.count_words(total),
        "is_personal": exports.is_personal(choice),
    }
    return render(request, "lists/export.html", context)


def _make(choice: ListChoice, chosen: list[int] | None, answers: dict) -> ListFile:
    with transaction.atomic():
        made = exports.request_file(choice, rows=chosen, **answers)
        is_long = made.expected > exports.AT_ONCE
        job = enqueue("list-file", made.pk, at_commit=is_long)
    if not is_long:
        run_here(job)
    return made


@require_GET
@allowed("lists.use")
def list_file(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a file is, and where to fetch it."""
    made = get_object_or_404(ListFile, code=code, owner=request.user)
    definition = lists()[made.list_name]
    is_busy = made.status in (ListFile.Status.WAITING, ListFile.Status.BUILDING)
    context = {
        "made": made,
        "is_busy": is_busy,
        "job": latest_job(("list-file",), made.pk),
        "is_over": made.status == ListFile.Status.EXPIRED or made.expires_at <= timezone.now(),
        "definition": definition,
        "back": f"{reverse(definition.url_name)}?{made.query}",
        "count_words": definition.count_words(made.written),
    }
    if request.htmx:
        if not is_busy:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "lists/file.html#progress", context)
    return render(request, "lists/file.html", context)


@require_GET
@allowed("lists.use")
def list_file_download(request: HttpRequest, code: str) -> HttpResponse:
    """Give the file to the one who asked for it, and to nobody else, until it expires."""
    made = get_object_or_404(ListFile, code=code, owner=request.user, role=request.hat.role)
    if made.expires_at <= timezone.now():
        raise Http404
    if made.status != ListFile.Status.READY:
        messages.warning(request, _("This file is not ready."))
        return redirect("lists:file", code)
    exports.note_download(made)
    name = f"jobdesk-{made.list_name}-{timezone.localdate(made.asked_at)}.{made.format}"
    response = FileResponse(
        made.file.open("rb"), as_attachment=True, filename=name, content_type=CONTENT_TYPES[made.format]
    )
    response["Cache-Control"] = "private, no-store"
    return response
