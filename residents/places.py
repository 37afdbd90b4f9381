"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

SESSIONS = Place("sessions.run", "residents:sessions", "people", _("Group sessions"))
GROUPS = Place("groups.work", "residents:bundles", "target", _("Groups"))
WEEK = Place("cases.take", "residents:week", "cal", _("Who is where"))
MENTORS = Place("mentors.work", "residents:mentors", "heart", _("Mentors"))
LAW = Place("law.view", "residents:law", "stamp", _("The law"))
NEW_CONTACT = Place("outreach.log", "residents:outreach", "plus", _("New contact"))
