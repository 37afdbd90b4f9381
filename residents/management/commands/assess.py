"""`manage.py assess [--on DATE]`: facts as JSON lines in, decisions as JSON lines out (docs/rules.md)."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from law.engine import assess, parse_facts
from residents.management.answering import AnsweringCommand
from residents.management.lines import day_argument
from residents.right_to_work.wording import reason_text


class Command(AnsweringCommand):
    help = "Decide on the right to work: facts as JSON lines on standard input, decisions on standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--on", type=day_argument, help="the day to decide for (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        rules = self.parameters(is_shipped=options["shipped"])
        self.answer_lines(
            options["language"], parse_facts, lambda facts: assess(facts, on, rules).to_dict(reason_text)
        )
