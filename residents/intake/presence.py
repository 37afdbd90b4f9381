"""Who else has an intake open: a hint, kept in the cache for as long as a page says that it is there."""

import time
from dataclasses import dataclass

from django.core.cache import cache

from jobdesk.accounts.models import User
from residents.intake.questions import PARTS, Part
from residents.models import Intake

STAYS = 75  # seconds: an open page says every 30 that it is there


@dataclass(frozen=True)
class Presence:
    """Somebody, and the part they have open."""

    name: str
    part: Part


def say_present(intake: Intake, user: User, part: Part) -> list[Presence]:
    """Note that somebody has a part open, and return who else is in the intake."""
    key, now = f"intake-open:{intake.pk}", time.time()
    here = {who: each for who, each in cache.get(key, {}).items() if now - each[2] < STAYS}
    here[user.pk] = (user.short_name, part.key, now)
    cache.set(key, here, STAYS)
    parts = {each.key: each for each in PARTS}
    return [
        Presence(name, parts[open_part])
        for who, (name, open_part, _seen_at) in here.items()
        if who != user.pk and open_part in parts
    ]
