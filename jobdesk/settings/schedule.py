"""What Celery beat starts, and when: the night of every app in one table.

The times are those of settings.TIME_ZONE.
"""

from typing import Any

from celery.schedules import crontab

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "reassess-residents": {
        "task": "residents.tasks.reassess_due",
        "schedule": crontab(hour=0, minute=10),  # a day of the law begins at midnight
    },
    # Soon after a release with other rules, and for a round that was cut off.
    "follow-the-law": {
        "task": "residents.tasks.follow_the_law",
        "schedule": crontab(minute="5-55/10"),
    },
    # What the queue lost, and what a worker that died has left. A round that is late is left out.
    "sweep-jobs": {
        "task": "jobdesk.jobs.tasks.sweep_jobs",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "delete-old-jobs": {
        "task": "jobdesk.jobs.tasks.delete_old_jobs",
        "schedule": crontab(hour=3, minute=50),
    },
    "clear-expired-sessions": {
        "task": "jobdesk.tasks.clear_expired_sessions",
        "schedule": crontab(hour=3, minute=30),
    },
    "expire-access-requests": {
        "task": "jobdesk.accounts.tasks.expire_requests",
        "schedule": crontab(hour=3, minute=20),
    },
    "delete-unproven-accounts": {
        "task": "jobdesk.accounts.tasks.delete_unproven_accounts",
        "schedule": crontab(hour=3, minute=45),
    },
    "delete-old-imports": {
        "task": "jobdesk.imports.tasks.delete_old_imports",
        "schedule": crontab(hour=3, minute=40),
    },
    "hand-over-cases": {
        "task": "residents.tasks.hand_over_cases",
        "schedule": crontab(hour=0, minute=5),
    },
    # What was agreed ahead: before the wages and the steps are looked at.
    "begin-agreed-terms": {
        "task": "matching.tasks.begin_agreed_terms",
        "schedule": crontab(hour=0, minute=8),
    },
    "open-income-declarations": {
        "task": "matching.tasks.open_income_declarations",
        "schedule": crontab(hour=0, minute=30),
    },
    # A minimum wage that begins today; before the e-mails of the day.
    "retest-wages": {
        "task": "matching.tasks.retest_wages_today",
        "schedule": crontab(hour=0, minute=25),
    },
    # Warns by e-mail too: in the morning rather than at night.
    "end-vacancies": {
        "task": "employers.tasks.end_vacancies",
        "schedule": crontab(hour=6, minute=30),
    },
    # Before proposals lapse: the days of those that stood still begin to run again.
    "keep-measures": {
        "task": "matching.tasks.keep_measures",
        "schedule": crontab(hour=0, minute=15),
    },
    "review-steps": {
        "task": "matching.tasks.review_steps",
        "schedule": crontab(hour=0, minute=40),  # after the assessment of the night
    },
    # What nobody ranked since it was written about; whoever ranks does not wait for it.
    "settle-profiles": {
        "task": "matching.tasks.settle_profiles",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "reconcile-profiles": {
        "task": "matching.tasks.reconcile_profiles",
        "schedule": crontab(hour=1, minute=0),  # after all that changes at night
    },
    "suggest-vacancies": {
        "task": "matching.tasks.suggest_vacancies",
        "schedule": crontab(hour=4, minute=30),
    },
    "delete-old-rankings": {
        "task": "matching.tasks.delete_old_rankings",
        "schedule": crontab(hour=3, minute=55),
    },
    "expire-list-files": {
        "task": "jobdesk.lists.tasks.expire_list_files",
        "schedule": crontab(minute=15),
    },
    # Who reads a share looks at its day anyway; this keeps the day for the history.
    "end-shares": {
        "task": "desk.tasks.end_shares",
        "schedule": crontab(hour=0, minute=50),
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
