"""What whoever comes while somebody else writes is told: SQLite lets one write at a time, however long."""

import sqlite3
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

AGAIN = 60  # seconds, told to browsers and monitors
WAITED_IN_VAIN = ("SQLITE_BUSY", "SQLITE_LOCKED")


def handler500(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong: 503 and “try again in a minute” when the database was taken, else 500.

    Not a middleware, for the session is written outside all of them.
    """
    if is_busy(sys.exc_info()[1]):
        page = loader.get_template("503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN)})
    return server_error(request)


def is_busy(error: BaseException | None) -> bool:
    """Say whether somebody else held the database for longer than a page waits."""
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname.startswith(WAITED_IN_VAIN)
