"""Code asks the catalogue for a purpose or a flag; the name of a kind of step stands in data only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from law.steps import countries, step_kinds
from residents.models import LegalEvent
from tests.architecture.test_law import APPS, ROOT

CATALOGUE = Path("law", "steps")
KINDS = frozenset(code for country in countries() for code in step_kinds(country))
# An event of the procedure and a kind of step have one name: such a word is a kind only where one is meant.
AMBIGUOUS = KINDS & frozenset(LegalEvent.Type)
PARAMETERS = frozenset({"kind", "kind__in", "kinds", "kind__exact"})


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts in an expression."""
    yield from (
        each for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def is_kind(node: ast.expr) -> bool:
    """Whether an expression is the kind of something: ``step.kind``, ``kind``."""
    return getattr(node, "attr", getattr(node, "id", "")) == "kind"


def about_kinds(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts that something's kind is compared with or chosen by: kind == "…", filter(kind__in=["…"])."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(is_kind, [node.left, *node.comparators])):
            yield from literals(node)
        elif isinstance(node, ast.keyword) and node.arg in PARAMETERS:
            yield from literals(node.value)


def named_kinds(source: str) -> list[tuple[int, str]]:
    """The lines of a module that name a kind of step, with its name."""
    tree = ast.parse(source)
    plain = [each for each in literals(tree) if each.value in KINDS - AMBIGUOUS]
    meant = [each for each in about_kinds(tree) if each.value in AMBIGUOUS]
    return sorted({(each.lineno, each.value) for each in [*plain, *meant]})


def test_no_code_names_a_kind_of_step():
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            relative = path.relative_to(ROOT)
            if app == "demo" or CATALOGUE in relative.parents or "migrations" in relative.parts:
                continue
            if named := named_kinds(path.read_text(encoding="utf-8")):
                found[str(relative)] = named
    assert found == {}


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('step.kind == "twv"', ["twv"]),
        ('ICONS = {"bsn": "idcard"}', ["bsn"]),
        ('steps.filter(kind__in=["dimona", other])', ["dimona"]),
        ('step.kind in ("volunteer_declaration",)', ["volunteer_declaration"]),
        ('open_step(resident, kind="volunteer_declaration")', ["volunteer_declaration"]),
        ('event.type == "volunteer_declaration"', []),
        ('step.entry.purpose == "number"', []),
    ],
)
def test_a_kind_is_found_however_it_is_named(source, named):
    assert [name for _line, name in named_kinds(source)] == named
