"""Build a report from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from jobdesk.desks.models import Project
from jobdesk.trail import audit
from jobdesk.trail.scoping import system_scope
from reports.document.contents import ReportContents
from reports.document.pdf import render_pdf
from reports.document.xlsx import render_xlsx
from reports.indicators import Period
from reports.queries import report_contents

WRONG_INPUT = 2  # exit code


def day(text: str) -> date:
    """Read an option that is a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day. Write a day as 2023-12-31.") from None


class Command(BaseCommand):
    help = "Counts a report on a project and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, help="code of the project")
        parser.add_argument(
            "--from", dest="from_on", type=day, required=True, help="first day, as 2023-01-01"
        )
        parser.add_argument("--to", dest="to_on", type=day, required=True, help="last day")
        parser.add_argument(
            "--cut-off",
            dest="cut_off_on",
            type=day,
            help="day up to which what followed counts (the last day)",
        )
        parser.add_argument("--format", choices=["json", "pdf", "xlsx"], required=True)
        parser.add_argument("--output", required=True, help="file to write; - writes JSON to the screen")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="nl")

    def handle(self, **options) -> None:
        file_format, output = options["format"], options["output"]
        if output == "-" and file_format != "json":
            raise CommandError("Only JSON can be written to the screen.", returncode=WRONG_INPUT)
        period = self._period(options)
        project = self._project(options["project"])
        with system_scope("build_report"), translation.override(options["language"]):
            built = _rendered(report_contents(project, period), file_format)
            if output == "-":
                self.stdout.write(built.decode())
            else:
                self._write(Path(output), built)
            audit.record("report.write_file", project, {"format": file_format, "to": period.to_on})

    def _period(self, options: dict) -> Period:
        from_on, to_on = options["from_on"], options["to_on"]
        cut_off_on = options["cut_off_on"] or to_on
        if to_on < from_on:
            raise CommandError(f"--to {to_on} is before --from {from_on}.", returncode=WRONG_INPUT)
        if cut_off_on < to_on:
            raise CommandError(f"--cut-off {cut_off_on} is before --to {to_on}.", returncode=WRONG_INPUT)
        if cut_off_on > (today := timezone.localdate()):
            option = f"--cut-off {cut_off_on}" if to_on <= today else f"--to {to_on}"
            # As on the page: figures under days that have not been would change without a word.
            raise CommandError(
                f"{option} is still to come. Choose {today} or an earlier day.", returncode=WRONG_INPUT
            )
        return Period(from_on, to_on, cut_off_on)

    def _project(self, code: str) -> Project:
        try:
            return Project.objects.get(code=code)
        except Project.DoesNotExist:
            codes = ", ".join(Project.objects.order_by("code").values_list("code", flat=True)) or "none"
            raise CommandError(
                f"There is no project {code}. Projects: {codes}.", returncode=WRONG_INPUT
            ) from None

    def _write(self, path: Path, built: bytes) -> None:
        try:
            path.write_bytes(built)
        except OSError as error:
            raise CommandError(
                f"{path} cannot be written: {error.strerror}.", returncode=WRONG_INPUT
            ) from None


def _rendered(contents: ReportContents, file_format: str) -> bytes:
    if file_format == "pdf":
        return render_pdf(contents, timezone.localdate())
    if file_format == "xlsx":
        return render_xlsx(contents)
    return json.dumps(contents.to_dict(), indent=2, ensure_ascii=False).encode()
