from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployersConfig(AppConfig):
    name = "employers"
    verbose_name = _("Employers")

    def ready(self) -> None:
        """Tell the room below when an organisation must stay open."""
        from employers.queries import why_company_is_open
        from jobdesk.desks.closing import ask_before_closing

        ask_before_closing(why_company_is_open)
