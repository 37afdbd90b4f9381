from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.forms.settings import ReminderForm
from desk.models import ReminderSettings
from desk.reminders.kinds import topics_for
from desk.services import set_reminder_wishes


@require_http_methods(["GET", "POST"])
def reminder_settings(request: HttpRequest) -> HttpResponse:
    """Choose from which hour one's own e-mail with reminders is sent, and what is in it. For every user."""
    topics = topics_for(list(request.user.memberships.all()))
    wishes = ReminderSettings.objects.filter(user=request.user).first() or ReminderSettings()
    muted = set(request.user.reminder_mutes.values_list("topic", flat=True))
    wanted = [topic.code for topic in topics if topic.code not in muted and not topic.is_mandatory]
    form = ReminderForm(request.POST or None, topics=topics, initial={"hour": wishes.hour, "topics": wanted})
    if request.method == "POST" and form.is_valid():
        set_reminder_wishes(request.user, hour=form.cleaned_data["hour"], muted=form.muted)
        messages.success(request, _("Your choice is saved."))
        return redirect("desk:reminder_settings")
    context = {"form": form, "topics": topics, "always": [topic for topic in topics if topic.is_mandatory]}
    return render(request, "desk/reminder_settings.html", context)
