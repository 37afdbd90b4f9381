"""The one place where the values of the law are put together; whoever decides asks here.

An approved value is never changed or removed, so how many there are and when the last was approved tells
every process whether what it put together before still holds: one small query, at most once in a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse

from law.registry import installed
from law.rules import Parameters
from residents.models import LawValue

Version = tuple[tuple[str, ...], int, datetime | None]

_known: dict[Version, Parameters] = {}  # at most one entry: what this process put together last
_held: ContextVar[list[Parameters] | None] = ContextVar("law_held", default=None)


def parameters_in_force() -> Parameters:
    """Return the shipped values with all approved ones; a value approved in any process is there at once."""
    held = _held.get()
    if held:
        return held[0]
    parameters = _current()
    if held is not None:
        held.append(parameters)
    return parameters


def parameters_without_database() -> Parameters:
    """Return the values in force, or those shipped where there is no database (yet): for the commands."""
    try:
        return parameters_in_force()
    except DatabaseError:
        return Parameters.shipped()


@contextmanager
def read_once() -> Iterator[None]:
    """Ask for the values once in this block, however many decisions are made in it."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


class LawMiddleware:
    """A request decides by one state of the law from beginning to end, and asks for it once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with read_once():
            return self.get_response(request)


def _current() -> Parameters:
    approved = LawValue.objects.filter(status=LawValue.Status.APPROVED)
    found = approved.aggregate(number=Count("pk"), last=Max("decided_at"))
    version = installed(), found["number"], found["last"]
    parameters = _known.get(version)
    if parameters is None:
        parameters = Parameters.shipped()
        if found["number"]:
            added = approved.order_by("decided_at", "pk")
            parameters = parameters.extended(each.parameter for each in added)
        _known.clear()
        _known[version] = parameters
    return parameters
