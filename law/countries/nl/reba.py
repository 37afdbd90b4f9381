"""The contribution to COA (Reba 2008; rules.md A4).

The countable net means of the family, at most the economic value of the reception. A quarter of the work
income, up to a maximum, does not count: for an applicant in a limited number of weeks only. Where a value
of the day is not known, the least and the most that can be due are worked out; if they are the same, the
answer is certain all the same, and `missing` still names the value.
"""

from decimal import Decimal

from law.contributions.answer import Contribution
from law.contributions.sum import Sum
from law.countries.record import Scheme
from law.messages import gettext_noop as _

NOTHING = Decimal(0)


def reba(total: Sum) -> Contribution:
    """What is due to COA. Raises UnknownParameter where no figure can be given."""
    wage = total.wage
    if wage.status not in ("applicant", "status_holder"):
        total.missing.append("status")
        total.line("status_not_in_scheme")
    if wage.net is None:
        total.missing.append("net")
    if wage.net is None or total.missing:
        return total.unanswered()
    total.line("net", wage.net)
    exempt_least, exempt_most = _exempt(total, wage.net)
    cap_least, cap_most = _economic_value(total)
    due_least = min(wage.net - exempt_most, cap_least)
    due_most = wage.net - exempt_least
    if cap_most is not None:
        due_most = min(due_most, cap_most)
    if due_least == due_most:
        total.line("due_coa", due_least)
    else:
        total.line("due_coa_at_least", due_least)
    return total.answer(due_least, due_most)


def _exempt(total: Sum, net: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most of the work income that does not count."""
    wage = total.wage
    if wage.status == "applicant":
        weeks = total.rule("nl.reba.exempt_weeks_in_52")
        if wage.weeks_worked_in_52 is None:
            total.missing.append("weeks_worked_in_52")
            total.line("weeks_unknown", None, weeks, weeks=weeks.value)
            return NOTHING, _exempt_amount(total, net)[1]
        if wage.weeks_worked_in_52 > weeks.value:
            worked = wage.weeks_worked_in_52
            total.line("exempt_weeks_used", NOTHING, weeks, weeks=weeks.value, worked=worked)
            return NOTHING, NOTHING
        total.line("within_exempt_weeks", None, weeks, weeks=weeks.value)
    return _exempt_amount(total, net)


def _exempt_amount(total: Sum, net: Decimal) -> tuple[Decimal, Decimal]:
    share = total.rule("nl.reba.exempt_share")
    part = net * share.value
    percent = share.value * 100
    maximum = total.known("nl.reba.exempt_maximum")
    if maximum is None:
        total.line("exempt_maximum_unknown", None, share, percent=percent)
        return NOTHING, part
    exempt = min(part, Decimal(maximum.value))
    total.line("exempt", exempt, maximum, percent=percent, maximum=Decimal(maximum.value))
    return exempt, exempt


def _economic_value(total: Sum) -> tuple[Decimal, Decimal | None]:
    """The value of the reception: the least it can be, and the most (None: no bound is known)."""
    wage = total.wage
    adults = wage.adults
    if adults is None:
        total.missing.append("adults")
        adults = 1
    amounts = (_food(total, adults), _housing(total, adults), _medical(total))
    least = sum((amount for amount in amounts if amount is not None), NOTHING)
    all_known = wage.adults is not None and None not in amounts
    total.line("economic_value" if all_known else "economic_value_at_least", least)
    return least, least if all_known else None


def _food(total: Sum, adults: int) -> Decimal | None:
    rates, weeks = total.known("nl.reba.food_week"), total.rule("nl.reba.weeks_a_month")
    if rates is None:
        total.line("food_unknown")
        return None
    persons = adults + total.wage.children
    rate = [rate for rate in rates.value if rate["persons"] <= persons][-1]
    amount: Decimal = (adults * rate["adult"] + total.wage.children * rate["child"]) * weeks.value
    total.line("food", amount, rates, persons=persons)
    return amount


def _housing(total: Sum, adults: int) -> Decimal | None:
    rates, weeks = total.known("nl.reba.housing_week"), total.rule("nl.reba.weeks_a_month")
    maximum = total.known("nl.reba.housing_month_maximum")
    if rates is None or maximum is None:
        total.line("housing_unknown")
        return None
    persons = adults + total.wage.children
    first, second, further = rates.value
    week = first + (second if persons > 1 else 0) + further * max(persons - 2, 0)
    amount: Decimal = min(week * weeks.value, maximum.value)
    total.line("housing", amount, rates, persons=persons)
    return amount


def _medical(total: Sum) -> Decimal | None:
    rule = total.known("nl.reba.medical_month")
    if rule is None:
        total.line("medical_unknown")
        return None
    amount = Decimal(rule.value)
    if amount:
        total.line("medical", amount, rule)
    return amount


_LINES = {
    "within_exempt_weeks": _("Within the %(weeks)s weeks in 52 in which a part of the wage does not count."),
    "weeks_unknown": _(
        "It is not known how many of the last 52 weeks were worked. A part of the wage does not count in "
        "%(weeks)s weeks only."
    ),
    "exempt_weeks_used": _(
        "The %(weeks)s weeks in 52 are used: %(worked)s weeks were worked. The whole wage counts."
    ),
    "exempt": _("Does not count: %(percent)s%% of the wage, at most %(maximum)s."),
    "exempt_maximum_unknown": _(
        "%(percent)s%% of the wage does not count; the maximum is not known for this day."
    ),
    "food": _("Value of food for a household of %(persons)s"),
    "food_unknown": _("The value of food is not known for this day."),
    "housing": _("Value of housing for a household of %(persons)s"),
    "housing_unknown": _("The value of housing is not known for this day."),
    "medical": _("Medical part"),
    "medical_unknown": _("A medical part counts too. Its amount is not known for this day."),
    "economic_value": _("Value of the reception, the most that is due"),
    "economic_value_at_least": _("Value of the reception, as far as it is known"),
    "due_coa": _("Contribution to COA"),
    "due_coa_at_least": _("Contribution to COA, at least"),
}

REBA = Scheme(
    code="reba",
    agency="COA",
    label=_("Netherlands (COA)"),
    for_whom=_("For people who work and live in reception of COA. No name is needed."),
    work_out=reba,
    statuses={"applicant": _("Asylum applicant"), "status_holder": _("Status holder")},
    protected="status_holder",
    lines=_LINES,
    advice_title=_("Report the wage at once"),
    advice=_("COA must know about every wage, also of a few hours."),
    first_year=2024,
    asks_household=True,
    asks_weeks=True,
)
