"""Code that decides names the values of the law that it decides by: nobody falls back on those shipped."""

import ast
from pathlib import Path

from law.rules import Parameters

ROOT = Path(__file__).parents[2]
APPS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides", "demo")
# What decides by the law, and the place of the parameters among its arguments.
DECIDING = {
    "assess": 2,
    "contribute": 1,
    "wage_test": 1,
    "wage_test_on": 3,
    "agreed_wage_test": 3,
    "placement_wage_test": 1,
    "course_of": 3,
}
# May read the shipped values alone, and why.
SHIPPED_ALONE = {
    "residents/law_values/in_force.py": "puts the values in force together",
    "residents/law_values/screen.py": "tells what is shipped from what was added",
    "residents/law_values/sources.py": "translates what was shipped, and not what was added",
    "residents/management/answering.py": "--shipped asks for it",
    "law/rules/parameters.py": "is where they are read",
    "residents/services/reassessment.py": "compares the fingerprint of a release with that of the one before",
    "demo/situations.py": "chooses days; the demo adds its own values afterwards",
}


def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            found.append((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))))
    return found


def name_of(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def is_named(call: ast.Call) -> bool:
    place = DECIDING[name_of(call.func)]
    return len(call.args) > place or any(each.arg == "parameters" for each in call.keywords)


def test_every_decision_is_given_its_parameters():
    calls = [
        (path, call)
        for path, tree in modules()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call.func) in DECIDING
    ]
    assert len(calls) > len(DECIDING)
    assert [f"{path}:{call.lineno}" for path, call in calls if not is_named(call)] == []


def test_the_shipped_values_are_read_alone_only_where_argued():
    readers = {
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == Parameters.shipped.__name__
    }
    assert readers <= set(SHIPPED_ALONE), readers - set(SHIPPED_ALONE)
