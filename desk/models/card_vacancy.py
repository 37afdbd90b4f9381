"""Work that a resident can ask about, on their step card."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models import Resident


class CardVacancy(ScopedModel):
    """A vacancy that a coach put on a resident's step card; it is shown while it is open."""

    MOST = 3  # on one card: more would hide what is to be done

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="card_vacancies")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="+", verbose_name=_("vacancy"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_on = models.DateField(_("added on"), default=timezone.localdate)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("work on a step card")
        verbose_name_plural = _("work on step cards")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                name="card_vacancy_once",
                violation_error_message=_("This vacancy is on the card already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.vacancy_id}"
