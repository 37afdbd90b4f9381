"""What the screen of the calculator shows: for each offer what is due and left, and the curve of the wage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jobdesk.web.money import euros
from law.contributions import Contribution, Wage, contribute
from law.countries.record import Scheme
from law.registry import country_of_scheme
from residents.forms.calculator import OFFERS, WEEKS_A_MONTH
from residents.law_values import parameters_in_force
from residents.law_values.sources import source_text
from residents.right_to_work.wording import line_text, missing_text

CURVE_STEPS = 50  # points of the curve
TABLE_STEPS = 10  # rows of the table beside it


@dataclass(frozen=True)
class Offer:
    """One offer with its answer. Amounts in euros a month; None where not known."""

    number: int
    wage: Wage
    hours: Decimal | None
    wage_hour: Decimal | None
    is_estimated: bool  # the gross of the month was worked out from the hours and the wage an hour
    answer: Contribution

    @property
    def needs_net(self) -> bool:
        """Whether the answer waits for the net wage, which cannot be had from the gross without the taxes."""
        return self.wage.net is None

    @property
    def left_at_most(self) -> Decimal | None:
        """The most that can be left. Of a gross wage: what would be left if no tax were taken off."""
        if self.needs_net:
            return contribute(replace(self.wage, net=self.wage.gross), parameters_in_force()).left_at_most
        return self.answer.left_at_most

    @property
    def left_an_hour(self) -> Decimal | None:
        """What is left for each hour of work; None without the hours or without a certain answer."""
        if self.answer.left is None or not self.hours:
            return None
        return self.answer.left / (self.hours * WEEKS_A_MONTH)

    @property
    def shows_at_least(self) -> bool:
        return self.answer.due is None and self.answer.due_at_least is not None

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The steps of the sum, without the wage before and the total behind."""
        return [
            {
                "text": line_text(line),
                "amount": line.amount,
                "is_unknown": line.code.endswith("_unknown"),
            }
            for line in self.answer.lines
            if line.code != "net" and not line.code.startswith("due_")
        ]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Where the rules were read, each once."""
        found = {line.source: line.provisional for line in self.answer.lines if line.source}
        return [
            {"text": source_text(source), "is_provisional": provisional}
            for source, provisional in found.items()
        ]

    @property
    def missing(self) -> list[str]:
        """What is not known, in words; the net wage has a sentence of its own."""
        country = country_of_scheme(self.wage.scheme).code
        return [missing_text(name, country) for name in self.answer.missing if name != "net"]

    @property
    def cents_kept(self) -> int | None:
        """How many cents are left of the next euro; None where that is not certain."""
        if self.answer.left is None or not self.wage.declared:
            return None
        more = contribute(replace(self.wage, net=self.wage.net + 1), parameters_in_force())
        if more.left is None:
            return None
        return int(((more.left - self.answer.left) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def offers_of(answers: Mapping[str, Any], scheme: Scheme) -> list[Offer]:
    """Return the offers that were filled in, each with its answer by the rules of the month."""
    return [offer for number in OFFERS if (offer := _offer(answers, scheme, number))]


def _offer(answers: Mapping[str, Any], scheme: Scheme, number: int) -> Offer | None:
    net, gross, hours, wage_hour = (answers[f"{name}{number}"] for name in ("net", "gross", "hours", "wage"))
    estimated = hours * wage_hour * WEEKS_A_MONTH if hours and wage_hour else None
    if net is None and gross is None and estimated is None:
        return None
    wage = Wage(
        scheme=scheme.code,
        on=answers["month"],
        id=number,
        net=net,
        gross=estimated if gross is None else gross,
        declared=answers.get(f"declared{number}", "yes") == "yes",
        status=answers["status"],
        adults=answers.get("adults"),
        children=answers.get("children") or 0,
        weeks_worked_in_52=answers.get("weeks"),
    )
    is_estimated = gross is None and estimated is not None
    return Offer(
        number=number,
        wage=wage,
        hours=hours,
        wage_hour=wage_hour,
        is_estimated=is_estimated,
        answer=contribute(wage, parameters_in_force()),
    )


def chart_of(offers: list[Offer]) -> dict[str, Any] | None:
    """Return what ``<c-chart-line>`` draws: the net wage against what is left of it, with the offers on it.

    An offer of which only the gross is known is not on it: its net wage can be looked up on the curve. None
    when no offer was declared, or when nothing is certain: there is no curve then.
    """
    declared = [each for each in offers if each.wage.declared]
    if not declared or declared[0].left_at_most is None:
        return None
    shown = [each for each in declared if not each.needs_net]
    wage = declared[0].wage
    top = _top(max(each.wage.gross if each.needs_net else each.wage.net for each in declared))
    wages = [Decimal(top * step) / CURVE_STEPS for step in range(CURVE_STEPS + 1)]
    rules = parameters_in_force()
    left = [contribute(replace(wage, net=net), rules) for net in wages]
    ticks = [(float(value), number_format(value, force_grouping=True)) for value in _ticks(top)]
    return {
        "title": _title(shown),
        "points": [(float(net), float(each.left_at_most)) for net, each in zip(wages, left, strict=True)],
        "band": [
            (float(net), float(each.left_at_most), float(net)) for net, each in zip(wages, left, strict=True)
        ],
        "second": [(0.0, 0.0), (float(top), float(top))],
        "x_labels": ticks,
        "y_labels": ticks,
        "marks": [_mark(each, len(shown)) for each in shown],
        "head": [_("Net wage"), _("Contribution"), _("Left")],
        "rows": [_row(replace(wage, net=Decimal(net))) for net in _ticks(top, TABLE_STEPS)],
        "is_at_most": any(each.left is None for each in left),
    }


def _top(highest: Decimal) -> int:
    """Return the end of the axes: beyond the highest wage, in whole steps of 500."""
    return max(1000, 500 * (int(highest * Decimal("1.15")) // 500 + 1))


def _ticks(top: int, most: int = 5) -> list[int]:
    """Return round amounts from 0 to the end of the axis, at most so many steps."""
    step = next(each for each in (100, 250, 500, 1000, 2000, 5000, 10_000) if top / each <= most)
    return list(range(0, top + 1, step))


def _mark(offer: Offer, total: int) -> tuple[float, float, str]:
    left = offer.answer.left_at_most
    if total > 1:
        words = str(offer.number)
    else:
        amount = euros(left, places=0)
        words = (_("%(amount)s left") if offer.answer.left is not None else _("%(amount)s at most")) % {
            "amount": amount
        }
    return float(offer.wage.net), float(left), words


def _row(wage: Wage) -> list[str]:
    answer = contribute(wage, parameters_in_force())
    due, left = euros(answer.due_at_least), euros(answer.left_at_most)
    if answer.left is None:
        due = _("at least %(amount)s") % {"amount": due}
        left = _("at most %(amount)s") % {"amount": left}
    return [euros(wage.net, places=0), due, left]


def _title(shown: list[Offer]) -> str:
    """Say in a sentence what the chart comes to: the first offer, or the one of which most is left."""
    if not shown:
        return _("What is left of a net wage")
    best = max(shown, key=lambda each: each.answer.left_at_most)
    amounts = {
        "number": best.number,
        "net": euros(best.wage.net, places=0),
        "left": euros(best.answer.left_at_most, places=0),
    }
    if len(shown) > 1:
        if any(each.answer.left is None for each in shown):
            return _("What can at most be left of each offer")
        return _("Most is left of offer %(number)s: %(left)s of %(net)s") % amounts
    if best.answer.left is None:
        return _("Of a wage of %(net)s at most %(left)s is left") % amounts
    return _("Of a wage of %(net)s %(left)s is left") % amounts
