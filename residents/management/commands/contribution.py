"""`manage.py contribution`: wages as JSON lines in, what is due and left out (docs/rules.md)."""

from typing import Any

from law.contributions import contribute, parse_wage
from residents.management.answering import AnsweringCommand
from residents.right_to_work.wording import line_text


class Command(AnsweringCommand):
    help = "Work out the contribution to the reception agency: wages as JSON lines on standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        rules = self.parameters(is_shipped=options["shipped"])
        self.answer_lines(
            options["language"], parse_wage, lambda wage: contribute(wage, rules).to_dict(line_text)
        )
