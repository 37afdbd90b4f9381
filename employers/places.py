"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

EMPLOYERS = Place("employers.view", "employers:companies", "building", _("Employers"))
CHARTER = Place("charter.sign", "employers:charter", "pen", _("Our charter"))
NEW_VACANCY = Place("vacancies.post", "employers:vacancy_new", "plus", _("New vacancy"))
