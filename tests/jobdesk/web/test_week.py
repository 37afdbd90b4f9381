"""A week as 21 bits: asked for, and said in words."""

import pytest
from django.utils.translation import override

from jobdesk.web.week import WHOLE_WEEK, WeekField, days_text, parts_of_week, shifts_text

MONDAY_MORNING, MONDAY_NIGHT, SUNDAY_AFTERNOON = 1, 1 << 2, 1 << 19
BY_DAY_ON_WORKING_DAYS = sum(0b011 << (day * 3) for day in range(5))


@pytest.mark.parametrize(
    ("bits", "days", "shifts"),
    [
        (None, "", ""),
        (0, "", ""),
        (MONDAY_MORNING, "Mon", "mornings"),
        (MONDAY_NIGHT | SUNDAY_AFTERNOON, "Mon, Sun", "afternoons, nights"),
        (BY_DAY_ON_WORKING_DAYS, "Monday to Friday", "mornings, afternoons"),
        (WHOLE_WEEK, "Every day", "mornings, afternoons, nights"),
    ],
)
def test_week_in_words(bits, days, shifts):
    with override("en"):
        assert (days_text(bits), shifts_text(bits)) == (days, shifts)


def test_field_keeps_bits_and_shows_them_again():
    field = WeekField()
    bits = field.clean(["sun-afternoon", "mon-night"])
    assert bits == MONDAY_NIGHT | SUNDAY_AFTERNOON
    assert field.prepare_value(bits) == parts_of_week(bits) == ["mon-night", "sun-afternoon"]
    assert field.clean([]) is None
