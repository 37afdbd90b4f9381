from decimal import Decimal

import pytest
from django.utils import translation

from residents.forms.years import YearsField


@pytest.mark.parametrize(("stored", "shown"), [("5.0", "5"), ("0.5", "0,5"), ("10.0", "10")])
def test_years_are_shown_as_people_say_them(stored, shown):
    field = YearsField(label="Years")
    with translation.override("nl"):
        value = field.prepare_value(Decimal(stored))
        assert field.widget.format_value(value) == shown
        assert field.clean(shown) == Decimal(stored)
