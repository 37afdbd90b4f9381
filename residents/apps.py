from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from law.steps import check_catalogues


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Residents")

    def ready(self) -> None:
        """Refuse to start with a catalogue of steps that cannot be: later it would fail on a page."""
        check_catalogues()
