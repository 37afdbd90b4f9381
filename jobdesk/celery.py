"""The task engine: the same with Redis on a server and with files on a laptop."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobdesk.settings.dev")

app = Celery("jobdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The times are those of settings.TIME_ZONE.
app.conf.beat_schedule = {
    "reassess-residents": {
        "task": "residents.tasks.reassess_due",
        "schedule": crontab(hour=0, minute=10),  # a day of the law begins at midnight
    },
    # Soon after a release with other rules, and for a round that was cut off.
    "follow-the-law": {
        "task": "residents.tasks.follow_the_law",
        "schedule": crontab(minute="5-55/10"),
    },
    "clear-expired-sessions": {
        "task": "jobdesk.tasks.clear_expired_sessions",
        "schedule": crontab(hour=3, minute=30),
    },
    "delete-old-imports": {
        "task": "jobdesk.imports.tasks.delete_old_imports",
        "schedule": crontab(hour=3, minute=40),
    },
    "hand-over-cases": {
        "task": "residents.tasks.hand_over_cases",
        "schedule": crontab(hour=0, minute=5),
    },
    "open-income-declarations": {
        "task": "matching.tasks.open_income_declarations",
        "schedule": crontab(hour=0, minute=30),
    },
    "review-steps": {
        "task": "matching.tasks.review_steps",
        "schedule": crontab(hour=0, minute=40),  # after the assessment of the night
    },
    "expire-list-files": {
        "task": "jobdesk.lists.tasks.expire_list_files",
        "schedule": crontab(minute=15),
    },
    "remove-old-files": {
        "task": "residents.tasks.remove_old_files",
        "schedule": crontab(hour=3, minute=40),
    },
    # Every hour: people choose theirs. The first run of a day fills the outbox, after the ones above.
    "remind": {
        "task": "desk.tasks.remind",
        "schedule": crontab(minute=0, hour="1-23"),
    },
    "withdraw-unconsented-proposals": {
        "task": "matching.tasks.withdraw_unconsented_proposals",
        "schedule": crontab(hour=0, minute=15),
    },
    "lapse-unanswered-proposals": {
        "task": "matching.tasks.lapse_unanswered_proposals",
        "schedule": crontab(hour=0, minute=20),
    },
}


@setup_logging.connect
def log_as_the_site_does(**_kwargs) -> None:
    """Keep Celery from setting up its own handlers, which would print exceptions' messages."""
    from django.conf import settings  # read only once a worker starts

    dictConfig(settings.LOGGING)
