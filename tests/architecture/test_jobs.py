"""What follows a commit goes through jobdesk.jobs, and nothing leaves the house by another door."""

import ast
from pathlib import Path

import pytest

from jobdesk.jobs.kinds import KINDS

ROOT = Path(__file__).parents[2]
APPS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides", "demo")
QUEUEING = {"delay", "delay_on_commit", "apply_async", "apply_async_on_commit", "send_task"}
MAILING = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "send_messages"}


def sources() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if not path.is_relative_to(ROOT / "jobdesk" / "jobs")]


def forbidden(tree: ast.AST) -> list[str]:
    """Return what a module does that only jobdesk.jobs may: queue a task, or send an e-mail."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.core.mail":
            found += [name.name for name in node.names if name.name in MAILING]
        if isinstance(node, ast.Attribute) and node.attr in QUEUEING | MAILING:
            found.append(node.attr)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "send":
            found.append("send")
    return found


def test_nothing_is_queued_or_sent_elsewhere():
    found = {str(path.relative_to(ROOT)): forbidden(ast.parse(path.read_text())) for path in sources()}
    assert len(found) > 300
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("task.delay(1)", ["delay"]),
        ("transaction.on_commit(task.delay)", ["delay"]),
        ("task.delay_on_commit(1)", ["delay_on_commit"]),
        ("app.tasks['x'].apply_async([1], countdown=3)", ["apply_async"]),
        ("from django.core.mail import send_mail", ["send_mail"]),
        ("mail.send_mail('s', 'b', None, [])", ["send_mail"]),
        ("EmailMessage('s').send()", ["send"]),
        ("enqueue('report', report.pk)", []),
    ],
)
def test_what_is_forbidden_is_found(code, names):
    assert forbidden(ast.parse(code)) == names


def asked_for() -> set[str]:
    """Return the kinds that the code asks for by name."""
    found = set()
    for path in [*sources(), *(ROOT / "jobdesk" / "jobs").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"enqueue", "enqueue_at_once"}
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_every_kind_that_is_asked_for_exists_and_every_kind_is_asked_for():
    assert asked_for() == set(KINDS)
