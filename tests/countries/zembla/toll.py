"""The weekly toll: a flat amount for every week with a wage above the threshold."""

from decimal import Decimal

from law.contributions.answer import Contribution
from law.contributions.sum import Sum
from law.countries.record import Scheme

NOTHING = Decimal(0)
WEEKS_A_MONTH = Decimal(52) / 12


def toll(total: Sum) -> Contribution:
    """Return what is due to the Shelter Office. Raises UnknownParameter."""
    net = total.wage.net
    if net is None:
        total.missing.append("net")
        return total.unanswered()
    total.line("net", net)
    threshold, flat = total.rule("zz.toll.threshold"), total.rule("zz.toll.flat")
    is_above = net / WEEKS_A_MONTH > threshold.value
    due = flat.value * WEEKS_A_MONTH if is_above else NOTHING
    if is_above:
        total.line("flat", due, flat, a_week=Decimal(flat.value), threshold=Decimal(threshold.value))
    else:
        total.line("below", NOTHING, threshold, threshold=Decimal(threshold.value))
    total.line("due_toll", due)
    return total.answer(due, due)


TOLL = Scheme(
    code="toll",
    agency="Shelter Office",
    label="Zembla (Shelter Office)",
    for_whom="For people who work and live in a house of the Shelter Office.",
    work_out=toll,
    statuses={"guest": "Guest of the Shelter Office", "sanctuary": "Person with sanctuary"},
    protected="sanctuary",
    lines={
        "flat": "%(a_week)s for each week with more than %(threshold)s",
        "below": "Nothing, as the wage of a week is not above %(threshold)s",
        "due_toll": "Weekly toll",
    },
    advice_title="Keep the slips",
    advice="The Shelter Office asks to see the slip of every week.",
    first_year=2024,
)
