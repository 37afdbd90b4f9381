"""Who did what to members, desks and the law, for the administrators of an agency. No resident is named."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jobdesk.accounts.models import User
from jobdesk.trail.access import allowed
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.telling import Teller, lines, tellers

PER_PAGE = 50


class TrailForm(forms.Form):
    """The filters above the trail. A value that makes no sense counts as no filter."""

    about = forms.ChoiceField(required=False)
    person = forms.ModelChoiceField(User.objects.none(), required=False)
    day = forms.DateField(required=False)

    def __init__(self, *args, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(each.code, each.label) for each in tellers()]
        self.fields["person"].queryset = people


@require_GET
@allowed("trail.view")
def trail(request: HttpRequest) -> HttpResponse:
    """List the entries that are one's own, the newest first: of one person, one day, one subject."""
    theirs = _entries(request.user, tellers())
    people = User.objects.filter(pk__in=theirs.order_by().values("actor")).order_by("name", "pk")
    form = TrailForm(request.GET, people=people)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name) for name in ("about", "person", "day")}
    among = [each for each in tellers() if asked["about"] in ("", None, each.code)]
    found = _entries(request.user, among)
    if asked["person"]:
        found = found.filter(actor=asked["person"])
    if asked["day"]:
        found = found.filter(at__date=asked["day"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(list(page), among),
        "about": asked["about"] or "",
        "person": asked["person"].pk if asked["person"] else "",
        "day": asked["day"],
        "is_filtered": any(asked.values()),
        "subjects": form.fields["about"].choices,
        "people": people.values_list("pk", "name"),
        "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "trail/trail.html", context)


def _entries(user: User, among: list[Teller] | tuple[Teller, ...]) -> QuerySet[AuditEntry]:
    found = Q(pk__in=[])
    for teller in among:
        found |= Q(action__in=teller.actions) & teller.theirs(user)
    return AuditEntry.objects.filter(found).select_related("actor").order_by("-at", "-pk")


def _page_url(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"?{parameters.urlencode()}"
