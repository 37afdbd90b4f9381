"""What is suggested at night is kept until the next one; a pair that stays keeps its first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from law.registry import installed
from matching.models import Suggestion
from matching.profiles import engine_version
from matching.suggestions.finding import Suggested, suggestions_for

AT_ONCE = 5_000  # rows in one statement
# Written as a set, by the database: as objects the rows of a country would take four times as long.
_KEEP = """
WITH found (resident_id, vacancy_id, score) AS (VALUES {rows})
INSERT INTO matching_suggestion (resident_id, vacancy_id, score, version, suggested_at)
SELECT resident_id, vacancy_id, score, %s, %s FROM found WHERE true
ON CONFLICT (resident_id, vacancy_id) DO UPDATE SET score = excluded.score, version = excluded.version
"""


def renew_suggestions(on: date) -> int:
    """Find the suggestions of every country anew; return how many there are. Asks for a system scope."""
    return sum(keep_suggestions(country, suggestions_for(country, on)) for country in installed())


@transaction.atomic
def keep_suggestions(country: str, found: Sequence[Suggested]) -> int:
    """Replace the suggestions of a country by those that were found; return how many there are.

    Those that stay are known as long as before. Nothing of it is in the trail: nobody has read it yet.
    """
    made_by = engine_version()
    rows = Suggestion.objects.filter(resident__centre__country=country).order_by()
    stored = {
        (resident, vacancy): (key, score, made)
        for key, resident, vacancy, score, made in rows.values_list(
            "pk", "resident_id", "vacancy_id", "score", "version"
        )
    }
    wanted = {each[:2] for each in found}
    gone = [key for pair, (key, *_rest) in stored.items() if pair not in wanted]
    for first in range(0, len(gone), AT_ONCE):
        Suggestion.objects.filter(pk__in=gone[first : first + AT_ONCE]).delete()
    other = [each for each in found if stored.get(each[:2], ())[1:] != (each.score, made_by)]
    for first in range(0, len(other), AT_ONCE):
        _write_set(other[first : first + AT_ONCE], made_by)
    return len(wanted)


def _write_set(found: Sequence[Suggested], made_by: str) -> None:
    # Keys and scores of our own: nothing of anybody's words.
    rows = ", ".join(f"({each.resident}, {each.vacancy}, {each.score!r})" for each in found)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(rows=rows), [made_by, now])
