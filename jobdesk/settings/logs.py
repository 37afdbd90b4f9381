"""What is logged, and how: to standard error, without anybody's data."""


def logging_settings(level: str) -> dict:
    """Return Django's LOGGING at ``level``.

    No handler sends e-mail: Django's own would send what was typed into the form.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"task_outcome": {"()": "jobdesk.logs.TaskOutcomeFilter"}},
        "formatters": {
            "line": {
                "()": "jobdesk.logs.ImpersonalFormatter",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["task_outcome"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.db.backends": {"level": "INFO"},  # its DEBUG shows the values in queries
            # One line for every style and every font rule that a screen has and paper has not.
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
