from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from desk.models import Reminder
from desk.reminders.kinds import KINDS
from desk.reminders.mails import visible_subjects
from jobdesk.accounts.hats import SESSION_CENTRE, SESSION_ROLE


@require_GET
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the e-mail to what it is about, in the hat in which it is seen. One's own reminders only."""
    found = get_object_or_404(Reminder.objects.select_related("digest"), pk=pk, recipient=request.user)
    kind = KINDS[found.kind]
    day = found.digest.day if found.digest else timezone.localdate()
    subject = visible_subjects(kind, request.user, [found], day).get(found.pk)
    if subject is None:
        messages.info(request, _("This has been done, or is not yours any more."))
        return redirect("home")
    # Somebody with two roles, or with one centre picked, would not find the page otherwise.
    request.session[SESSION_ROLE] = subject.hat
    request.session.pop(SESSION_CENTRE, None)
    return redirect(kind.url(subject.row))
