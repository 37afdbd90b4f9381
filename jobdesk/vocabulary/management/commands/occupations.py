"""`manage.py occupations --language nl`: the unit groups of ISCO-08 of free texts (docs/vocabulary.md)."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jobdesk.vocabulary.data import LANGUAGES
from jobdesk.vocabulary.find import unit_groups


class Command(BaseCommand):
    help = "Read one free text a line from standard input; write a JSON line for each, with its unit groups."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=LANGUAGES, required=True, help="in which the texts are")

    def handle(self, *args: Any, language: str, **options: Any) -> None:
        # Texts from elsewhere may hold bytes that are no UTF-8: one of them must not end the run.
        for line in sys.stdin.buffer:
            text = line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n")
            answer = {"text": text, "codes": unit_groups(text, language)}
            self.stdout.write(json.dumps(answer))
