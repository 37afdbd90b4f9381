"""What is suggested at night is kept until the next one; a pair that stays keeps its first day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from law.registry import installed
from matching.models import Suggestion
from matching.scoring import version
from matching.suggestions.finding import Suggested, suggestions_for

AT_ONCE = 5_000  # rows in one statement


def renew_suggestions(on: date) -> int:
    """Find the suggestions of every country anew; return how many there are. Asks for a system scope."""
    return sum(keep_suggestions(country, suggestions_for(country, on)) for country in installed())


@transaction.atomic
def keep_suggestions(country: str, found: list[Suggested]) -> int:
    """Replace the suggestions of a country by those that were found; return how many there are.

    Those that stay are known as long as before. Nothing of it is in the trail: nobody has read it yet.
    """
    made_by = version()
    stored = {
        (row.resident_id, row.vacancy_id): row
        for row in Suggestion.objects.filter(resident__centre__country=country)
    }
    wanted = {(each.resident, each.vacancy): each.score for each in found}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    for first in range(0, len(gone), AT_ONCE):
        Suggestion.objects.filter(pk__in=gone[first : first + AT_ONCE]).delete()
    other = []
    for key, score in wanted.items():
        row = stored.get(key)
        if row and (row.score, row.version) != (score, made_by):
            row.score, row.version = score, made_by
            other.append(row)
    Suggestion.objects.bulk_update(other, ["score", "version"], batch_size=500)
    Suggestion.objects.bulk_create(
        (
            Suggestion(resident_id=resident, vacancy_id=vacancy, score=score, version=made_by)
            for (resident, vacancy), score in wanted.items()
            if (resident, vacancy) not in stored
        ),
        batch_size=AT_ONCE,
    )
    return len(wanted)
