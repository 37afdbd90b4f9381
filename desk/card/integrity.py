"""That the coach wants to talk: of somebody whom a measure about a company touches. It names no company."""

from __future__ import annotations

from desk.card.now import Task
from desk.card.say import Say
from matching.models import MeasureTalk
from residents.models import Resident


def talks_asked(resident: Resident) -> tuple[Task, ...]:
    """Return one line, however many measures there are; nothing once the coach has spoken. One query."""
    waits = MeasureTalk.objects.filter(resident=resident, spoken_on=None).exists()
    return (Task("phone", (Say("now_speak"),)),) if waits else ()
