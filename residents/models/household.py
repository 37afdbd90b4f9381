"""Who lives on one wage: what is left of it depends on that."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.resident import Resident

MOST_PERSONS = 20


class Household(ScopedModel):
    """The household of a resident as of a day; it holds until the next one."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="households")
    from_on = models.DateField(_("since"))
    adults = models.PositiveSmallIntegerField(
        _("adults, with this person"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)]
    )
    children = models.PositiveSmallIntegerField(
        _("children under 18"), default=0, validators=[MaxValueValidator(MOST_PERSONS)]
    )

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ["-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "from_on"],
                name="household_day_once",
                violation_error_message=_("There is a household of this day already."),
            ),
            models.CheckConstraint(
                condition=models.Q(adults__gte=1),
                name="household_has_an_adult",
                violation_error_message=_("A household has at least one adult."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.from_on}"
