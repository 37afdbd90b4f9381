from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from matching.employer_side.released import labels, looks_at
from matching.models import Release
from matching.services import revoke_release


@require_GET
@allowed("releases.make")
def releases(request: HttpRequest) -> HttpResponse:
    """What companies may see of whom now, until when, and who looked at it."""
    running = Release.objects.running(timezone.localdate())
    if request.hat.centre:
        running = running.filter(proposal__resident__centre=request.hat.centre)
    rows = list(
        running.select_related(
            "consent", "released_by", "proposal__resident", "proposal__vacancy__company__organisation"
        )
    )
    looks = looks_at(rows)
    lines = [(each, labels(each.fields), looks[each.pk]) for each in rows]
    return render(request, "matching/releases.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@allowed("releases.make")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a release before its day."""
    found = get_object_or_404(
        Release.objects.select_related(
            "consent", "proposal__resident", "proposal__vacancy__company__organisation"
        ),
        pk=pk,
    )
    if request.method == "POST":
        revoke_release(found)
        messages.success(request, _("Revoked. From now on the company sees nothing of it."))
        return redirect("matching:release", code=found.proposal.code)
    return render(request, "matching/revoke.html", {"release": found, "labels": labels(found.fields)})
