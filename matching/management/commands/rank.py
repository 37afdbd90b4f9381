"""`manage.py rank`: vacancies and profiles as JSON in, who suits which as JSON out; no database."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobdesk.vocabulary.find import Guess, found
from matching.scoring import Travel, rank
from matching.scoring.exchange import Unreadable, answer, read_day, read_profiles, read_vacancies

LANGUAGES = ("nl", "fr", "en")
# Nobody is there to be asked, and the answer says which occupation was taken: less than ``is_sure`` will do.
LIKELY = 0.5
Read = TypeVar("Read")


class Command(BaseCommand):
    help = "Ranks profiles for vacancies, in the exchange form of docs/matching.md. Reads no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vacancies", required=True, metavar="FILE", help="a JSON list of vacancies")
        parser.add_argument("--profiles", required=True, metavar="FILE", help="a JSON list of profiles")
        parser.add_argument("--on", required=True, metavar="DAY", help="the day of the ranking, 2026-11-30")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _refusing("--on", lambda: read_day(options["on"]))
        demands = _read(options["vacancies"], lambda content: read_vacancies(content, occupation_of))
        profiles = _read(options["profiles"], read_profiles)
        figures: dict[str, Any] = settings.TRAVEL
        travel = Travel(**figures)
        rankings = ((demand, rank(demand, profiles, on, travel=travel)) for demand in demands)
        self.stdout.write(json.dumps(answer(rankings, travel), sort_keys=True, allow_nan=False))


@cache
def occupation_of(text: str) -> str:
    """Return the unit group that a text means in the language that says it best; empty: none is likely."""
    best = max((_best(text, language) for language in LANGUAGES), key=lambda guess: guess.score)
    return best.code if best.score >= LIKELY else ""


def _best(text: str, language: str) -> Guess:
    return next(iter(found(text, language, limit=1)), Guess("", 0))


def _read(file: str, read: Callable[[str], Read]) -> Read:
    try:
        content = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file}: cannot be read: {error}", returncode=2) from error
    return _refusing(file, lambda: read(content))


def _refusing(where: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except Unreadable as error:
        raise CommandError(f"{where}: {error}", returncode=2) from error
