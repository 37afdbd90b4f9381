"""`manage.py load_esco DIR`: load an official ESCO download (docs/vocabulary.md)."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobdesk.vocabulary.esco import isco_codes, load_download
from jobdesk.vocabulary.esco_files import BadDownload, read_download

UNREADABLE = 2


class Command(BaseCommand):
    help = "Load the CSV files of an official ESCO download; ISCO-08 stays above its occupations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with the CSV files")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        begun = monotonic()
        self.stdout.write(f"Reading {folder}…")
        try:
            download = read_download(folder, isco_codes())
        except BadDownload as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        if load_download(download, self.stdout.write):
            self.stdout.write(f"Loaded in {monotonic() - begun:.0f} seconds.")
        else:
            self.stdout.write("This edition is loaded already; nothing changed.")
