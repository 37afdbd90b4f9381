"""What the commands `assess` and `contribution` share: read questions, write answers, name what is wrong."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from law.rules import Parameters
from residents.law_values import parameters_without_database
from residents.management.lines import LineError, parsed_lines

UNREADABLE = 2


class AnsweringCommand(BaseCommand):
    """Answers JSON lines of standard input on standard output. It needs no database."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--language",
            default="en",
            choices=[code for code, _name in settings.LANGUAGES],
            help="the language of the texts (default: en)",
        )
        parser.add_argument(
            "--shipped",
            action="store_true",
            help="leave out the values of the law that administrators added",
        )

    @staticmethod
    def parameters(*, is_shipped: bool) -> Parameters:
        """The values of the law to answer by."""
        return Parameters.shipped() if is_shipped else parameters_without_database()

    def answer_lines(
        self, language: str, parse: Callable[[Any], Any], answer: Callable[[Any], dict[str, Any]]
    ) -> None:
        """Answer every line that can be read; name the others on standard error and exit with 2."""
        unreadable = 0
        try:
            with translation.override(language):
                for question in parsed_lines(sys.stdin.buffer, parse):
                    if isinstance(question, LineError):
                        unreadable += 1
                        self.stderr.write(str(question))
                    else:
                        self.stdout.write(json.dumps(answer(question), ensure_ascii=False))
            self.stdout.flush()
        except BrokenPipeError:  # the reader has enough, as `head` does; Python would complain at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if unreadable:
            raise CommandError(f"lines that could not be read: {unreadable}", returncode=UNREADABLE)
