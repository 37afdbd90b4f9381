"""What somebody at a desk knows of a journey: it goes before the estimate, in every ranking."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.desks.places import plain_name
from jobdesk.trail.audit import record
from jobdesk.trail.locks import hold
from matching.models import KnownJourney


@transaction.atomic
def say_journey(
    centre: Centre, municipality: str, *, minutes: int, minutes_at_night: int | None, reason: str, user: User
) -> KnownJourney:
    """Keep how many minutes a journey takes one way, by day and, if known, at night; return the new row.

    Ends what was said before, saves, records ``journey.said``. Of two at once the second one ends the first.
    """
    hold(centre)
    place = plain_name(municipality)
    KnownJourney.objects.standing().filter(centre=centre, place=place).order_by().update(
        ended_at=timezone.now()
    )
    row = KnownJourney.objects.create(
        centre=centre,
        municipality=municipality,
        place=place,
        minutes=minutes,
        minutes_at_night=minutes_at_night,
        reason=reason,
        said_by=user,
    )
    facts = {"centre": centre.pk, "municipality": municipality, "minutes": minutes}
    record("journey.said", row, facts | {"minutes_at_night": minutes_at_night, "reason": reason})
    return row


@transaction.atomic
def end_journey(row: KnownJourney) -> None:
    """Let the estimate count again. Saves, records ``journey.ended``; a second time does nothing."""
    hold(row)
    row.refresh_from_db(fields=["ended_at"])
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record("journey.ended", row)


@transaction.atomic
def take_up_journey(row: KnownJourney) -> None:
    """Let what was ended count again, unless something else was said since. Records ``journey.taken_up``."""
    hold(row.centre)
    row.refresh_from_db(fields=["ended_at"])
    is_other = KnownJourney.objects.standing().filter(centre=row.centre_id, place=row.place).exists()
    if row.ended_at is not None and not is_other:
        row.ended_at = None
        row.save(update_fields=["ended_at"])
        record("journey.taken_up", row)
