"""`manage.py fair`: scores and seats as JSON in, who gets which seat out; no database."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matching.assignment.exchange import HELP, Unreadable, answer_text, read_problem
from matching.assignment.optimum import assign
from matching.assignment.problem import NoAssignment


class Command(BaseCommand):
    help = HELP
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            problem = read_problem(sys.stdin.read())
            answer = assign(
                problem.scores,
                problem.capacities,
                centre_limits=problem.centre_limits,
                apart=problem.apart,
                must=problem.must,
            )
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except NoAssignment as error:
            raise CommandError(
                "must: these seats break a capacity, a limit or each other", returncode=2
            ) from error
        self.stdout.write(answer_text(answer))
