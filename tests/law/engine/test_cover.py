"""How far documents cover a day."""

from datetime import date

import pytest

from law.engine import Document, Event, Facts
from law.engine.case import EXPIRED, MISSING, NO_END, VALID, Case, Cover, earliest, given, latest
from law.engine.procedure import Procedure
from law.rules import Parameters

ON = date(2026, 6, 15)


def passport(from_on: str, until_on: str | None = None, kind: str = "W-document") -> Document:
    return Document(kind, day(from_on), day(until_on) if until_on else None)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def cover(*documents: Document) -> tuple[Cover, list[date]]:
    """The cover on 15 June, and the days ahead that were noted."""
    case = Case(Facts("NL", documents=documents), [], Procedure(), ON, Parameters([]))
    return case.cover("W-document"), sorted(case.days_ahead)


def test_none_covers_nothing():
    assert cover() == (Cover(MISSING), [])
    assert cover(passport("01-01", "12-31", kind="TWV")) == (Cover(MISSING), [])


def test_one_that_begins_later_is_announced():
    later, next_one = passport("08-01", "12-31"), passport("07-01", "07-31")
    assert cover(later, next_one) == (Cover(MISSING, begins_on=day("07-01")), [day("07-01"), day("08-01")])


@pytest.mark.parametrize(("first", "last"), [("06-15", "12-31"), ("01-01", "06-15")])
def test_both_ends_are_included(first, last):
    document = passport(first, last)
    assert cover(document)[0] == Cover(VALID, day(first), day(last), document)


def test_one_that_ended_says_when_and_which_comes_next():
    ended, older = passport("01-01", "06-14"), passport("01-01", "03-01")
    assert cover(older, ended)[0] == Cover(EXPIRED, until_on=day("06-14"))
    coming = passport("07-01", "12-31")
    assert cover(older, ended, coming)[0] == Cover(EXPIRED, until_on=day("06-14"), begins_on=day("07-01"))


def test_of_those_without_an_end_the_newest_counts():
    first, second = passport("01-01"), passport("02-01")
    assert cover(second, first)[0] == cover(first, second)[0] == Cover(NO_END, document=second)
    assert cover(passport("01-01", "03-01"), first)[0] == Cover(NO_END, document=first)


def test_an_unbroken_run_begins_with_its_first_document_in_whatever_order():
    run = [passport("01-01", "02-10"), passport("02-11", "04-30"), passport("04-20", "12-31")]
    gap = passport("05-01", "12-31")
    whole = Cover(VALID, day("01-01"), day("12-31"), run[2])
    for documents in (run, run[::-1], [run[1], run[2], run[0]], [run[2], run[0], run[1]]):
        assert cover(*documents)[0] == whole
    assert cover(run[0], gap)[0] == Cover(VALID, day("05-01"), day("12-31"), gap)


def test_a_short_document_inside_a_longer_one_does_not_move_its_beginning():
    long, short = passport("01-01", "12-31"), passport("02-01", "03-01")
    assert cover(short, long)[0] == Cover(VALID, day("01-01"), day("12-31"), long)


def test_days_that_are_not_known_do_not_count():
    assert (earliest(None, ON, day("06-16")), latest(None, ON, day("06-14"))) == (ON, ON)
    assert (earliest(None, None), latest(None), earliest(), latest()) == (None, None, None, None)


def test_a_fact_is_given_or_an_error_of_the_rules():
    event = Event("track", ON)
    assert given(event) is event
    with pytest.raises(AssertionError, match=r"^a rule was asked without the fact it rests on$"):
        given(None)
