"""The private address at which a user's calendar reads their appointments."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.access import role_choices


class CalendarLink(models.Model):
    """One address for each user, in one of their roles. The token in it is kept nowhere: only its hash."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_link")
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    has_names = models.BooleanField(_("with names"), default=False)
    created_at = models.DateTimeField(_("made on"), default=timezone.now)
    last_read_at = models.DateTimeField(_("last read on"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
