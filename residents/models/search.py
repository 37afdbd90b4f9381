"""What residents are found by: the words of their names with how they sound, and their numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.resident import Resident
from residents.people.spelling import KEY_LENGTH, WORD_LENGTH


class SearchKey(ScopedModel):
    """One word by which a resident is found, and one of its keys; a number has no key.

    ``residents.services.index_residents`` writes them from the resident. The indexes serve equality and
    beginnings, in any collation.
    """

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="search_keys")
    word = models.CharField(max_length=WORD_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        ordering = ["word", "key", "id"]
        indexes = [
            models.Index(
                fields=["word", "resident"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="search_word",
            ),
            models.Index(
                fields=["key", "resident"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="search_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.key}"
