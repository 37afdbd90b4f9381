"""No service changes a case behind the back of a ranking: each writes the trail, which is followed."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings

from matching.models import MatchProfile

ROOT = Path(settings.BASE_DIR)
SERVICES = [
    path for room in ("residents", "matching", "desk") for path in (ROOT / room / "services").glob("*.py")
]
TOLD_BY = {"record", "record_many", "record_status", "record_status_many", "change_status", "tell_of_cases"}
# Nothing of a case changes in these; the reason stands beside each.
UNTOLD = {
    "index_residents": "the words by which somebody is found are no part of a profile",
    "approve_vacancy": "of a vacancy, which is read as it is",
    "note_first_seen": "when a company looked at a card",
    "keep_ranking": "who was shown which ranking, in a log of its own",
    "note_decision": "what was decided on a ranking, in that log too",
    "keep_suggestions": "what is found at night is in nobody's file",
    "_test_vacancies": "of vacancies too",
}
# All that a ranking may read. Whoever adds a column thinks about what it can stand for.
COLUMNS = {
    "resident", "centre", "country", "is_guided", "consent_until", "at_work_at", "is_looking",
    "open_proposals", "eligible_from", "lead_days", "first_on", "permit_employer", "work_until",
    "isco_1", "isco_2", "isco_3", "years_1", "years_2", "years_3", "wishes", "work_bits", "read_units",
    "nl", "fr", "en", "de", "skills", "certificates",
    "availability", "lessons", "hours_max", "travel_max", "means",
}  # fmt: skip


def is_transaction(function: ast.FunctionDef) -> bool:
    return any("transaction.atomic" in ast.unparse(each) for each in function.decorator_list)


def called(function: ast.FunctionDef) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {getattr(each, "attr", getattr(each, "id", "")) for each in calls}


def services() -> tuple[dict[str, set[str]], set[str]]:
    """What each function of the services calls, by its name, and which of them are transactions."""
    calls, transactions = defaultdict(set), set()
    for path in SERVICES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                calls[node.name] |= called(node)
                if is_transaction(node):
                    transactions.add(node.name)
    return calls, transactions


def untold() -> set[str]:
    """The transactions from which no call, of any depth, comes to the trail."""
    calls, transactions = services()
    telling = set(TOLD_BY)
    while more := {name for name, names in calls.items() if names & telling} - telling:
        telling |= more
    return transactions - telling


def test_there_are_services_to_look_at():
    assert len(services()[1]) > 150


def test_every_service_writes_the_trail_or_is_justified():
    assert untold() == set(UNTOLD)


def test_a_profile_has_no_column_that_nobody_thought_about():
    assert {field.name for field in MatchProfile._meta.get_fields()} == COLUMNS


@pytest.mark.parametrize("word", ["nation", "origin", "gender", "birth", "age", "faith", "child", "family"])
def test_no_column_of_a_profile_is_about_who_somebody_is(word):
    parts = {part for field in COLUMNS for part in field.split("_")}
    assert word not in parts
