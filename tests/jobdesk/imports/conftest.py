"""A coordinator of one centre, a foreign centre, and files made on the spot."""

import io
from contextlib import suppress

import pytest
from openpyxl import Workbook

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services
from jobdesk.imports.mapping import Mapping
from jobdesk.imports.models import Import
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def centre(db):
    return CentreFactory(code="almere", name="Almere")


@pytest.fixture
def elsewhere(db):
    return CentreFactory(code="hasselt", name="Elsewhere")


@pytest.fixture
def project(centre):
    return ProjectFactory(code="P1", centres=[centre])


@pytest.fixture
def coordinator(centre, project):
    return MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user


@pytest.fixture
def bring(coordinator):
    """Send a file and check it; ``apply=True`` brings it in. Returns the import as it is then."""

    def bring(content, kind="residents", *, apply=False, source="List", fixed=None, words=None, columns=None):
        with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
            batch = services.send_file(
                content=content if isinstance(content, bytes) else content.encode(),
                name="list.csv",
                kind=kind,
                source_name=source,
                organisation=services.organisation_of(hat_for(coordinator, Role.COORDINATOR)),
                language="en",
            )
            mapping = Mapping.from_dict(batch.mapping)
            mapping.fixed |= fixed or {}
            mapping.words |= words or {}
            mapping.columns |= columns or {}
            services.map_columns(batch, mapping, queue=False)
            services.check_rows(batch)
            if apply and batch.status == Import.Status.CHECKED:
                with suppress(RuleBroken):  # the status and the rows say why
                    services.confirm_import(batch, queue=False)
                    services.apply_rows(batch)
        batch.refresh_from_db()
        return batch

    return bring


def workbook(*rows, **sheets) -> bytes:
    """An XLSX with these rows on the first sheet, and other sheets by name."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def results(batch) -> list[tuple]:
    """Row, outcome, and what is wrong with it."""
    return [
        (row.number, row.outcome, [(each["column"], each["message"]) for each in row.problems])
        for row in batch.rows.order_by("number")
    ]
