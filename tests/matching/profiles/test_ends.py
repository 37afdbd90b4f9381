"""Until when a vacancy is: as its company says, else the first quarter, which the page says is assumed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.profiles import demand_of, is_end_assumed, ranking_for
from matching.scoring.coefficients import FIRST_CONTRACT
from tests.matching.hotel import hotel_vacancy, room_attendant

START, SAID = timedelta(days=49), timedelta(days=300)


def day(after: timedelta):
    return timezone.localdate() + after


@pytest.mark.parametrize(
    ("fields", "ends", "is_assumed"),
    [
        ({"contract": "fixed_term"}, START + FIRST_CONTRACT, True),
        ({"contract": "temp_agency", "ends_on": SAID}, SAID, False),
        ({"contract": "permanent"}, None, False),
    ],
)
def test_the_last_day_is_that_of_the_vacancy(meeting, system, fields, ends, is_assumed):
    if "ends_on" in fields:
        fields = fields | {"ends_on": day(fields["ends_on"])}
    vacancy = hotel_vacancy(meeting.vacancy, **fields)
    assert demand_of(vacancy).ends_on == (ends and day(ends))
    assert is_end_assumed(vacancy) == is_assumed


def test_a_right_that_ends_before_the_last_day_is_a_near_miss(meeting, client_of):
    vacancy = hotel_vacancy(meeting.vacancy)
    room_attendant(meeting, "Expert")
    page = f"/vacancies/{vacancy.code}/propose/"
    response = client_of(meeting.coach).get(page)
    assert response.context["assumed_days"] == FIRST_CONTRACT.days
    assert "last day not said: 91 days assumed" in response.content.decode()
    with system_scope("test"):
        assert len(ranking_for(vacancy, timezone.localdate()).ranked) == 1
    hotel_vacancy(vacancy, ends_on=day(timedelta(days=600)))
    response = client_of(meeting.coach).get(page)
    assert response.context["assumed_days"] == 0
    assert "days assumed" not in response.content.decode()
    (row,) = response.context["people"].near.rows
    assert "right to work" in row.short.what.lower()
