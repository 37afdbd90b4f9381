"""The texts of the guide as administrators wrote them. The product's own are data files (shipped.py)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GuideText(models.Model):
    """One version of one text, in every language. Rows are only ever added.

    The product's own text, where there is one, is version 0. What readers see is the last version that is no
    draft; a draft that comes after it waits. Not scoped: everybody reads it.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        DRAFT = "draft", _("Draft")
        REMOVED = "removed", _("Removed")
        # What the product ships now, and after every update; its words are those of the day it was chosen.
        SHIPPED = "shipped", _("The product’s own text")

    country = models.CharField(_("country"), max_length=2)
    page = models.CharField(_("page"), max_length=20)
    code = models.SlugField(_("anchor"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    # Where it stands among the texts of its page: between any two there is room for another.
    place = models.FloatField(_("place"))
    # By language: {"title": …, "body": …}, the body in Markdown.
    words = models.JSONField(_("text"), default=dict)
    # The fingerprint of the product's own text when this was written; empty: there was none.
    original = models.CharField(max_length=64, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written on"), default=timezone.now)

    class Meta:
        verbose_name = _("text of the guide")
        verbose_name_plural = _("texts of the guide")
        ordering = ["country", "page", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "page", "code", "version"],
                name="guide_text_version_once",
                violation_error_message=_("Somebody else has just changed this text."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.page} {self.code} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a version. Raises TypeError for one that is there: a version is never changed."""
        if self.pk is not None:
            raise TypeError("The versions of a text are append-only.")
        super().save(*args, **kwargs)
