"""The answers over a span of days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given

from law.engine import assess, parse_facts
from law.engine.course import MOST, course_of
from law.rules import Parameters
from tests.law.engine import strategies as some
from tests.law.engine.lines import document, event

SHIPPED = Parameters.shipped()
APPLICANT = {
    "id": 1,
    "country": "NL",
    "birth_date": "1995-03-01",
    "reception": "COA",
    "events": [event("application_lodged", "2026-05-04")],
    "documents": [document("W-document", "2026-05-20", "2027-05-04")],
}


def told(line, from_on, until_on) -> list[tuple]:
    spans = course_of(parse_facts(line), from_on, until_on, SHIPPED)
    return [(span.from_on, span.until_on, span.decision.outcome) for span in spans]


def test_an_applicant_waits_works_and_stops_when_the_document_ends():
    assert told(APPLICANT, date(2026, 6, 1), date(2027, 12, 31)) == [
        (date(2026, 6, 1), date(2026, 11, 3), "not_yet"),
        (date(2026, 11, 4), date(2027, 5, 4), "needs_permit"),
        (date(2027, 5, 5), date(2027, 12, 31), "not_allowed"),
    ]


def test_a_day_before_an_event_does_not_know_it():
    granted = [*APPLICANT["events"], event("status_granted", "2026-12-01", status="refugee")]
    assert told({**APPLICANT, "events": granted}, date(2026, 11, 10), date(2026, 12, 31)) == [
        (date(2026, 11, 10), date(2026, 11, 30), "needs_permit"),
        (date(2026, 12, 1), date(2026, 12, 31), "allowed"),
    ]


def test_one_day_is_one_span():
    assert told(APPLICANT, date(2026, 11, 22), date(2026, 11, 22)) == [
        (date(2026, 11, 22), date(2026, 11, 22), "needs_permit")
    ]


@some.unhurried
@given(some.facts, some.days)
def test_every_day_has_the_answer_of_its_span(facts, on):
    until_on = on + timedelta(days=400)
    spans = course_of(facts, on, until_on, SHIPPED)
    assert 0 < len(spans) <= MOST
    assert (spans[0].from_on, spans[-1].until_on) == (on, until_on)
    for earlier, later in pairwise(spans):
        assert later.from_on == earlier.until_on + timedelta(days=1)
    for span in spans:
        for day in (span.from_on, span.until_on):
            answer = assess(facts, day, SHIPPED)
            assert (answer.outcome, answer.requires) == (span.decision.outcome, span.decision.requires)
