"""What is due from a wage, by the published and the worked figures (rules.md A4 and B2)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.contributions import Wage, contribute, parse_wage
from law.rules import Parameter, Parameters
from law.rules.reading import FactError

SHIPPED = Parameters.shipped()


def answer(**line):
    return contribute(parse_wage({"id": "w", **line}), SHIPPED)


def cumul(net=None, on="2025-06-01", **line):
    return answer(scheme="cumul", on=on, net=net, **line)


def reba(net=None, on="2025-10-01", **line):
    return answer(scheme="reba", on=on, net=net, **{"adults": 1, "weeks_worked_in_52": 10, **line})


# -- cumul (RD 2024-04-16) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("net", "due", "left"),
    [
        ("0", "0.00", "0.00"),
        ("265", "0.00", "265.00"),  # up to 265 nothing
        ("265.01", "0.00", "265.01"),
        ("265.02", "0.01", "265.01"),  # 0.007 rounds up
        ("900", "222.25", "677.75"),  # published
        ("1000", "257.25", "742.75"),  # published
        ("1500", "482.25", "1017.75"),  # 257.25 + 45% of 500
        ("1800", "632.25", "1167.75"),  # 482.25 + 50% of 300
        ("1000.10", "257.30", "742.80"),  # 257.295, half a cent up
    ],
)
def test_cumul_takes_a_share_of_each_part_of_the_net_income(net, due, left):
    contribution = cumul(net)
    assert (contribution.due, contribution.left) == (Decimal(due), Decimal(left))
    assert contribution.missing == ()
    assert contribution.provisional is False


@pytest.mark.parametrize("above", [265, 1000, 1500])
def test_cumul_never_falls_nor_leaves_nothing_within_a_euro_of_a_bracket(above):
    nets = [Decimal(above) + Decimal(cents) / 100 for cents in range(-100, 101)]
    due = [cumul(str(net)).due for net in nets]
    assert due == sorted(due)
    assert due[0] >= 0
    assert due[nets.index(Decimal(above)) - 50] == {
        265: Decimal("0.00"), 1000: Decimal("257.08"), 1500: Decimal("482.03")
    }[above]  # fmt: skip


@pytest.mark.parametrize(("net", "due"), [("264.50", "0.00"), ("999.40", "257.04")])
def test_cumul_just_below_a_bracket(net, due):
    assert cumul(net).due == Decimal(due)


def test_cumul_from_its_first_day():
    assert cumul(900, on="2024-07-01").due == Decimal("222.25")


def test_cumul_was_not_applied_before_the_decree():
    contribution = cumul(900, on="2024-06-30")
    assert (contribution.due, contribution.left) == (Decimal("0.00"), Decimal("900.00"))
    assert [line.code for line in contribution.lines] == ["net", "not_applied", "due_fedasil"]


def test_undeclared_income_costs_half_of_the_gross():
    contribution = cumul(700, gross=1000, declared=False)
    assert (contribution.due, contribution.left) == (Decimal("500.00"), Decimal("200.00"))


def test_the_sum_of_undeclared_income_is_told_with_its_rule():
    (_net, line, _due) = cumul(700, gross=1000, declared=False).lines
    said = (line.code, line.amount, line.params, line.scheme)
    assert said == ("undeclared", Decimal("500.0"), {"percent": 50, "gross": 1000}, "cumul")
    (_net, unknown) = cumul(700, declared=False).lines
    assert (unknown.code, unknown.amount, unknown.params) == (
        "undeclared_gross_unknown",
        None,
        {"percent": 50},
    )
    assert (
        line.source == unknown.source == SHIPPED.value("be.cumul.undeclared_share", date(2025, 6, 1)).source
    )


def test_undeclared_income_without_a_net_wage_leaves_open_what_is_left():
    contribution = cumul(gross="1000.01", declared=False)
    assert (contribution.due, contribution.left) == (Decimal("500.01"), None)
    assert contribution.missing == ("net",)


def test_undeclared_income_without_a_gross_wage_is_incomplete():
    contribution = cumul(700, declared=False)
    assert (contribution.due, contribution.left, contribution.missing) == (None, None, ("gross",))


@pytest.mark.parametrize("status", ["refugee_in_transition", "minor_student"])
def test_exempt_people_pay_nothing(status):
    contribution = cumul(1800, status=status)
    assert (contribution.due, contribution.left) == (Decimal("0.00"), Decimal("1800.00"))


def test_cumul_has_no_rule_for_a_dutch_status_holder():
    contribution = cumul(1800, status="status_holder")
    assert (contribution.due, contribution.missing) == (None, ("status",))


def test_cumul_without_a_net_wage_is_incomplete():
    contribution = cumul(gross=1500)
    assert (contribution.due, contribution.left, contribution.missing) == (None, None, ("net",))


# -- Reba --------------------------------------------------------------------------------------------


def test_the_worked_example_within_the_24_weeks():
    contribution = reba(400, weeks_worked_in_52=24)
    assert (contribution.due, contribution.left) == (Decimal("300.00"), Decimal("100.00"))
    assert contribution.missing == ()
    assert contribution.provisional is True  # whether COA still applies the 24 weeks is not known


def test_the_worked_example_after_the_24_weeks():
    contribution = reba(400, weeks_worked_in_52=25)
    assert (contribution.due, contribution.left) == (Decimal("400.00"), Decimal("0.00"))


def test_a_status_holder_has_no_limit_of_weeks():
    assert reba(400, weeks_worked_in_52=52, status="status_holder").due == Decimal("300.00")
    assert reba(400, weeks_worked_in_52=None, status="status_holder").due == Decimal("300.00")


@pytest.mark.parametrize(
    ("adults", "children", "cap"),
    [
        (1, 0, "421.09"),  # 47.25 x 4.33 + 50 x 4.33 = 204.5925 + 216.50
        (2, 0, "733.94"),  # 94.50 x 4.33 + 75 x 4.33
        (1, 1, "698.78"),  # (47.25 + 39.13) x 4.33 + 324.75
        (2, 1, "841.71"),  # (75.60 + 31.29) x 4.33 + 378.875
        (2, 2, "956.76"),  # (66.22 + 54.74) x 4.33 + 433.00
        (2, 3, "1075.27"),  # housing stays at 433.00
    ],
)
def test_the_value_of_the_reception_is_the_most_that_is_due(adults, children, cap):
    contribution = reba(5000, adults=adults, children=children)
    assert contribution.due == Decimal(cap)


def test_the_part_that_does_not_count_has_a_maximum():
    lines = {line.code: line.amount for line in reba(1300).lines}
    assert lines["exempt"] == Decimal("285.00")


def test_the_medical_part_is_not_known_from_november_2025():
    """The figures on the drawn resident page: net 1,380, at least 421.09, at most 958.91 left."""
    contribution = reba(1380, on="2025-11-01")
    assert (contribution.due, contribution.left) == (None, None)
    assert (contribution.due_at_least, contribution.left_at_most) == (Decimal("421.09"), Decimal("958.91"))
    assert contribution.missing == ("nl.reba.medical_month",)


def test_a_wage_below_any_possible_cap_is_certain_and_still_names_what_is_not_known():
    contribution = reba(400, on="2025-11-01")
    assert (contribution.due, contribution.left) == (Decimal("300.00"), Decimal("100.00"))
    assert contribution.missing == ("nl.reba.medical_month",)


def test_an_administrators_medical_amount_completes_the_answer():
    medical = Parameter("nl.reba.medical_month", Decimal("120.50"), "COA", "O", from_on=date(2025, 11, 1))
    wage = Wage("reba", date(2026, 1, 1), net=Decimal(1380), adults=1, weeks_worked_in_52=1)
    contribution = contribute(wage, SHIPPED.extended([medical]))
    assert (contribution.due, contribution.missing) == (Decimal("541.59"), ())


def test_unknown_weeks_leave_open_whether_a_part_counts():
    contribution = reba(400, weeks_worked_in_52=None)
    assert (contribution.due, contribution.due_at_least) == (None, Decimal("300.00"))
    assert contribution.missing == ("weeks_worked_in_52",)


def test_unknown_weeks_do_not_matter_when_the_cap_binds_either_way():
    contribution = reba(2000, weeks_worked_in_52=None)
    assert (contribution.due, contribution.missing) == (Decimal("421.09"), ("weeks_worked_in_52",))


def test_an_unknown_family_leaves_the_cap_open():
    contribution = reba(2000, adults=None)
    assert (contribution.due, contribution.due_at_least) == (None, Decimal("421.09"))
    assert contribution.missing == ("adults",)


def test_years_without_a_known_maximum_name_it():
    contribution = reba(400, on="2024-06-01")
    assert contribution.missing == ("nl.reba.exempt_maximum",)
    assert (contribution.due, contribution.due_at_least) == (None, Decimal("300.00"))


def test_reba_without_a_net_wage_is_incomplete():
    contribution = reba(gross=1500)
    assert (contribution.due, contribution.left, contribution.missing) == (None, None, ("net",))


def test_a_rule_that_is_in_no_catalogue_ends_the_sum_and_is_named():
    rules = Parameters(each for each in SHIPPED.entries if each.name != "nl.reba.exempt_share")
    wage = Wage("reba", date(2025, 10, 1), id="w", net=Decimal(400), adults=1, weeks_worked_in_52=10)
    contribution = contribute(wage, rules)
    assert (contribution.id, contribution.due, contribution.left) == ("w", None, None)
    assert contribution.missing == ("nl.reba.exempt_share",)
    assert contribution.lines[0].code == "net"


# -- reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"scheme": "tax"}, "scheme: 'tax' is not one of reba, cumul"),
        ({"on": "2025-02-30"}, "on: 2025-02-30 is not a day in the calendar"),
        ({"net": "-1"}, "net: '-1' is not an amount from 0 to 1000000 euros"),
        ({"net": 1_000_000}, "net: 1000000 is not an amount from 0 to 1000000 euros"),
        ({"net": "much"}, "net: 'much' is not an amount written as 1234.50"),
        ({"net": "12,50"}, "net: '12,50' is not an amount written as 1234.50"),
        ({"net": "1_000"}, "net: '1_000' is not an amount written as 1234.50"),
        ({"net": "١٢"}, "net: '١٢' is not an amount written as 1234.50"),
        ({"net": True}, "net: True is not an amount"),
        ({"net": "1e9999"}, "net: '1e9999' is not an amount written as 1234.50"),
        ({"net": 1e9999}, "net: inf is not an amount from 0 to 1000000 euros"),
        ({"net": "NaN"}, "net: 'NaN' is not an amount written as 1234.50"),
        ({"adults": 0}, "adults: at least one adult is needed"),
        ({"adults": 51}, "adults: 51 is more than 50"),
        ({"children": -1}, "children: -1 is not a whole number of zero or more"),
        ({"children": 10**40}, f"children: {10**40} is more than 50"),
        ({"weeks_worked_in_52": 53}, "weeks_worked_in_52: 53 is more than 52 weeks"),
        ({"weeks_worked_in_52": "ten"}, "weeks_worked_in_52: 'ten' is not a whole number of zero or more"),
        ({"declared": "yes"}, "declared: 'yes' is not true or false"),
        ({"hours": 24}, "hours: is not a known field"),
        ({"id": None}, "id: is required"),
    ],
)
def test_a_wage_line_that_cannot_be_read_names_its_field(line, message):
    with pytest.raises(FactError) as caught:
        parse_wage({"id": "w", "scheme": "cumul", "on": "2025-06-01", **line})
    assert str(caught.value) == message


def test_the_largest_family_that_is_read():
    wage = parse_wage({"id": "w", "scheme": "reba", "on": "2025-10-01", "adults": 50, "children": 50})
    assert (wage.adults, wage.children) == (50, 50)


# -- properties --------------------------------------------------------------------------------------

amounts = st.decimals(0, 9999, places=2)
days = st.dates(date(2024, 2, 1), date(2028, 12, 31))
wages = st.builds(
    Wage,
    scheme=st.sampled_from(["reba", "cumul"]),
    on=days,
    net=st.none() | amounts,
    gross=st.none() | amounts,
    declared=st.booleans(),
    status=st.sampled_from(["applicant", "status_holder", "refugee_in_transition", "minor_student"]),
    adults=st.none() | st.integers(1, 4),
    children=st.integers(0, 5),
    weeks_worked_in_52=st.none() | st.integers(0, 52),
)


@given(wages)
def test_what_is_due_and_what_is_left_add_up_to_the_net_wage(wage):
    contribution = contribute(wage, SHIPPED)
    if contribution.left is not None:
        assert contribution.due + contribution.left == wage.net
    if contribution.due is None or contribution.left is None:
        assert contribution.missing != ()


@given(wages, amounts)
def test_more_net_wage_never_leaves_less_due(wage, extra):
    if not wage.declared or wage.net is None:
        return
    more = Wage(**{name: getattr(wage, name) for name in Wage.__slots__} | {"net": wage.net + extra})
    before, after = contribute(wage, SHIPPED), contribute(more, SHIPPED)
    if before.due_at_least is not None:
        assert after.due_at_least >= before.due_at_least
        assert after.left_at_most >= before.left_at_most


@given(wages)
def test_what_is_certain_stays_so_when_the_unknown_becomes_known(wage):
    """The least that is due is never undercut by what an administrator enters later."""
    known = SHIPPED.extended(
        [
            Parameter("nl.reba.medical_month", Decimal(100), "COA", "O", from_on=date(2025, 11, 1)),
            Parameter("nl.reba.exempt_maximum", Decimal(250), "law", "O", until_on=date(2024, 12, 31)),
        ]
    )
    before, after = contribute(wage, SHIPPED), contribute(wage, known)
    if before.due_at_least is not None:
        assert after.due_at_least >= before.due_at_least
    if before.due is not None:
        assert after.due == before.due


def with_values(**values):
    """The shipped rules, with other values of Reba from November 2025; None: not known."""
    return SHIPPED.extended(
        Parameter(f"nl.reba.{name}", value, f"Decree on {name}", "O", from_on=date(2025, 11, 1))
        for name, value in values.items()
    )


def lines_of(parameters, **line):
    wage = {"id": "w", "scheme": "reba", "on": "2025-12-01", "net": 2400, "adults": 1, **line}
    return {each.code: each for each in contribute(parse_wage(wage), parameters).lines}


def test_a_medical_part_that_is_known_counts_with_its_source():
    lines = lines_of(with_values(medical_month=Decimal("25.50")))
    medical, value = lines["medical"], lines["economic_value"]
    assert (medical.amount, medical.source) == (Decimal("25.50"), "Decree on medical_month")
    assert value.amount == Decimal("204.59") + Decimal("216.50") + Decimal("25.50")


@pytest.mark.parametrize(
    ("unknown", "code"),
    [
        ("food_week", "food_unknown"),
        ("housing_week", "housing_unknown"),
        ("housing_month_maximum", "housing_unknown"),
    ],
)
def test_a_part_of_the_reception_that_is_not_known_is_told(unknown, code):
    lines = lines_of(with_values(medical_month=0, **{unknown: None}))
    assert lines[code].amount is None
    assert "economic_value_at_least" in lines


def test_of_a_reception_of_which_nothing_is_known_nothing_is_certain():
    unknown = with_values(food_week=None, housing_week=None, medical_month=None)
    assert lines_of(unknown)["economic_value_at_least"].amount == Decimal("0.00")


def test_a_status_that_is_not_in_the_scheme_has_no_sum_whatever_the_wage():
    contribution = reba(900, status="refugee_in_transition")
    assert [line.code for line in contribution.lines] == ["status_not_in_scheme"]
    assert (contribution.due, contribution.missing) == (None, ("status",))
