from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that follows a commit: kept in the database, done by a worker, looked after by a sweeper."""

    name = "jobdesk.jobs"
    label = "jobs"
    verbose_name = _("work in the background")

    def ready(self) -> None:
        """Let every app say which kinds of jobs it has."""
        autodiscover_modules("tasks")
