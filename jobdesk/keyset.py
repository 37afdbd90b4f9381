"""Pages of a long list that start after a row, not at a number: page 400 costs what page 1 costs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet


@dataclass(frozen=True)
class KeysetPage:
    """The rows of one page, and the codes at which the pages beside it begin (empty: there is none)."""

    rows: list[Model] = field(default_factory=list)
    before: str = ""
    after: str = ""


def keyset_page(
    rows: QuerySet,
    order: tuple[str, ...],
    *,
    all_rows: QuerySet,
    after: str = "",
    before: str = "",
    size: int = 25,
) -> KeysetPage:
    """Return the page of ``rows`` after (or before) the row with that code; two queries at most.

    ``order`` names fields that are never null, the last one unique; ``-`` turns one round. The row of the
    code is looked up in ``all_rows``, as it may have left the list; one that is nowhere gives page one.
    The address holds a code and never what is sorted by: that would put names into the logs.
    """
    fields = [name.lstrip("-") for name in order]
    anchor = all_rows.filter(code=after or before).values_list(*fields).first() if after or before else None
    is_back = bool(before) and anchor is not None
    if is_back:
        order = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)
    if anchor is not None:
        rows = rows.filter(_beyond(order, anchor))
    found = list(rows.order_by(*order)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if is_back:
        found.reverse()
    has_before, has_after = (has_more, True) if is_back else (anchor is not None, has_more)
    return KeysetPage(
        rows=found,
        before=found[0].code if found and has_before else "",
        after=found[-1].code if found and has_after else "",
    )


def _beyond(order: tuple[str, ...], anchor: tuple) -> Q:
    beyond, equal = Q(), {}
    for name, value in zip(order, anchor, strict=True):
        field_name = name.lstrip("-")
        lookup = "lt" if name.startswith("-") else "gt"
        beyond |= Q(**equal, **{f"{field_name}__{lookup}": value})
        equal[field_name] = value
    return beyond
