"""Vacancies that suit residents, found at night and spread over them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models import Resident


class Suggestion(ScopedModel):
    """An open vacancy that suited a resident in the last night, one of a few of each.

    A copy of no worth of its own: it goes with its resident and its vacancy, and with the next night unless
    that one finds it too. ``suggested_at`` is the first of the nights in a row that did.
    """

    resident = models.ForeignKey(
        Resident,
        models.CASCADE,
        related_name="suggestions",
        verbose_name=_("resident"),
        db_index=False,  # the one that keeps a pair from standing twice begins with it
    )
    vacancy = models.ForeignKey(
        Vacancy, models.CASCADE, related_name="suggestions", verbose_name=_("vacancy")
    )
    score = models.FloatField(_("score"))
    version = models.CharField(_("version of the ranking"), max_length=80)
    suggested_at = models.DateTimeField(_("suggested since"), default=timezone.now)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                name="suggestion_once",
                violation_error_message=_("This vacancy is suggested for this resident already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.vacancy_id}"
