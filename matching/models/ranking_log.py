"""Every ranking that somebody was shown: what an auditor needs to make it again and to see what was done."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel

SAME_LOOK = timedelta(minutes=10)  # a reload within it, of the same input, is the same look


class RankingLogQuerySet(models.QuerySet["RankingLog"]):
    """The reads of shown rankings that are asked for often."""

    def shown_between(self, first: date, last: date) -> Self:
        """Those shown on the days from ``first`` to ``last``, the latest first."""
        return self.filter(shown_at__date__gte=first, shown_at__date__lte=last).order_by("-shown_at", "-pk")

    def of(self, kind: str, subject: str) -> Self:
        """Those of one vacancy or one resident, by code."""
        return self.filter(kind=kind, subject=subject)


class RankingLog(ScopedModel):
    """One ranking as it was shown. Keys and no names; never changed but by what was decided on it.

    ``subject``: the code of the vacancy whose candidates, or of the resident whose vacancies, were ranked, as
    of the day ``on``. ``order``: keys of residents, or of vacancies, as they stood in each list (``ranked``,
    ``near``, ``check``). ``inputs``: what was ranked, in the exchange form of ``manage.py rank``, compressed:
    later data would not give the same order. It holds no more than stands elsewhere in this database, without
    names, and goes with the row. ``decided``: what followed, oldest first.
    """

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People for a vacancy")
        VACANCIES = "vacancies", _("Vacancies for a resident")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.CharField(max_length=12)
    on = models.DateField(_("as of"))
    shown_at = models.DateTimeField(_("shown at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who looked")
    )
    # Of the desk where it was looked at: its coordinators answer for what is done with it.
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    version = models.CharField(_("engine and weights"), max_length=80)
    inputs_hash = models.CharField(_("hash of the input"), max_length=64)
    order = models.JSONField(default=dict)
    # The filters that were on, as the address says them: they hide places and change none.
    narrowed = models.CharField(max_length=120, blank=True)
    inputs = models.BinaryField()
    decided = models.JSONField(default=list)

    scope_lenses = {DESK: ("centre", "centres")}

    objects = ScopedManager.from_queryset(RankingLogQuerySet)()

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        ordering = ["-shown_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "kind", "subject", "shown_at"], name="ranking_of_whom"),
            models.Index(fields=["centre", "shown_at"], name="ranking_of_centre"),
            models.Index(fields=["shown_at"], name="ranking_shown_at"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.shown_at:%Y-%m-%d}"

    @staticmethod
    def packed(inputs: Mapping[str, Any]) -> bytes:
        """Return what was ranked as ``inputs`` keeps it."""
        return zlib.compress(json.dumps(inputs, sort_keys=True, separators=(",", ":")).encode())

    def unpacked(self) -> dict[str, Any]:
        """Return what was ranked, as it was: ``vacancies`` and ``profiles``."""
        return json.loads(zlib.decompress(bytes(self.inputs)))
