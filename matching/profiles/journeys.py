"""How journeys are estimated on this site, and those of which a desk knows better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings

from jobdesk.desks.places import plain_name
from matching.models import KnownJourney
from matching.scoring import Travel, version


def travel_figures() -> Travel:
    """Return the figures of the estimate, as the settings say; without what a desk knows."""
    figures: dict[str, Any] = settings.TRAVEL
    return Travel(**figures)


def engine_version() -> str:
    """Return the version of the engine with the figures of this site, as it stands with each ranking."""
    return version(travel=travel_figures())


def travel_to(municipalities: Iterable[str]) -> Travel:
    """Return the figures with the journeys that are known to these municipalities; one query.

    Those of the centres of the open scope: nobody else's residents are ranked in it.
    """
    named: dict[str, set[str]] = {}
    for municipality in municipalities:
        named.setdefault(plain_name(municipality), set()).add(municipality)
    rows = KnownJourney.objects.standing().filter(place__in=named)
    by_day, at_night = {}, {}
    for centre, place, minutes, minutes_at_night in rows.values_list(
        "centre_id", "place", "minutes", "minutes_at_night"
    ):
        for municipality in named[place]:
            by_day[str(centre), municipality] = minutes
            if minutes_at_night is not None:
                at_night[str(centre), municipality] = minutes_at_night
    return replace(travel_figures(), known=by_day, known_at_night=at_night)
