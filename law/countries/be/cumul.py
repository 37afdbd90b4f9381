"""The contribution to Fedasil (cumul, Royal Decree of 16 April 2024; rules.md B2).

A share of each part of the monthly net income, as in an income tax. Income that was not declared: a share
of the gross. Before the decree nothing was asked.
"""

from decimal import Decimal
from itertools import pairwise

from law.contributions.answer import Contribution
from law.contributions.sum import Sum
from law.countries.record import Scheme
from law.messages import gettext_noop as _

NOTHING = Decimal(0)


def cumul(total: Sum) -> Contribution:
    """What is due to Fedasil. Raises UnknownParameter where no figure can be given."""
    wage = total.wage
    if wage.net is not None:
        total.line("net", wage.net)
    applied = total.rule("be.cumul.applied")
    if not applied.value:
        total.line("not_applied", NOTHING, applied)
        return _answer(total, NOTHING)
    exempt = total.rule("be.cumul.exempt_statuses")
    if wage.status in exempt.value:
        is_student = wage.status == "minor_student"
        total.line("exempt_student" if is_student else "exempt_transition", NOTHING, exempt)
        return _answer(total, NOTHING)
    if wage.status != "applicant":
        total.missing.append("status")
        total.line("status_not_in_scheme")
        return total.unanswered()
    if not wage.declared:
        return _undeclared(total)
    if wage.net is None:
        total.missing.append("net")
        return total.unanswered()
    return _answer(total, _brackets(total, wage.net))


def _undeclared(total: Sum) -> Contribution:
    share = total.rule("be.cumul.undeclared_share")
    if total.wage.gross is None:
        total.missing.append("gross")
        total.line("undeclared_gross_unknown", None, share, percent=share.value * 100)
        return total.unanswered()
    due = total.wage.gross * share.value
    total.line("undeclared", due, share, percent=share.value * 100, gross=total.wage.gross)
    return _answer(total, due)


def _brackets(total: Sum, net: Decimal) -> Decimal:
    rule = total.rule("be.cumul.brackets")
    brackets = [(Decimal(bracket["above"]), bracket["share"]) for bracket in rule.value]
    free = brackets[0][0]
    total.line("bracket_free", NOTHING, rule, up_to=free)
    due = NOTHING
    for (above, share), (up_to, _next_share) in pairwise([*brackets, (net, NOTHING)]):
        part = min(net, up_to) - above
        if part <= 0:
            break
        due += part * share
        total.line("bracket", part * share, rule, percent=share * 100, above=above, part=part)
    return due


def _answer(total: Sum, due: Decimal) -> Contribution:
    if total.wage.net is None:
        total.missing.append("net")
    total.line("due_fedasil", due)
    return total.answer(due, due)


_LINES = {
    "not_applied": _("Not applied: before the decree of 2024 no contribution was asked."),
    "exempt_student": _("A minor with student work pays no contribution."),
    "exempt_transition": _("A recognised refugee in transition pays no contribution."),
    "undeclared": _("The income was not declared: %(percent)s%% of the gross wage of %(gross)s."),
    "undeclared_gross_unknown": _(
        "The income was not declared: %(percent)s%% of the gross wage, which is not known."
    ),
    "bracket_free": _("Nothing on the part up to %(up_to)s"),
    "bracket": _("%(percent)s%% of the part of %(part)s above %(above)s"),
    "due_fedasil": _("Contribution to Fedasil"),
}

CUMUL = Scheme(
    code="cumul",
    agency="Fedasil",
    label=_("Belgium (Fedasil)"),
    for_whom=_("For people who work and live in reception of Fedasil. No name is needed."),
    work_out=cumul,
    statuses={
        "applicant": _("Asylum applicant"),
        "refugee_in_transition": _("Recognised refugee, in transition"),
        "minor_student": _("Under 18, student work"),
    },
    protected="refugee_in_transition",
    lines=_LINES,
    advice_title=_("Always declare the wage"),
    advice=_("Declare it every month, in the month after. If not, Fedasil asks half of the gross wage back."),
    first_year=2024,
    declared_label=_("Is the wage declared to Fedasil?"),
)
