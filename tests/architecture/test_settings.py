"""docs/settings.md has one row for each variable that the code reads from the environment, and no other."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCES = [
    *(ROOT / "jobdesk" / "settings").glob("*.py"),
    ROOT / "manage.py",
    *(ROOT / "jobdesk").glob("*.py"),
]
READERS = {"env", "os.environ"}


def variables_read(source: str) -> set[str]:
    """The names in ``env.kind("NAME")``, ``os.environ.get("NAME")`` and ``os.environ["NAME"]``."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            reader, name = node.func.value, node.args[0]
        elif isinstance(node, ast.Subscript):
            reader, name = node.value, node.slice
        else:
            continue
        if ast.unparse(reader) in READERS and isinstance(name, ast.Constant):
            names.add(name.value)
    return names


def test_every_variable_is_documented_and_every_documented_one_is_read():
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    read = set().union(*(variables_read(path.read_text()) for path in SOURCES))
    assert sorted(documented) == sorted(read)


def test_compose_file_asks_for_documented_variables_only():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert asked - documented == set()


def test_compose_file_passes_every_documented_variable_on():
    """One that is left out would be read from .env, believed, and never reach the site."""
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (?:`([\w.]+)`)?", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE
    )
    compose = (ROOT / "docker-compose.yml").read_text()
    fixed = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL"}  # one place each in this file
    refused = {"DEBUG"}
    passed = dict(re.findall(r"^    ([A-Z_]+): \$\{\1:(?:-([\w.]*)|\?)}", compose, re.MULTILINE))
    assert set(passed) == {name for name, _default in rows} - fixed - refused
    documented = dict(rows)
    defaults = {name: default for name, default in passed.items() if default}
    assert defaults == {name: documented[name] for name in defaults}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('env.str("ONE", "")', {"ONE"}),
        ('os.environ["TWO"] + os.environ.get("THREE")', {"TWO", "THREE"}),
        ('os.environ.setdefault("FOUR", "x")', {"FOUR"}),
        ('other.str("FIVE")', set()),
    ],
)
def test_variables_read_finds_each_way_of_reading(source, names):
    assert variables_read(source) == names
