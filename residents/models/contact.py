"""A first contact, or a later talk, between a coach and a resident."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from residents.choices import Interpreter
from residents.models.resident import Resident


class KeptContacts(ScopedManager["OutreachContact"]):
    """The contacts that were not deleted: those that count and show."""

    def get_queryset(self) -> models.QuerySet["OutreachContact"]:
        return super().get_queryset().filter(removed_at=None)


class OutreachContact(ScopedModel):
    """A contact. ``is_outreach`` is true for those that count as reaching someone for the project.

    A deleted one keeps its row, so that it can be brought back; only ``with_removed`` finds it.
    """

    class Kind(models.TextChoices):
        DESK = "desk", _("At the desk")
        PHONE = "phone", _("By telephone")
        GROUP = "group", _("Group session")
        CORRIDOR = "corridor", _("In the centre")
        MESSAGE = "message", _("By message")

    class Outcome(models.TextChoices):
        INTERESTED = "interested", _("Wants an intake")
        LATER = "later", _("Wants to talk later")
        INFORMED = "informed", _("Informed")
        REFERRED = "referred", _("Referred to volunteering or a course")
        NOT_NOW = "not_now", _("Not now")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="contacts")
    project = models.ForeignKey(Project, models.PROTECT, related_name="contacts", verbose_name=_("project"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="contacts", verbose_name=_("centre"))
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="contacts",
        verbose_name=_("coach"),
    )
    on = models.DateField(_("day"))
    kind = models.CharField(_("how"), max_length=10, choices=Kind, default=Kind.DESK)
    interpreter = models.CharField(
        _("interpreter"), max_length=10, choices=Interpreter, default=Interpreter.NONE
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.INFORMED)
    is_outreach = models.BooleanField(_("counts as outreach"), default=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    removed_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
    )

    objects = KeptContacts()
    with_removed = ScopedManager()

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["project", "on"], name="contact_project_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
