"""The number under which a country registers companies, and how to read one that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 20  # characters that the database keeps


class CompanyNumberError(ValueError):
    """What was typed cannot be a company number; ``count`` is how many characters of it count.

    ``fault``: "digits" (there are other characters), "length", or "sum" (a digit must be wrong).
    """

    def __init__(self, fault: str, count: int) -> None:
        super().__init__(f"{fault}, {count} characters")
        self.fault, self.count = fault, count


def plain(typed: str) -> str:
    """What was typed without spaces, dots, dashes, slashes and brackets, in capitals."""
    return re.sub(r"[\s./()\-–]", "", typed).upper()


def without_prefix(typed: str) -> str:
    """The same without letters before the first digit: the name of the register, or of the country."""
    return re.sub(r"^\D+", "", plain(typed))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyNumber:
    """How a country numbers its companies. Texts are English keys.

    ``label``: its name. ``help``: how long it is, and where a company finds it. ``digits``: how many it has;
    0: any characters. ``compact``: from what was typed to what is kept. ``is_valid``: whether a number of the
    right length fits its check digits; None: it has none.
    """

    label: str
    help: str
    digits: int = 0
    compact: Callable[[str], str] = plain
    is_valid: Callable[[str], bool] | None = None

    def read(self, typed: str) -> str:
        """Return the number as it is kept. Raises CompanyNumberError."""
        number = self.compact(typed)
        if self.digits and not number.isdecimal():
            raise CompanyNumberError("digits", len(number))
        if len(number) != self.digits if self.digits else not 0 < len(number) <= LONGEST:
            raise CompanyNumberError("length", len(number))
        if self.is_valid and not self.is_valid(number):
            raise CompanyNumberError("sum", len(number))
        return number
