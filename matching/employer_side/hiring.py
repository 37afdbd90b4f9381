"""What follows an employer's yes: the stations from the match to aftercare, as the employer sees them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.desks.models import USUAL_CHECK_IN_WEEKS
from law.steps import hiring_papers, step_kind
from residents.law_values import kind_in_force

DAYS_IN_WEEK = 7


def hiring_path(vacancy: Vacancy, *, has_candidates: bool) -> list[dict[str, str]]:
    """Return the stations for the path component; the first is now while there are candidates."""
    first = {
        "name": _("You and the candidate agree"),
        "state": "now" if has_candidates else "later",
        "state_text": _("It is your turn") if has_candidates else "",
    }
    papers = _papers(vacancy.company.organisation.country)
    first_day = {"name": _("First working day"), "state": "later", "who": _("you and the job coach")}
    *first_weeks, last_week = USUAL_CHECK_IN_WEEKS
    weeks = {"weeks": ", ".join(map(str, first_weeks)), "last": last_week}
    aftercare = {
        "name": _("Aftercare"),
        "state": "later",
        "who": _("the job coach calls in weeks %(weeks)s and %(last)d") % weeks,
    }
    return [first, *papers, first_day, aftercare]


def _papers(country: str) -> Iterator[dict[str, str]]:
    """What the catalogue of the country says an employer must expect before the first day."""
    for paper in hiring_papers(country):
        weeks = _weeks(paper.weeks_of, country) if paper.weeks_of else 0
        yield {
            "name": _(paper.name),
            "state": "later",
            "state_text": _("We help") if paper.is_helped else "",
            "who": _(paper.who) % {"weeks": weeks} if paper.weeks_of else _(paper.who),
        }


def _weeks(kind: str, country: str) -> int:
    return kind_in_force(step_kind(kind, country)).days // DAYS_IN_WEEK
