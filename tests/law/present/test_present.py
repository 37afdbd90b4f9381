"""Words for what a case can hold, also where it outlives the record that knew it."""

from datetime import date

import pytest

from law.contributions import Line
from law.countries.record import DocumentKind, EventKind, Requirement
from law.engine import ALLOWED, INCOMPLETE, NEEDS_PERMIT, NOT_ALLOWED, NOT_YET, OUTCOMES, Decision, Reason
from law.messages import Message
from law.present import (
    KINDS,
    badge_message,
    document_kind,
    event_kind,
    line_message,
    missing_message,
    reason_kind,
    reason_message,
    requirement_of,
    title_message,
    verdict_of,
    words,
)
from law.registry import country

ON = date(2026, 11, 22)


def decision(outcome: str, *codes: str, land: str = "NL", **fields) -> Decision:
    return Decision(outcome, ON, country=land, reasons=tuple(Reason(code) for code in codes), **fields)


def test_every_outcome_has_a_colour():
    assert tuple(KINDS) == OUTCOMES


@pytest.mark.parametrize(
    ("code", "land", "label"),
    [
        ("W-document", "NL", "W-document"),
        ("A-card", "BE", "A card"),
        ("attestation", "NL", "Attestation of immatriculation (orange card)"),  # came along from Belgium
        ("residence-permit", "BE", "Residence permit"),
        ("blue-pass", "NL", "blue-pass"),  # of no country any more
    ],
)
def test_a_document_is_named_by_its_own_country_or_its_code(code, land, label):
    assert (document_kind(code, land).code, document_kind(code, land).label) == (code, label)


def test_a_document_that_two_countries_have_is_that_of_the_country():
    own = country("BE").document_by_code["residence-permit"]
    assert document_kind("residence-permit", "BE") is own
    assert document_kind("residence-permit", "NL") is not own


def test_a_document_or_event_of_no_country_is_its_code_and_no_more():
    assert document_kind("blue-pass", "NL") == DocumentKind(code="blue-pass", label="blue-pass")
    assert event_kind("oath", "NL") == EventKind(code="oath", label="oath")


def test_an_event_is_that_of_the_country_of_another_or_its_code():
    assert event_kind("first_decision", "BE") is country("BE").event_by_code["first_decision"]
    assert event_kind("decision_elsewhere", "NL") is country("BE").event_by_code["decision_elsewhere"]


def test_a_requirement_that_left_the_country_is_its_code():
    assert requirement_of("TWV", "NL").label == "Work permit (TWV) by the employer"
    assert requirement_of("oath", "NL") == Requirement(code="oath", label="oath")


@pytest.mark.parametrize(
    ("name", "land", "message"),
    [
        ("birth_date", "NL", Message("Birth date")),
        ("attestation.mention", "BE", Message("Mention on the orange card")),  # the country's own word
        ("W-document", "NL", Message("W-document")),
        ("attestation", "NL", Message("Attestation of immatriculation (orange card)")),
        ("W-document.until", "NL", Message(words.END_OF_DOCUMENT, {"document": Message("W-document")})),
        ("W-document.from", "NL", Message(words.RULE, {"name": Message("W-document.from")})),
        (
            "no.such.document.until",
            "NL",
            Message(words.END_OF_DOCUMENT, {"document": Message("no.such.document")}),
        ),
        (
            "nl.work.waiting_months",
            "NL",
            Message(words.RULE, {"name": Message("Waiting time before an applicant may work")}),
        ),
    ],
)
def test_what_is_missing_is_a_fact_an_end_of_a_document_or_a_rule(name, land, message):
    assert missing_message(name, land) == message


def test_codes_in_a_sentence_become_words_and_the_rest_stays():
    reason = Reason("document_valid", {"document": "W-document", "until": ON}, country="NL")
    assert reason_message(reason).params == {"document": Message("W-document"), "until": ON}
    unknown = Reason("status_free", {"status": "", "since": ON}, country="NL")
    assert reason_message(unknown).params == {"status": "", "since": ON}
    granted = Reason("status_known", {"status": "granted", "since": ON}, country="NL")
    assert reason_message(granted).params["status"] == Message("Protection granted")
    odd = Reason("status_known", {"status": "knighted", "since": ON}, country="NL")
    assert reason_message(odd).params["status"] == Message("knighted")
    lives = Reason("in_reception", {"reception": "municipality"}, country="NL")
    assert reason_message(lives).params["reception"] == Message("Municipality")
    away = Reason("in_reception", {"reception": "camp"}, country="NL")
    assert reason_message(away).params["reception"] == Message("camp")


def test_a_reason_of_no_country_has_the_common_words():
    assert reason_message(Reason("appeal_lost", {"on": ON})) == Message(
        words.REASONS["appeal_lost"], {"on": ON}
    )


@pytest.mark.parametrize(
    ("outcome", "holds", "kind"),
    [
        (ALLOWED, True, "go"),
        (NOT_ALLOWED, False, "stop"),
        (INCOMPLETE, None, "open"),
        (NOT_YET, None, "wait"),
        (INCOMPLETE, True, "go"),
    ],
)
def test_a_reason_is_met_not_met_to_come_or_open(outcome, holds, kind):
    assert reason_kind(decision(outcome), Reason("waiting", holds=holds)) == kind


def test_a_line_of_a_sum_has_the_words_of_its_scheme_or_the_common_ones():
    own, common = Line("due_fedasil", scheme="cumul"), Line("net", scheme="cumul")
    assert line_message(own) == Message("Contribution to Fedasil", own.params)
    assert line_message(common) == Message(words.LINES["net"], common.params)


def test_only_what_is_allowed_or_refused_has_a_verdict():
    assert verdict_of(decision(NEEDS_PERMIT, "dublin_notified")) is None
    assert verdict_of(decision(ALLOWED, "appeal_pending")) is None
    assert verdict_of(decision(NOT_ALLOWED, "waiting")) == words.REFUSED_OTHERWISE
    # The first of the list of verdicts counts, in whatever order the reasons stand.
    both = decision(NOT_ALLOWED, "document_expired", "dublin_notified")
    assert verdict_of(both) == words.REFUSED["dublin_notified"]


def test_titles_say_from_when_and_with_what():
    assert title_message(decision(NOT_YET, requires=("TWV",))) == Message(
        "May not work yet", {"from_on": None}
    )
    later = decision(NOT_YET, requires=("TWV",), from_on=ON)
    assert title_message(later) == Message(
        "May not work yet: from %(from_on)s, with a work permit", {"from_on": ON}
    )
    bare = decision(NOT_YET, from_on=ON)
    assert title_message(bare) == Message("May not work yet: from %(from_on)s", {"from_on": ON})
    volunteer = decision(ALLOWED, work="volunteering", from_on=ON)
    assert title_message(volunteer) == Message("May volunteer since %(from_on)s", {"from_on": ON})
    assert badge_message(volunteer) == Message("May work freely")
    assert title_message(decision(NOT_ALLOWED, "waiting")) == Message("May not work", {"from_on": None})
    assert badge_message(decision(NOT_ALLOWED, "waiting")) == Message("No")
