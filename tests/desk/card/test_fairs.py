"""A day on which the resident can meet companies stands on the card, with when and where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.card.fairs import fair_days
from desk.card.say import Say
from jobdesk.trail.scoping import system_scope
from tests.factories.accounts import UserFactory
from tests.factories.fairs import FairFactory, FairGuestFactory

pytestmark = pytest.mark.django_db


def test_invited_resident_reads_when_and_where_to_go():
    leader = UserFactory(name="Marieke Bos")
    fair = FairFactory(session__led_by=leader, session__place="Room 2")
    guest = FairGuestFactory(fair=fair)
    with system_scope("test"):
        (task,) = fair_days(guest.resident, timezone.localdate())
    when, where = task.lines
    assert when == Say("now_talk", job="Job fair", day=fair.session.on, start="13:00", end="15:00")
    assert where == Say("talk_place", place=f"{fair.session.centre.name}, Room 2", name=leader.short_name)


@pytest.mark.parametrize(
    ("guest", "session", "days"),
    [
        ({"status": "declined"}, {}, 0),
        ({}, {"status": "cancelled"}, 0),
        ({}, {"status": "held"}, 0),
        ({}, {}, 2),
    ],
)
def test_what_is_declined_cancelled_or_over_is_not_there(guest, session, days):
    row = FairGuestFactory(
        fair=FairFactory(**{f"session__{name}": value for name, value in session.items()}), **guest
    )
    with system_scope("test"):
        assert fair_days(row.resident, timezone.localdate() + timedelta(days=days)) == ()
