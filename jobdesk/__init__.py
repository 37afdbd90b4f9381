"""The platform the four apps stand on."""

from jobdesk.celery import app as celery_app

__all__ = ["celery_app"]
