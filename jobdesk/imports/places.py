"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

IMPORT = Place("cases.import", "imports:imports", "import", _("Import"))
