from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desk.models import Digest
from desk.queries.deliveries import users_not_reached
from desk.services import try_delivery_again
from jobdesk.jobs.words import reason
from jobdesk.trail.access import allowed


@require_GET
@allowed("deliveries.view")
def deliveries(request: HttpRequest) -> HttpResponse:
    """Whom the e-mails with reminders do not reach, since when and why."""
    users = list(users_not_reached(request.hat.scope))
    for user in users:
        user.failure_text = Digest.Status(user.failure).label
        user.reason = reason(user.error)
    return render(request, "desk/deliveries.html", {"users": users})


@require_POST
@allowed("deliveries.view")
def delivery_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what did not reach a user again, in one e-mail."""
    user = get_object_or_404(users_not_reached(request.hat.scope), pk=pk)
    try_delivery_again(user)
    messages.success(
        request,
        _("The e-mail to %(name)s is sent again. If it fails, it comes back here.") % {"name": user.name},
    )
    return redirect("desk:deliveries")
