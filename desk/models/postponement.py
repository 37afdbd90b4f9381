"""What a user does with the lines of their own start page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Postponement(models.Model):
    """A line of the start page that a user does not want to see until a day; colleagues go on seeing it.

    ``line`` is the key of a ``desk.today.Job``. It is shown only beside a line that the scope gives.
    """

    MOST_DAYS = 90

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="postponements")
    line = models.CharField(max_length=60)
    until_on = models.DateField(_("until"))
    reason = models.CharField(_("why"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("postponed line")
        verbose_name_plural = _("postponed lines")
        ordering = ["until_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "line"],
                name="postponement_once",
                violation_error_message=_("This line is postponed already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.line} {self.until_on}"
