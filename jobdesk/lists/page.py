"""The page of a list: rows, columns, chips, filters, tabs and views, ready for the template."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jobdesk.lists.bulk import MOST_ROWS
from jobdesk.lists.choice import SIZES, ListChoice
from jobdesk.lists.definition import HEAD, Column, ListDefinition, Reader
from jobdesk.lists.filters import Filter
from jobdesk.lists.keyset import keyset_page
from jobdesk.lists.models import ListPreference, SavedView
from jobdesk.lists.queries import preference_of, views_for
from jobdesk.trail.access import may
from jobdesk.web.searches import recall


def reader_of(request: HttpRequest) -> Reader:
    """Return who looks at a list in this request."""
    return Reader(request.hat, request.user, timezone.localdate())


def choice_of(definition: ListDefinition, request: HttpRequest, query: QueryDict) -> ListChoice:
    """Return what an address asks for, with the columns that this reader chose last."""
    return _choice(definition, request, query, preference_of(request.user, definition.name))


def list_part(request: HttpRequest, choice: ListChoice) -> HttpResponse:
    """Answer htmx with the rows, and with the address that the page has now."""
    response = render(request, "lists/list.html#list", _table(choice, request))
    response["HX-Push-Url"] = reverse(choice.definition.url_name) + choice.address()
    return response


def list_page(request: HttpRequest, definition: ListDefinition) -> HttpResponse:
    """Answer with the page of a list. A plain address opens the default view."""
    liked = preference_of(request.user, definition.name)
    choice = _choice(definition, request, request.GET, liked)
    if not request.GET and liked and liked.default_view:
        usable = views_for(request.user, request.hat.scope, definition.name)
        if any(view.pk == liked.default_view_id for view in usable):
            return redirect(f"{request.path}?{view_query(liked.default_view)}")
    if "" in request.GET.values():  # a form was sent: what was left empty does not stand in the address
        return redirect(request.path + choice.address())
    return render(request, "lists/list.html", {**_table(choice, request), **_around(choice, request, liked)})


def view_query(view: SavedView) -> str:
    """The address of a saved view, after the question mark."""
    return "&".join(filter(None, [view.query, urlencode({"view": view.pk})]))


def heads(choice: ListChoice) -> list[dict]:
    """The heads of the columns: words, and for what can be sorted by the address that does it."""
    found = []
    for column in choice.shown():
        is_up, is_down = choice.sort == column.name, choice.sort == f"-{column.name}"
        found.append(
            {
                "column": column,
                "direction": "ascending" if is_up else "descending" if is_down else "",
                "url": choice.address(sort=f"-{column.name}" if is_up else column.name)
                if column.sort
                else "",
            }
        )
    return found


def cells_of(choice: ListChoice, row: Any) -> list[dict]:
    """What the columns show of a row."""
    return [{"cell": column.cell(row), **_place(column)} for column in choice.shown()]


def _place(column: Column) -> dict:
    is_line = column.fold not in (HEAD, "fold-2", "fold-3", "fold-hide")
    return {"column": column, "fold": column.fold, "label": column.label if is_line else ""}


def _table(choice: ListChoice, request: HttpRequest) -> dict[str, Any]:
    definition = choice.definition
    rows = choice.rows()
    page = keyset_page(
        choice.fetched(rows),
        choice.order,
        all_rows=choice.sortable(definition.everything()),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=choice.size,
        anchored_by=definition.anchored_by,
    )
    total = rows.order_by().count() if page.before or page.after else len(page.rows)
    here = choice.address()
    actions = [each for each in definition.actions if may(request.hat, each.permission)]
    return {
        "choice": choice,
        "list_name": definition.name,
        "heads": heads(choice),
        "rows": [_row(choice, found) for found in page.rows],
        "total": total,
        "count_words": definition.count_words(total),
        "chips": choice.chips(),
        "chip_count": len(choice.chips()),
        "actions": actions,
        "previous": f"{here}&before={page.before}" if page.before else "",
        "next": f"{here}&after={page.after}" if page.after else "",
        "here": here,
        "cleared": choice.cleared(),
        "empty": None if page.rows else definition.empty(choice),
        "can_choose_all": len(page.rows) < total <= MOST_ROWS,
        "most_rows": MOST_ROWS,
    }


def _row(choice: ListChoice, found: Any) -> dict[str, Any]:
    row = choice.definition.row(found, choice.reader)
    return {
        "row": row,
        "pk": found.pk,
        "label": choice.definition.label_of(found),
        "cells": cells_of(choice, row),
    }


def _around(choice: ListChoice, request: HttpRequest, liked: ListPreference | None) -> dict[str, Any]:
    definition = choice.definition
    counts, words = definition.tab_counts(choice), definition.tab_labels(choice.reader)
    views = list(views_for(request.user, request.hat.scope, definition.name))
    current = next((view for view in views if str(view.pk) == choice.view), None)
    return {
        "definition": definition,
        "tabs": [
            {
                "label": words[tab],
                "url": f"?tab={tab}",
                "is_current": choice.tab == tab and current is None,
                "count": counts.get(tab),
            }
            for tab in definition.tabs
        ],
        "panel": [field for each in definition.filters if (field := _field(each, choice))],
        "kept": [pair for pair in choice.params() if pair[0] in ("tab", "s", "columns", "size")],
        "has_search": definition.find is not None,
        "sorts": _sorts(choice),
        "sizes": [(size, choice.address(size=size), size == choice.size) for size in SIZES],
        "views": [{"view": view, "query": view_query(view), "is_current": view == current} for view in views],
        "current_view": current,
        "is_changed": current is not None and current.query != choice.query(),
        "default_view_id": liked.default_view_id if liked else None,
        "all_columns": columns_in_order(choice),
    }


def columns_in_order(choice: ListChoice) -> list[dict]:
    """All columns for the form that chooses: first those that show, in their order, then the others."""
    others = [column for column in choice.definition.columns if column.name not in choice.columns]
    return [
        {
            "column": column,
            "is_shown": column.name in choice.columns,
            "is_head": column.name == choice.definition.head,
            "position": position,
        }
        for position, column in enumerate([*choice.shown(), *others], start=1)
    ]


def _sorts(choice: ListChoice) -> list[tuple[str, str, bool]]:
    """All ways to sort, for the telephone, where the heads of the columns do not show."""
    found = []
    for column in choice.definition.columns:
        if column.sort:
            up = _("%(column)s, rising") % {"column": column.label}
            down = _("%(column)s, falling") % {"column": column.label}
            found += [(column.name, up), (f"-{column.name}", down)]
    return [(value, words, value == choice.sort) for value, words in found]


def _field(each: Filter, choice: ListChoice) -> dict[str, Any] | None:
    """One filter for the panel; None when there is nothing to choose from."""
    value = choice.values.get(each.name)
    options = []
    if each.kind == "choices":
        options = [
            {"value": option, "words": words, "is_on": option in (value or ())}
            for option, words in each.options(choice.reader)
        ]
        if len(options) < 2 and not value:
            return None
    given = dict(each.params(value)) if value is not None and not options else {}
    return {
        "filter": each,
        "options": options,
        "count": len(value) if options and value else int(value is not None),
        "inputs": [{"name": name, "value": given.get(name, "")} for name in each.names],
    }


def _choice(
    definition: ListDefinition, request: HttpRequest, query: QueryDict, liked: ListPreference | None
) -> ListChoice:
    remembered = tuple(liked.columns) if liked else ()
    q = recall(request.session, query.get("s", ""))
    return ListChoice.of(definition, query, reader_of(request), remembered, q)
