"""The platform knows no app above it: import-linter sees the imports, this sees the strings."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

PLATFORM = Path(settings.BASE_DIR) / "jobdesk"
ABOVE = sorted(
    config.label
    for config in apps.get_app_configs()
    if Path(config.path).parent == Path(settings.BASE_DIR) and config.label != "jobdesk"
)
NAMES_THEM = {
    "settings": "say which apps there are",
    "urls.py": "the addresses of the whole site",
    "trail/access.py": "an area of actions may be called as an app is",
}
MODULES = {
    path.relative_to(PLATFORM).as_posix(): path
    for path in PLATFORM.rglob("*.py")
    if not {path.relative_to(PLATFORM).parts[0], path.relative_to(PLATFORM).as_posix()} & set(NAMES_THEM)
    and "migrations" not in path.parts
}


def named_apps(source: str) -> list[str]:
    """The strings of a module that lead into an app above: its URLs, models, tasks, modules or templates."""
    leads = re.compile(rf"(?:{'|'.join(ABOVE)})(?:[:/]\w|\.\w)[\w.:/-]*")
    tree = ast.parse(source)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts
        if leads.fullmatch(node.value)
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('reverse("desk:find")', ["desk:find"]),
        ('if label == "residents.resident": pass', ["residents.resident"]),
        ('render(request, "desk/today.html")', ["desk/today.html"]),
        ('"""See matching.places."""', []),
        ('reverse("accounts:members"), "residents"', []),
    ],
)
def test_names_of_apps_are_found(source, found):
    assert named_apps(source) == found


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_of_the_platform_names_an_app_above(name):
    assert named_apps(MODULES[name].read_text()) == []
