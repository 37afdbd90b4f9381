"""Where the procedure stands after some events."""

from datetime import date, timedelta

import pytest

from law.engine import Event
from law.engine.procedure import Procedure, known_events

DAY = date(2026, 1, 1)


def events(*kinds: str | tuple[str, dict]) -> list[Event]:
    """One event a day, from the first of January on; a kind alone or with its fields."""
    named = [kind if isinstance(kind, tuple) else (kind, {}) for kind in kinds]
    return [Event(kind, DAY + timedelta(number), **fields) for number, (kind, fields) in enumerate(named)]


REFUSED, GRANTED = ("first_decision", {"result": "refused"}), ("first_decision", {"result": "granted"})
LATER = ("application_lodged", {"subsequent": True})


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], {}),
        (["application_lodged"], {"application": 0}),
        (["application_lodged", "application_lodged"], {"application": 0}),  # recorded twice
        ([LATER], {"application": 0, "subsequent": True}),
        (["application_lodged", LATER], {"application": 1, "subsequent": True}),
        (["application_lodged", REFUSED], {"application": 0, "refusal": 1}),
        (["application_lodged", REFUSED, "application_lodged"], {"application": 2, "subsequent": True}),
        (
            [REFUSED, "appeal_lodged", ("appeal_decided", {"result": "refused"})],
            {"refusal": 0, "appeal": 1, "lost": 2},
        ),
        (
            [REFUSED, "appeal_lodged", ("appeal_decided", {"result": "refused"}), LATER],
            {"application": 3, "subsequent": True},
        ),
        (
            [REFUSED, "appeal_lodged", ("appeal_decided", {"result": "annulled"})],
            {"annulled": 2, "annulled_refusal": 0},
        ),
        (
            [REFUSED, "appeal_lodged", ("appeal_decided", {"result": "granted"})],
            {"appeal": 1, "won_appeal": 2},
        ),
        (
            [REFUSED, ("appeal_decided", {"result": "granted"}), REFUSED],
            {"refusal": 2},
        ),
        ([GRANTED, REFUSED], {"refusal": 1}),
        ([REFUSED, GRANTED], {"granted": 1}),
        (
            ["application_lodged", ("track", {"value": "dublin"}), "dublin_transfer_notified"],
            {"application": 0, "track": "dublin", "dublin": 2},
        ),
        (
            ["dublin_transfer_notified", ("track", {"value": "dublin"})],
            {"track": "dublin", "dublin": 0},
        ),
        (
            ["dublin_transfer_notified", ("track", {"value": "regular"})],
            {"track": "regular"},  # taken up after all
        ),
        (
            [REFUSED, ("track", {"value": "accelerated"}), "subsequent_admissible", LATER],
            {"application": 3, "subsequent": True},
        ),
        (
            ["decision_elsewhere", "subsequent_admissible", ("status_granted", {"status": "refugee"})],
            {"elsewhere": 0, "admissible": 1, "status": 2},
        ),
        (["employer_notified"], {}),  # says nothing about the procedure
    ],
)
def test_events_leave_the_procedure_in_a_state(kinds, state):
    happened = events(*kinds)
    fields = {
        name: value if isinstance(value, bool | str) else happened[value] for name, value in state.items()
    }
    assert Procedure.of(happened) == Procedure(**fields)


def test_events_of_one_day_are_read_in_the_order_of_a_procedure():
    on = DAY + timedelta(3)
    kinds = ["employer_notified", "appeal_lodged", "first_decision", "track", "application_lodged", "oath"]
    same_day = [Event(kind, DAY) for kind in kinds]
    later, earlier = (
        Event("application_lodged", on + timedelta(1)),
        Event("status_granted", DAY - timedelta(1)),
    )
    assert [event.type for event in known_events([*same_day, later, earlier], on)] == [
        "status_granted",
        "application_lodged",
        "track",
        "first_decision",
        "appeal_lodged",
        "employer_notified",
        "oath",
    ]
    assert known_events([Event("track", on)], on) == [Event("track", on)]  # the day itself counts
