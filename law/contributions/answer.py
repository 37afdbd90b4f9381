"""The answer: what is due, what is left, and the lines that lead there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Euros with two decimals, half a cent rounded up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the sum. `amount` in euros; None where it is not known."""

    code: str
    amount: Decimal | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    provisional: bool = False
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Euros a month. `due` and `left` are None where they depend on something that is not known.

    `due_at_least` and `left_at_most` are then what is certain. `missing` names the facts and rules that
    were not known for the day.
    """

    id: str | int
    due: Decimal | None
    left: Decimal | None
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    due_at_least: Decimal | None = None
    left_at_most: Decimal | None = None

    @property
    def provisional(self) -> bool:
        """Whether any of the lines rests on a source that is not official."""
        return any(line.provisional for line in self.lines)

    def to_dict(self, render: Callable[[Line], str]) -> dict[str, Any]:
        """The answer line of the exchange format; `render` gives the sentence of a line."""
        return {
            "id": self.id,
            "due": _written(self.due),
            "left": _written(self.left),
            "due_at_least": _written(self.due_at_least),
            "left_at_most": _written(self.left_at_most),
            "lines": [
                {
                    "code": line.code,
                    "amount": _written(line.amount),
                    "text": render(line),
                    "source": line.source,
                    "provisional": line.provisional,
                }
                for line in self.lines
            ],
            "provisional": self.provisional,
            "missing": list(self.missing),
        }


def _written(amount: Decimal | None) -> str | None:
    return None if amount is None else str(cents(amount))
