"""How fast lists are checked and imported, and what a large one takes of memory.

    [DATABASE_URL=postgres://…] .venv/bin/python bench/import.py [--rows 3000] [--wide 100000]

Baseline, November 2026, two shared cores: see BASELINE. Works in a test database of its own, which is made
and thrown away. First ``--rows`` residents and as many contacts go through the services, counted in
seconds of the processor; then a process of its own reads a workbook of ``--wide`` rows, as the check does.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.test")

import django

django.setup()

import openpyxl
from django.db import connection

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.imports.kinds import kind_of
from jobdesk.imports.mapping import Mapping, guess, headings_of, records
from jobdesk.imports.reading import open_book
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory

# 2,000 rows, while other work took both cores (load 2.6 to 2.9).
BASELINE = "residents 976 and 970 rows a processor second, contacts 1,771 and 1,635; 20,000 rows read in 4 s"
PROMISE = 300  # rows a processor second through the services, checked or imported


def residents(count: int) -> bytes:
    """A list as a centre sends it."""
    lines = ["V-nummer;Voornaam;Achternaam;Geboortedatum;M/V;Taal;Telefoon;Centrum;Aankomst"]
    born = date(1970, 1, 1)
    lines += [
        f"28{number:08};Amina{number};Darwish;{born + timedelta(days=number % 9000):%d-%m-%Y};v;Arabisch;"
        f"0612345678;bench;14-02-2026"
        for number in range(count)
    ]
    return "\n".join(lines).encode()


def contacts(count: int) -> bytes:
    """A contact with each of them."""
    day = date.today() - timedelta(days=3)  # noqa: DTZ011 - any day of the project
    lines = ["V-nummer;Datum;Hoe;Uitkomst;Opmerking"]
    lines += [f"28{number:08};{day:%d/%m/%Y};balie;interesse;Wil werken" for number in range(count)]
    return "\n".join(lines).encode()


def go(user, kind: str, content: bytes, count: int, fixed: dict) -> list[float]:
    """Check and import a list; return both speeds."""
    with open_scope(hat_for(user, Role.COORDINATOR).scope):
        batch = services.send_file(
            content=content, name="list.csv", kind=kind, source_name="bench",
            organisation=services.organisation_of(hat_for(user, "coordinator")), language="nl",
        )  # fmt: skip
        mapping = Mapping.from_dict(batch.mapping)
        mapping.fixed |= fixed
        services.map_columns(batch, mapping, queue=False)
        speeds = []
        for step in (services.check_rows, services.apply_rows):
            start = time.process_time()
            step(batch)
            speeds.append(count / (time.process_time() - start))
            if step is services.check_rows:
                services.confirm_import(batch, queue=False)
        assert batch.status == "applied", (batch.status, batch.message, batch.counts)
    print(f"{kind:10} checked {speeds[0]:,.0f} rows, imported {speeds[1]:,.0f} rows a processor second")
    return speeds


def write_wide(path: Path, count: int) -> None:
    """Write a workbook of many rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    for line in residents(count).decode().splitlines():
        sheet.append(line.split(";"))
    book.save(path)


def read_wide(path: Path) -> None:
    """Read a workbook; say how long it takes and what the whole process takes of memory."""
    before, start = peak(), time.process_time()
    opened, kind = open_book(path.read_bytes()), kind_of("residents")()
    headings = headings_of(opened, opened.sheets[0].name, 0, kind)
    mapping = guess(kind, headings.names)
    mapping.sheet = opened.sheets[0].name
    rows = sum(1 for _row in records(opened, kind, mapping, headings))
    seconds = time.process_time() - start
    print(f"read {rows:,} rows of XLSX in {seconds:.0f} s; memory rose from {before:.0f} to {peak():.0f} MB")


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, print, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000)
    parser.add_argument("--wide", type=int, default=100_000)
    parser.add_argument("--read", type=Path, help="only read this workbook")
    asked = parser.parse_args()
    if asked.read:
        read_wide(asked.read)
        return
    name = connection.creation.create_test_db(verbosity=0)
    try:
        centre = CentreFactory(code="bench")
        ProjectFactory(code="BENCH", centres=[centre])
        user = MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user
        speeds = go(user, "residents", residents(asked.rows), asked.rows, {})
        speeds += go(user, "contacts", contacts(asked.rows), asked.rows, {"project": "BENCH"})
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_wide(path, asked.wide)
        subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)
    print(f"baseline: {BASELINE}")
    if min(speeds) < PROMISE:
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
