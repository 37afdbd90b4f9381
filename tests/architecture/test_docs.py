"""The documents lead to what is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_paths_that_are_named_exist(document):
    """Paths in code marks that begin with a folder of ours; ``<app>`` and ``*`` stand for something."""
    rooms = "jobdesk|law|residents|employers|matching|desk|reports|guides|demo"
    folders = rf"(?:{rooms}|templates|static|tests|bench|bin|docs)"
    named = re.findall(rf"`({folders}/[\w./-]*)`", document.read_text())
    assert [path for path in named if not (ROOT / path).exists() and not (ROOT / f"{path}.py").exists()] == []
