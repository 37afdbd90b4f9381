"""What follows an employer's yes: the stations from the match to aftercare, as the employer sees them."""

from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.desks.models import Country
from law.steps import step_kind
from matching.models import CheckIn
from residents.models import Step

DAYS_IN_WEEK = 7


def hiring_path(vacancy: Vacancy, *, has_candidates: bool) -> list[dict[str, str]]:
    """Return the stations for the path component; the first is now while there are candidates."""
    first = {
        "name": _("You and the candidate agree"),
        "state": "now" if has_candidates else "later",
        "state_text": _("It is your turn") if has_candidates else "",
    }
    is_dutch = vacancy.company.organisation.country == Country.NL
    papers = _dutch_papers() if is_dutch else _belgian_papers()
    first_day = {"name": _("First working day"), "state": "later", "who": _("you and the job coach")}
    weeks = {"first": CheckIn.WEEKS[0], "second": CheckIn.WEEKS[1]}
    aftercare = {
        "name": _("Aftercare"),
        "state": "later",
        "who": _("the job coach calls in week %(first)d and week %(second)d") % weeks,
    }
    return [first, *papers, first_day, aftercare]


def _dutch_papers() -> list[dict[str, str]]:
    weeks = step_kind(Step.Kind.TWV, Country.NL).days // DAYS_IN_WEEK
    return [
        {
            "name": _("Work permit or notification"),
            "state": "later",
            "state_text": _("We help"),
            "who": _("you file it with UWV; a permit takes about %(weeks)d weeks") % {"weeks": weeks},
        },
        {"name": _("BSN and bank account"), "state": "later", "who": _("candidate and municipality")},
    ]


def _belgian_papers() -> list[dict[str, str]]:
    return [
        {
            "name": _("National number and bank account"),
            "state": "later",
            "who": _("candidate and municipality"),
        },
        {
            "name": _("Dimona declaration"),
            "state": "later",
            "state_text": _("We help"),
            "who": _("you declare before the first working day"),
        },
    ]
