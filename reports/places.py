"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

FIGURES = Place("overview.view", "reports:overview", "chart", _("Figures"))
REPORTS = Place("reports.view", "reports:reports", "print", _("Reports"))
