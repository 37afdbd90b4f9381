"""Two questions an orchestrator asks: does the process answer, and can it work?"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError as BrokerError

from jobdesk.celery import app

PATIENCE = 2  # seconds for the broker to answer; a probe gives up soon after


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 without touching anything: a restart helps only when this fails."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database and the broker answer, else 503; says which did not, not why."""
    answers = {name: _answers(ask) for name, ask in {"database": _database, "broker": _broker}.items()}
    return JsonResponse(
        {name: "ok" if answers[name] else "does not answer" for name in answers},
        status=200 if all(answers.values()) else 503,
    )


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except (DatabaseError, BrokerError, OSError):
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    with app.connection_for_write(connect_timeout=PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=PATIENCE)
