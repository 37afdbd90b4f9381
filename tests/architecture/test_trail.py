"""What services write about members, desks and the law can be read by an administrator, in words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from jobdesk.desks.trail import KIND_OF
from jobdesk.trail.telling import tellers

ROOT = Path(settings.BASE_DIR)
MODULES = [
    *(ROOT / "jobdesk" / "accounts").glob("*.py"),
    *(ROOT / "jobdesk" / "desks").glob("*.py"),
    ROOT / "residents" / "services" / "law.py",
    ROOT / "guides" / "services.py",
    ROOT / "jobdesk" / "admin.py",
]
SUBJECTS = {"access", "members", "organisation", "region", "centre", "project", "law_value"}
NOT_TOLD = {
    "members.account_made": "by whoever accepts; the invitation that was accepted is told",
    "members.profile_changed": "their own name and telephone",
}


def recorded() -> set[str]:
    """The actions that these modules write; a part that is put in stands for every noun or state."""
    nouns = {model._meta.model_name for _kind, model in KIND_OF.values()}
    parts = {"_noun(row)": nouns, "to_status": {"approved", "refused"}}
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if getattr(node.func, "attr", getattr(node.func, "id", "")) not in ("record", "record_many"):
                continue
            name = node.args[0]
            if isinstance(name, ast.Constant):
                found.add(name.value)
            elif isinstance(name, ast.JoinedStr):
                template = ast.unparse(name)[2:-1]
                for part, values in parts.items():
                    found |= {template.replace(f"{{{part}}}", each) for each in values if part in template}
    return found


def test_every_action_is_told_or_justified():
    told = {action for teller in tellers() for action in teller.actions}
    assert recorded() == told | set(NOT_TOLD)


@pytest.mark.parametrize("teller", tellers(), ids=lambda teller: teller.code)
def test_no_teller_tells_of_a_resident(teller):
    assert [
        action for action in teller.actions if action.split(".")[0] in ("resident", "step", "intake")
    ] == []
