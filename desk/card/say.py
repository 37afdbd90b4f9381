"""A sentence of the card before it is put into a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """A month; ``first`` is its first day."""

    first: date


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days, written with its word: languages count in more ways than one."""

    number: int


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week (0 is Monday) with hours, in their order."""

    hours: tuple[tuple[int, str], ...]


class Say:
    """The key of a phrase with what fills it. Equal when both are.

    ``otherwise``: an English text for when no language has the phrase; without it, that is an error.
    """

    __slots__ = ("key", "otherwise", "params")

    def __init__(
        self,
        key: str,
        /,
        otherwise: str | None = None,
        **params: str | int | date | Decimal | Month | Days | Weekdays | Say,
    ) -> None:
        self.key = key
        self.otherwise = otherwise
        self.params = params

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Say) and (self.key, self.params) == (other.key, other.params)

    def __hash__(self) -> int:
        return hash((self.key, tuple(self.params.items())))

    def __repr__(self) -> str:
        return f"Say({self.key!r}, {self.params!r})"
