"""Records that may be one person, and what was merged lately."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desk.services.merging import say_not_the_same
from jobdesk.trail.access import allowed
from residents.models import Merge
from residents.people.doubles import likely_pairs, two_records

SHOWN_DAYS = 90  # how long a merge stands here to be undone


@require_GET
@allowed("doubles.merge")
def doubles(request: HttpRequest) -> HttpResponse:
    merges = Merge.objects.filter(undone_at=None, at__gte=timezone.now() - timedelta(days=SHOWN_DAYS))
    context = {
        "pairs": likely_pairs(request.hat.centre),
        "merges": merges.select_related("survivor__centre", "merged", "by")[:20],
        "crumbs": [(_("Residents"), reverse("desk:residents")), (_("Perhaps doubles"), "")],
    }
    return render(request, "desk/doubles.html", context)


@require_POST
@allowed("doubles.merge")
def not_the_same(request: HttpRequest) -> HttpResponse:
    """Keep that the two posted records are two people."""
    say_not_the_same(*two_records(request.POST.get("one", ""), request.POST.get("two", "")))
    messages.success(request, _("We do not propose these two records again."))
    return redirect("desk:doubles")
