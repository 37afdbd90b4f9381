"""docs/import.md names every column of every kind, as the code has them."""

from pathlib import Path

import pytest
from django.conf import settings

from jobdesk.imports.documentation import tables
from jobdesk.imports.kinds import kinds

DOCS = (Path(settings.BASE_DIR) / "docs" / "import.md").read_text()


@pytest.mark.parametrize("slug", list(kinds()))
def test_columns_of_each_kind_are_documented_as_they_are(slug):
    assert tables(slug) in DOCS
