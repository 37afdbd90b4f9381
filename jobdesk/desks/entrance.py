"""Where this app can be entered: see jobdesk/web/places.py. (``places`` here are those of the map.)"""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

DESKS = Place("desks.view", "desks:desks", "building", _("Centres and projects"))
