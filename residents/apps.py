from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from law import registry
from law.steps import check_catalogues


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Residents")

    def ready(self) -> None:
        """Read the countries of the settings. Refuse to start with a record or a catalogue that cannot be.

        Later it would fail on a page.
        """
        registry.install(settings.COUNTRIES)
        check_catalogues()
