"""Django's command, which also collects the texts of the data files: these are written once, in the data."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

from jobdesk.web.data_texts import texts_in

EXTENSIONS = ["html", "txt", "py", "toml"]


class _BuildFile(makemessages.BuildFile):
    """A file on its way to xgettext: of a data file, its texts as calls that xgettext knows."""

    def preprocess(self) -> None:
        if not self.path.endswith(".toml"):
            super().preprocess()
            return
        calls = [f"gettext_noop({text!r})\n" for text in texts_in(Path(self.path))]
        Path(self.work_path).write_text("".join(calls), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = _BuildFile

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect the texts of data files too, unless other kinds are asked for; none of tests/ and var/."""
        options["extensions"] = options["extensions"] or EXTENSIONS
        options["ignore_patterns"] = [*options["ignore_patterns"], "tests/*", "var/*"]
        super().handle(*args, **options)
