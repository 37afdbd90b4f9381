"""What was suggested at night, for those who look after the residents."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.accounts.models import User
from matching.integrity.standing import barred
from matching.models import Suggestion
from residents.models.resident import held_by


def new_suggestions(user: User, since: datetime | None = None) -> QuerySet[Suggestion]:
    """Return what suits the residents of a coach and is suggested since then; without it, all. Best first.

    Only vacancies that are open still, of companies without a pause, of the open scope.
    """
    rows = Suggestion.objects.filter(held_by(user, "resident__"), vacancy__status=Vacancy.Status.OPEN)
    rows = rows.exclude(barred(timezone.localdate(), "vacancy__company"))
    if since:
        rows = rows.filter(suggested_at__gt=since)
    return rows.select_related("resident", "vacancy__company__organisation")
