"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

TODAY = Place("today.view", "desk:today", "home", _("Today"))
RESIDENTS = Place("residents.view", "desk:residents", "person", _("Residents"))
STEPS = Place("steps.work", "desk:steps", "list", _("Steps"))
PLACEMENTS = Place("placements.view", "desk:placements", "path", _("Placements"))
RELOCATIONS = Place("relocations.view", "desk:relocations", "swap", _("Moves between centres"))
ENTRUSTED = Place("shares.view", "desk:entrusted", "people", _("Entrusted to us"))
DOUBLES = Place("doubles.merge", "desk:doubles", "idcard", _("Doubles"))
DELIVERIES = Place("deliveries.view", "desk:deliveries", "send", _("Deliveries"))
FIND = Place("search.use", "desk:find", "search", _("Find"))
