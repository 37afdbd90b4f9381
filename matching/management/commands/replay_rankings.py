"""`manage.py replay_rankings`: the rankings of an auditor's file, made again; no database."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matching.rankings.replay import replayed_from


class Command(BaseCommand):
    help = "Makes the rankings of a file for auditors again and says which differ. Reads no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file of “Rankings shown”: lines of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = total = 0
        for number, line in enumerate(
            Path(options["file"]).read_text(encoding="utf-8").splitlines(), start=1
        ):
            try:
                row = json.loads(line)
                found = replayed_from(
                    row["kind"], date.fromisoformat(row["on"]), row, row["order"], row["version"]
                )
            except (KeyError, ValueError) as error:
                raise CommandError(f"line {number}: cannot be read: {error!r}", returncode=2) from error
            total += 1
            if not found.is_same:
                differing += 1
                why = f", by engine {row['version']}" if found.is_other_version else ""
                self.stdout.write(f"ranking {row['id']} of {row['subject']} has another order{why}")
        self.stdout.write(f"{total} rankings, {differing} of them with another order")
        if differing:
            raise CommandError("Not all rankings are the same.", returncode=1)
