"""The task engine: the same with Redis on a server and with files on a laptop."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.dev")

app = Celery("jobdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_site_does(**_kwargs) -> None:
    """Keep Celery from setting up its own handlers, which would print exceptions' messages."""
    from django.conf import settings  # read only once a worker starts

    dictConfig(settings.LOGGING)
