from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class DesksConfig(AppConfig):
    name = "jobdesk.desks"
    verbose_name = _("Desks")

    def ready(self) -> None:
        """Look at the countries of the desks whenever the database is checked."""
        from jobdesk.desks.checks import check_countries

        register(check_countries, Tags.database)
