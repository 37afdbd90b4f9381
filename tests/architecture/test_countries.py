"""Code asks the record of a country; nothing outside `law/countries/` compares one or names its offices."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from law import registry
from tests.architecture.test_law import APPS, ROOT

COUNTRIES = Path("law", "countries")
# Offices, papers and numbers of the two countries, as whole words.
NAMES = re.compile(
    r"(?<![\w-])(UWV|TWV|GVVA|BSN|COA|Nidos|IND|CGRS|CGVS|CALL|Dimona|Fedasil|Reba|VDAB|Actiris|Forem"
    r"|OV number|V-number|KvK|KVK|KBO|BCE|W-document|O-document"
    r"|A-card|A card|[Oo]range card|national register number)(?![\w-])"
)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module that decides something: not the countries, the demo, the gallery and the migrations."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            relative = path.relative_to(ROOT)
            left_out = (
                app == "demo" or "migrations" in relative.parts or relative.parts[:2] == ("jobdesk", "dev")
            )
            if not left_out and COUNTRIES not in relative.parents:
                yield relative, ast.parse(path.read_text(encoding="utf-8"))


def is_country(node: ast.expr) -> bool:
    """Whether an expression is the country of something: ``centre.country``, ``country.code``."""
    names = {getattr(part, "attr", getattr(part, "id", "")) for part in ast.walk(node)}
    return bool(names & {"country", "countries"})


def faults(tree: ast.Module) -> list[tuple[int, str]]:
    """The lines that compare a country with a text, name one by its code, or name an office or a paper."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(is_country, [node.left, *node.comparators])):
            texts = (part for each in [node.left, *node.comparators] for part in ast.walk(each))
            found |= {
                (part.lineno, part.value)
                for part in texts
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
            }
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            named = NAMES.search(node.value)
            if named or node.value in registry.installed():
                found.add((node.lineno, named[0] if named else node.value))
    return sorted(found)


def test_only_the_countries_know_what_differs_by_country():
    assert {str(path): found for path, tree in modules() if (found := faults(tree))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = centre.country == 'ZZ'", [(1, "ZZ")]),
        ("if 'ZZ' in countries: pass", [(1, "ZZ")]),
        ("x = {'NL': 1}", [(1, "NL")]),
        ("x = _('Ask UWV for it')", [(1, "UWV")]),
        ('def f():\n    """Of UWV."""\n', []),
        ("x = country not in ('', each.country)", []),
        ("x = 'coaching and finding'", []),
    ],
)
def test_check_finds_what_it_looks_for(source, found):
    assert faults(ast.parse(source)) == found


def test_templates_name_no_office_or_paper_of_a_country():
    left_out = {ROOT / "templates" / "dev"}
    found = {
        str(path.relative_to(ROOT)): named[0]
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if not left_out & {path, *path.parents} and (named := NAMES.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}
