"""What a list is made of. An app declares one with its columns, filters and actions; see docs/lists.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise, cached_property

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.lists.cells import Cell
from jobdesk.lists.filters import Filter

if TYPE_CHECKING:
    from jobdesk.lists.choice import ListChoice

HEAD, WIDE, END, HIDDEN, LINE = "head", "fold-2", "fold-3", "fold-hide", "fold-line"


@dataclass(frozen=True)
class Reader:
    """Who looks at a list, in which hat, on which day."""

    hat: Hat
    user: User
    on: date
    memo: dict = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """Read something once for all rows and filters."""
        if name not in self.memo:
            self.memo[name] = read()
        return self.memo[name]


@dataclass(frozen=True)
class Column:
    """One column. ``cell`` gives what it shows of a row; without ``sort`` (fields) it cannot be sorted by.

    ``needs`` names what must be fetched or annotated for it (``ListDefinition.fetch``). ``fold`` is its place
    in the card that a row becomes on a phone; a column that is not there at first gets a line of its own.
    ``is_personal`` says that a file with it is about recognisable people.
    """

    name: str
    label: Promise
    cell: Callable[[Any], Cell] = field(repr=False)
    _: KW_ONLY
    sort: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_default: bool = False
    is_personal: bool = False
    num: bool = False
    fold: str = LINE
    hint: Promise | str = ""


class ActionForm(forms.Form):
    """What an action must know besides its rows. ``is_complete``: it can be tried as it comes.

    ``words_for_none`` says, of a field where nothing is an answer too, what it means to leave it empty.
    """

    is_complete = False
    words_for_none: ClassVar[Mapping[str, str | Promise]] = {}

    def __init__(self, *args, reader: Reader, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def usual(self) -> dict[str, str]:
        """Return what is filled in before anybody typed, as a form sends it."""
        return {
            name: str(self.get_initial_for_field(field, name) or "") for name, field in self.fields.items()
        }


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something done to many rows: ``run`` is one service for one row.

    ``run(row, data)`` returns what undoing needs to know; ``undo(row, kept)`` turns it back. Both raise
    RuleBroken with why not, ``undo`` also when the row was changed since. ``form(data, reader=…)`` asks what
    else must be known; ``question`` and ``done`` say what happens, or happened, to so many rows.
    """

    name: str
    label: Promise
    icon: str
    permission: str
    form: type[ActionForm]
    run: Callable[[Model, dict], dict] = field(repr=False)
    undo: Callable[[Model, dict], None] = field(repr=False)
    question: Callable[[int], str] = field(repr=False)
    done: Callable[[int], str] = field(repr=False)


@dataclass(frozen=True)
class Empty:
    """What a list without rows says: ``links`` are (words, address, icon) of what can be done about it."""

    title: str
    text: str
    icon: str = ""
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class ListDefinition:
    """A list. ``base`` are the rows of a choice before its filters; ``everything`` all that may be seen."""

    name: str
    title: Promise
    url_name: str
    permission: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    base: Callable[[ListChoice], QuerySet] = field(repr=False)
    everything: Callable[[], QuerySet] = field(repr=False)
    fetch: Mapping[str, Callable[[QuerySet], QuerySet]] = field(repr=False)
    row: Callable[[Model, Reader], Any] = field(repr=False)
    label_of: Callable[[Model], str] = field(repr=False)
    count_words: Callable[[int], str] = field(repr=False)
    tabs: tuple[str, ...]
    tab_labels: Callable[[Reader], dict[str, str]] = field(repr=False)
    tab_counts: Callable[[ListChoice], dict[str, int | None]] = field(repr=False)
    default_sort: Callable[[str], str] = field(repr=False)
    empty: Callable[[ListChoice], Empty] = field(repr=False)
    actions: tuple[Action, ...] = ()
    add: tuple[Promise, str] | None = None  # the button that makes a new row: words and URL name
    find: Callable[[QuerySet, str], QuerySet] | None = field(default=None, repr=False)
    anchored_by: str = "code"
    always: tuple[str, ...] = ()  # of ``fetch``: what every column needs
    # Held open while a task goes through the rows: what each row would read again is read once.
    reading: Callable[[], AbstractContextManager] = field(default=nullcontext, repr=False)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def default_columns(self) -> tuple[str, ...]:
        """The columns that show until somebody chooses others."""
        return tuple(column.name for column in self.columns if column.is_default)

    @property
    def head(self) -> str:
        """The first column, which names the row; it always shows."""
        return self.columns[0].name

    def action(self, name: str) -> Action | None:
        """Return the action of that name, or None."""
        return next((each for each in self.actions if each.name == name), None)
