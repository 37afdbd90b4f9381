"""A planned contact after the start, what was answered in it by whom, and the private link to answer it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.private_links import PrivateLink
from jobdesk.trail.scoping import DESK, ScopedModel
from matching.models.placement import Placement
from residents.models import Resident


class CheckIn(ScopedModel):
    """A planned contact after the start: still working, paid as agreed, hours, safe, wishes.

    The answers here are what is known now; every answer that was ever given is a ``CheckInReply``.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        MISSED = "missed", _("Not reached")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="check_ins")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="check_ins")
    week = models.PositiveSmallIntegerField(_("week after the start"))
    due_on = models.DateField(_("planned for"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    done_on = models.DateField(_("spoken on"), null=True, blank=True)
    still_working = models.CharField(_("still at work"), max_length=10, choices=Answer, blank=True)
    paid_as_agreed = models.CharField(_("paid as agreed"), max_length=10, choices=Answer, blank=True)
    hours_as_agreed = models.CharField(_("hours as agreed"), max_length=10, choices=Answer, blank=True)
    feels_safe = models.CharField(_("feels safe at work"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # When somebody of the desk read what the resident answered: the link does not change it any more.
    replies_read_at = models.DateTimeField(_("answers read at"), null=True, editable=False)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="checkin_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "week"],
                name="checkin_week_once",
                violation_error_message=_("This check-in is planned already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} week {self.week}"

    @property
    def troubles(self) -> list[str]:
        """What got a no, in words: the pay, the hours, the safety."""
        fields = [self._meta.get_field(name) for name in ("paid_as_agreed", "hours_as_agreed", "feels_safe")]
        return [str(field.verbose_name) for field in fields if getattr(self, field.name) == self.Answer.NO]


class CheckInReply(ScopedModel):
    """One answer to one question of a check-in. Rows are only added: who said what, and when, stays.

    ``value`` is a code of the question: of ``CheckIn.Answer``, of the hours ``less`` or ``more`` too.
    """

    class Question(models.TextChoices):
        STILL_WORKING = "still_working", _("still at work")
        PAID = "paid_as_agreed", _("paid as agreed")
        HOURS = "hours_as_agreed", _("hours as agreed")
        SAFE = "feels_safe", _("feels safe at work")
        CALL = "call_me", _("wants to be called")

    class Source(models.TextChoices):
        RESIDENT = "resident", _("The resident, by the private link")
        COACH = "coach", _("Recorded by the desk")
        INTERPRETER = "interpreter", _("Recorded by the desk, with an interpreter")
        PARTNER = "partner", _("Recorded by a partner")

    LESS, MORE = "less", "more"

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="replies")
    question = models.CharField(_("question"), max_length=20, choices=Question)
    value = models.CharField(_("answer"), max_length=10)
    source = models.CharField(_("answered by"), max_length=12, choices=Source)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("answered at"), default=timezone.now)

    scope_lenses = {DESK: ("check_in__resident__centre", "centres")}

    class Meta:
        verbose_name = _("answer in a check-in")
        verbose_name_plural = _("answers in check-ins")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.check_in_id} {self.question} {self.value}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.check_in.resident_id

    @property
    def words(self) -> str:
        """The answer in words."""
        labels = {self.LESS: _("Fewer"), self.MORE: _("More"), **dict(CheckIn.Answer.choices)}
        return str(labels[self.value])


class CheckInLink(PrivateLink):
    """The private link by which a resident answers one check-in."""

    DAYS = 21  # how long a link works

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="links")

    scope_lenses = {DESK: ("check_in__resident__centre", "centres")}

    class Meta(PrivateLink.Meta):
        verbose_name = _("link to a check-in")
        verbose_name_plural = _("links to check-ins")

    def __str__(self) -> str:
        return f"{self.check_in_id} {self.language}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.check_in.resident_id
