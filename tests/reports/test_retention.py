"""Who is still at work weeks after the start: what is not known is counted as not known."""

from datetime import date, timedelta

import pytest

from reports.indicators import Period, Placement, ProjectRows, cohorts_of, figures_of
from reports.indicators.tables import tables_of

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 31))
START = date(2023, 3, 1)
DAY = START + timedelta(weeks=13)


def work(person=1, started_on=START, *, status="standing", paid=True, **days) -> Placement:
    return Placement(person, status, "cleaning", paid, started_on, **days)


def state(*placements: Placement) -> list[str]:
    figures = figures_of(cohorts_of(ProjectRows(placements=placements), YEAR))
    return [part for part in ("due", "kept", "left", "unsure") if figures[f"{part}_13"]]


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ({}, "unsure"),
        ({"ended_on": DAY}, "kept"),  # worked on the day itself
        ({"ended_on": DAY - timedelta(days=1)}, "left"),
        ({"seen_on": DAY}, "kept"),
        ({"seen_on": DAY - timedelta(days=1)}, "unsure"),  # seen before is no proof of later
        ({"stopped_on": DAY}, "left"),
        ({"stopped_on": DAY + timedelta(days=1)}, "unsure"),  # stopped somewhere in between
        ({"seen_on": DAY + timedelta(days=30), "ended_on": DAY + timedelta(days=60)}, "kept"),
    ],
)
def test_what_is_known(days, known):
    assert state(work(**days)) == ["due", known]


def test_work_with_another_employer_counts():
    first = work(ended_on=START + timedelta(days=20))
    assert state(first, work(started_on=START + timedelta(days=30), seen_on=DAY)) == ["due", "kept"]
    assert state(first, work(started_on=START + timedelta(days=30))) == ["due", "unsure"]
    assert state(first, work(started_on=DAY + timedelta(days=1))) == ["due", "left"]


@pytest.mark.parametrize(
    ("started_on", "is_due"),
    [
        (YEAR.from_on - timedelta(weeks=13), True),
        (YEAR.from_on - timedelta(weeks=13, days=1), False),
        (YEAR.to_on - timedelta(weeks=13), True),
        (YEAR.to_on - timedelta(weeks=13) + timedelta(days=1), False),
    ],
)
def test_due_is_who_reaches_the_day_in_the_period(started_on, is_due):
    assert bool(state(work(started_on=started_on))) is is_due


def test_the_first_paid_day_counts_and_not_one_recorded_in_error():
    assert state(work(paid=False)) == []
    assert state(work(status="recorded_in_error")) == []
    before = work(started_on=START - timedelta(weeks=60), ended_on=START - timedelta(weeks=59))
    assert state(work(seen_on=DAY), before) == []


def test_the_three_parts_add_up_and_have_shares():
    rows = [work(person, seen_on=DAY) for person in range(6)]
    rows += [work(person, ended_on=START) for person in range(6, 9)] + [work(9)]
    cohorts = cohorts_of(ProjectRows(placements=tuple(rows)), YEAR)
    table = tables_of(cohorts, {})["retention_13"]
    assert table.total == 10
    assert [(row.code, row.value, row.share) for row in table.rows] == [
        ("kept_13", 6, 0.6),
        ("left_13", 3, 0.3),
        ("unsure_13", 1, 0.1),
    ]
