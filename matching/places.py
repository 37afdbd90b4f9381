"""Where this app can be entered: see jobdesk/web/places.py."""

from django.utils.translation import gettext_lazy as _

from jobdesk.web.places import Place

VACANCIES = Place("vacancies.view", "matching:vacancies", "bag", _("Vacancies"))
CONCERNS = Place("concerns.work", "matching:concerns", "heart", _("Concerns"))
PIPELINE = Place("proposals.make", "matching:pipeline", "send", _("Proposals"))
FAIRS = Place("fairs.run", "matching:fairs", "cal", _("Job fairs"))
PROGRAMMES = Place("programmes.work", "matching:programmes", "target", _("Programmes"))
RANKINGS = Place("rankings.view", "matching:rankings", "list", _("Rankings shown"))
PAPERS = Place("papers.view", "matching:papers", "doc", _("Papers"))
OUR_FAIRS = Place("fairs.attend", "matching:company_fairs", "cal", _("Job fairs"))
