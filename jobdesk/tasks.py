"""Scheduled work of the platform itself."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_expired_sessions() -> None:
    """Delete the sessions nobody can use any more."""
    call_command("clearsessions")
