"""What somebody types as the number of their company, in every country of the site and in an invented one."""

import pytest

from law.countries.be import COUNTRY as BELGIUM
from law.countries.company_number import CompanyNumberError
from law.countries.nl import COUNTRY as NETHERLANDS
from tests.countries.zembla import COUNTRY as ZEMBLA


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        (NETHERLANDS, "9999 0412", "99990412"),
        (NETHERLANDS, "KVK 99.99.04.12", "99990412"),
        # The check digits of KBO: 97 less the remainder of the first eight digits by 97.
        (BELGIUM, "BE 0999.904.110", "0999904110"),
        (BELGIUM, "999904110", "0999904110"),
        (BELGIUM, "(0)999 904 110", "0999904110"),
        (BELGIUM, "KBO 0999-904-110", "0999904110"),
        (ZEMBLA, "qx – 77", "QX77"),
        (ZEMBLA, "7", "7"),
        (ZEMBLA, "7" * 20, "7" * 20),
    ],
)
def test_number_is_read_as_it_is_written(country, typed, number):
    assert country.company_number.read(typed) == number


@pytest.mark.parametrize(
    ("country", "typed", "fault", "count"),
    [
        (NETHERLANDS, "9999 041", "length", 7),
        (NETHERLANDS, "", "digits", 0),
        (NETHERLANDS, "Hotel", "digits", 0),
        (NETHERLANDS, "9999041a", "digits", 8),
        (BELGIUM, "0999.904.1", "length", 8),
        (BELGIUM, "0999.904.111", "sum", 10),
        (BELGIUM, "2999.904.110", "sum", 10),
        (ZEMBLA, " ", "length", 0),
        (ZEMBLA, "X" * 21, "length", 21),
    ],
)
def test_wrong_number_is_refused_with_what_is_wrong(country, typed, fault, count):
    with pytest.raises(CompanyNumberError, match=f"{fault}, {count} characters") as refused:
        country.company_number.read(typed)
    assert (refused.value.fault, refused.value.count) == (fault, count)
