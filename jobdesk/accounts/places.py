"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

COLLEAGUES = Place("colleagues.view", "accounts:colleagues", "people", _("Colleagues"))
MEMBERS = Place("members.manage", "accounts:members", "people", _("Members"))
