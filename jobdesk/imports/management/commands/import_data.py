"""Import a list from the command line: the same reading, rules and undo as in the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from jobdesk.accounts.hats import hat_that_may
from jobdesk.accounts.models import User
from jobdesk.desks.models import Organisation
from jobdesk.imports import services
from jobdesk.imports.kinds import kind_of, kinds
from jobdesk.imports.mapping import Mapping
from jobdesk.imports.models import Import, ImportRow
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import SYSTEM, Scope, open_scope

WRONG_ROWS, WRONG_INPUT = 1, 2  # exit codes


class Command(BaseCommand):
    help = (
        "Imports a list (CSV or XLSX). Exit code 0: imported, or nothing to do; 1: rows are wrong, so "
        "nothing was imported; 2: the file or the options cannot be used. See docs/import.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help=f"what is in the file: {', '.join(kinds())}")
        parser.add_argument("file", help="the list, as CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it, no more")
        parser.add_argument("--mapping", help="JSON file that says which column is what")
        parser.add_argument(
            "--as",
            dest="actor",
            required=True,
            help="e-mail address of the coordinator who imports, or the name of a job (sees every centre)",
        )
        parser.add_argument(
            "--source", default="", help="where the file comes from; remembers columns and keys"
        )
        parser.add_argument("--project", default="", help="code of the project, for rows that name none")
        parser.add_argument("--centre", default="", help="code of the centre, for rows that name none")
        parser.add_argument("--json", action="store_true", help="write each row as a line of JSON")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="nl")

    def handle(self, **options: Any) -> None:
        scope, organisation = self._actor(options["actor"], options["kind"])
        with translation.override(options["language"]), open_scope(scope):
            try:
                batch = self._sent(options, scope, organisation)
            except RuleBroken as error:
                raise CommandError(error.message, returncode=WRONG_INPUT) from None
            services.check_rows(batch)
            self._report(batch, as_json=options["json"])
            is_held_up = not kinds()[batch.kind].leaves_wrong_rows_out
            if is_held_up and batch.counts.get(ImportRow.Outcome.WRONG):
                raise CommandError("Nothing was imported.", returncode=WRONG_ROWS)
            if not options["dry_run"]:
                self._import(batch)

    def _actor(self, name: str, kind: str) -> tuple[Scope, Organisation | None]:
        if "@" not in name:
            return Scope(reader=SYSTEM, job=name[:60]), None
        try:
            user = User.objects.get(email__iexact=name, is_active=True)
            hat = hat_that_may(user, kind_of(kind).action)
            return hat.scope, services.organisation_of(hat)
        except RuleBroken as error:
            raise CommandError(error.message, returncode=WRONG_INPUT) from None
        except (User.DoesNotExist, LookupError):
            raise CommandError(f"{name} is no coordinator here.", returncode=WRONG_INPUT) from None

    def _sent(self, options: dict[str, Any], scope: Scope, organisation: Organisation | None) -> Import:
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=WRONG_INPUT) from None
        batch = services.send_file(
            content=content,
            name=path.name,
            kind=options["kind"],
            source_name=options["source"] or path.stem,
            organisation=organisation,
            language=options["language"],
            job=scope.job,
        )
        mapping = self._mapping(options["mapping"], batch)
        for name in ("project", "centre"):
            if options[name] and name in kinds()[batch.kind]().columns:
                mapping.fixed[name] = options[name]
        services.map_columns(batch, mapping, queue=False)
        return batch

    def _mapping(self, path: str | None, batch: Import) -> Mapping:
        guessed = Mapping.from_dict(batch.mapping)
        if not path:
            return guessed
        try:
            given = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=WRONG_INPUT) from None
        except ValueError:
            raise CommandError(f"{path} is no JSON.", returncode=WRONG_INPUT) from None
        if not isinstance(given, dict):
            raise CommandError(f"{path} holds no mapping.", returncode=WRONG_INPUT)
        if "sheet" not in given:
            given = {"sheet": guessed.sheet} | given
        return Mapping.from_dict(given)

    def _import(self, batch: Import) -> None:
        if not any(batch.counts.get(each) for each in (ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED)):
            self.stdout.write("Everything is there already.")
            return
        services.confirm_import(batch, queue=False)
        services.apply_rows(batch)
        if batch.status != Import.Status.APPLIED:
            raise CommandError(batch.message, returncode=WRONG_ROWS)
        self.stdout.write(f"Imported as {batch.code}.")

    def _report(self, batch: Import, *, as_json: bool) -> None:
        if batch.status != Import.Status.CHECKED:
            raise CommandError(batch.message, returncode=WRONG_INPUT)
        rows = batch.rows.order_by("number").iterator(1000)
        for row in rows:
            if as_json:
                self.stdout.write(json.dumps(_as_dict(row), ensure_ascii=False))
            elif row.outcome == ImportRow.Outcome.WRONG:
                for problem in row.problems:
                    self.stdout.write(_sentence(row, problem))
        counts = ", ".join(f"{batch.counts.get(each, 0)} {each}" for each in ImportRow.Outcome.values)
        if not as_json:
            self.stdout.write(f"{batch.code}: {counts}.")


def _as_dict(row: ImportRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "outcome": row.outcome,
        "code": row.code,
        "problems": row.problems,
        "remarks": row.remarks,
        "changes": row.changes,
    }


def _sentence(row: ImportRow, problem: dict[str, str]) -> str:
    where = f"{problem['column']}: " if problem["column"] else ""
    value = f" ({problem['value']})" if problem["value"] else ""
    return f"{row.number}: {where}{problem['message']}{value}"
