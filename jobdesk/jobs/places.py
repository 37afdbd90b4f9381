"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

JOBS = Place("jobs.view", "jobs:jobs", "hourglass", _("Work in the background"))
