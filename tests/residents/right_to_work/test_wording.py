"""Every code of the rules has its sentence, and every sentence its parameters."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given

import law
from law import registry
from law.contributions import contribute
from law.engine import Reason, assess
from law.present import words
from law.rules import Parameters
from residents.right_to_work import wording
from tests.law.contributions.test_contribution import wages
from tests.law.engine import strategies as some
from tests.law.engine.lines import decide, document, event

LAW = Path(law.__file__).parent
# Which argument of which call of the rules is a code.
OF_REASONS, OF_LINES = {"because": 0, "lacks": 1}, {"line": 0}


def codes_in(calls: dict[str, int], folder: Path = LAW) -> set[str]:
    found: set[str] = set()
    for module in folder.rglob("*.py"):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                position = calls.get(call.func.attr)
                if position is not None:
                    found |= strings_of(call.args[position])
    return found


def strings_of(argument: ast.expr) -> set[str]:
    """The codes an argument can be: a text, or a choice between two."""
    if isinstance(argument, ast.IfExp):
        return strings_of(argument.body) | strings_of(argument.orelse)
    if isinstance(argument, ast.Name) and argument.id == "code":
        return set()  # inside `lacks`, which hands it on
    assert isinstance(argument, ast.Constant), ast.dump(argument)
    return {argument.value}


def test_every_reason_has_a_sentence():
    known = set(words.REASONS).union(*(country.reasons for country in registry.countries()))
    assert codes_in(OF_REASONS) == known


def required_in(folder: Path) -> set[str]:
    """The codes that the rules in a folder require: under ``requires``, or as the fourth of a decision."""
    given: list[ast.expr] = []
    for module in folder.rglob("*.py"):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                given += [each.value for each in call.keywords if each.arg == "requires"]
                if isinstance(call.func, ast.Attribute) and call.func.attr == "decide":
                    given += call.args[3:4]
    return {node.value for each in given for node in ast.walk(each) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("country", registry.countries(), ids=lambda country: country.code)
def test_a_country_has_words_for_what_its_rules_say(country):
    """Those of a neighbour do not help: a decision is told in the words of its own country."""
    assert codes_in(OF_REASONS, country.folder) - words.REASONS.keys() - country.reasons.keys() == set()
    assert required_in(country.folder) == country.requirement_by_code.keys()


def test_every_line_of_a_contribution_has_a_sentence():
    known = set(words.LINES).union(*(scheme.lines for scheme in registry.schemes().values()))
    assert codes_in(OF_LINES) == known


@some.unhurried
@given(some.facts, some.days)
def test_every_decision_can_be_told(facts, on):
    decision = assess(facts, on, Parameters.shipped())
    texts = [wording.reason_text(reason) for reason in decision.reasons]
    texts += [wording.decision_title(decision), wording.decision_badge(decision)]
    texts += [wording.missing_text(name, facts.country) for name in decision.missing]
    texts += [wording.requirement_text(name, facts.country) for name in decision.requires]
    assert [text for text in texts if not text or re.search(r"%\(|None", text)] == []


@given(wages)
def test_every_contribution_can_be_told(wage):
    contribution = contribute(wage, Parameters.shipped())
    country = registry.country_of_scheme(wage.scheme).code
    texts = [wording.line_text(line) for line in contribution.lines]
    texts += [wording.missing_text(name, country) for name in contribution.missing]
    assert [text for text in texts if not text or re.search(r"%\(|None", text)] == []


def applicant(on, more=(), **fields):
    return decide(
        on,
        "NL",
        [event("application_lodged", "2026-05-04"), *more],
        [document("W-document", "2026-05-20", "2027-05-04")],
        birth_date="1995-03-01",
        reception="COA",
        **fields,
    )


def test_the_resident_page_reads_as_drawn():
    decision = applicant("2026-11-22")
    with translation.override("en"):
        assert wording.decision_title(decision) == "May work since 4 November 2026, with a work permit"
        assert [wording.reason_text(reason) for reason in decision.reasons] == [
            "The asylum application has run for 6 months or longer (since 4 May 2026).",
            "The person is an adult and lives in reception of COA.",
            "W-document: valid until 4 May 2027.",
            "The employer must still get the work permit (TWV). It is valid for that employer only, at a "
            "wage that is usual for the work.",
        ]


@pytest.mark.parametrize(
    ("on", "more", "work", "title", "badge"),
    [
        (
            "2026-06-01",
            (),
            "employee",
            "May not work yet: from 4 November 2026, with a work permit",
            "Not yet",
        ),
        (
            "2026-11-22",
            (),
            "employee",
            "May work since 4 November 2026, with a work permit",
            "May work, with permit",
        ),
        ("2027-06-01", (), "employee", "May not work now: the document expired", "No: document expired"),
        (
            "2026-11-22",
            [event("dublin_transfer_notified", "2026-11-01")],
            "employee",
            "May not work: Dublin transfer",
            "No: Dublin",
        ),
        (
            "2026-11-22",
            [event("status_granted", "2026-11-01", status="refugee")],
            "employee",
            "May work freely since 1 November 2026",
            "May work freely",
        ),
        (
            "2026-11-22",
            (),
            "volunteering",
            "May volunteer since 4 May 2026, with a declaration by UWV",
            "May work, with permit",
        ),
        (
            "2026-11-22",
            [event("first_decision", "2026-11-01", result="refused"), event("appeal_lodged", "2026-11-02")],
            "employee",
            "Incomplete: something that decides is not known",
            "Incomplete",
        ),
    ],
)
def test_titles_and_badges(on, more, work, title, badge):
    decision = applicant(on, more, work=work)
    with translation.override("en"):
        assert (wording.decision_title(decision), wording.decision_badge(decision)) == (title, badge)


def test_notification_is_named_in_title_and_badge():
    decision = decide(
        "2026-06-01",
        "NL",
        [event("status_granted", "2026-01-10", status="temporary_protection")],
        [document("O-document", "2026-01-10", "2027-03-04")],
    )
    with translation.override("en"):
        assert wording.decision_title(decision) == (
            "May work since 10 January 2026, after the employer notified UWV"
        )
        assert wording.decision_badge(decision) == "May work, after notification"


def test_values_are_written_for_people():
    reason = Reason("in_centre", {"amount": Decimal("14.5")})
    with translation.override("en"):
        assert wording.reason_text(reason).endswith("at most €14.50 a week.")
        assert wording.missing_text("W-document.until", "NL") == "End of validity: W-document"
        assert wording.missing_text("nl.reba.food_week", "NL") == (
            "Rule for this day: Reba: value of food, by household"
        )
        assert wording.missing_text("nl.unheard_of", "NL") == "Rule for this day: nl.unheard_of"
    with translation.override("nl"):
        assert "4 mei 2026" in wording.reason_text(
            Reason("subsequent_counts_anew", {"lodged_on": date(2026, 5, 4)})
        )
