"""Which organisations, regions, centres and projects somebody sees, and which of them they look after.

An administrator looks after those of their own agencies. Who works with them, without ``desks.manage``, sees
those of their own scope.
"""

from typing import Any

from django.db.models import Q, QuerySet

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.accounts.queries import (
    centres_of,
    countries_administered_by,
    organisations_administered_by,
    own_organisations,
)
from jobdesk.desks.models import Centre, Closable, Organisation, Project, Region
from jobdesk.trail.access import may


def centres_in_sight(user: User, hat: Hat) -> QuerySet[Centre]:
    """The centres of one's agencies, or of one's scope."""
    if may(hat, "desks.manage"):
        return centres_of(user)
    return Centre.objects.filter(pk__in=hat.scope.centres)


def projects_in_sight(user: User, hat: Hat) -> QuerySet[Project]:
    """The projects at one of these centres; for who administers the organisation that runs one, that too."""
    if not may(hat, "desks.manage"):
        return Project.objects.filter(pk__in=hat.scope.projects)
    at_centres = Project.objects.filter(centres__in=centres_of(user))
    return Project.objects.filter(Q(pk__in=at_centres) | Q(organisation__in=own_organisations(user)))


def organisations_in_sight(user: User, hat: Hat) -> QuerySet[Organisation]:
    """The organisations one administers, and those that have, run or pay what one sees."""
    projects = projects_in_sight(user, hat).order_by()
    around = (
        Q(pk__in=centres_in_sight(user, hat).values("organisation"))
        | Q(pk__in=projects.values("organisation"))
        | Q(pk__in=projects.values("funders"))
    )
    if may(hat, "desks.manage"):
        around |= Q(pk__in=organisations_administered_by(user).values("pk"))
    return Organisation.objects.filter(around)


def regions_in_sight(user: User, hat: Hat) -> QuerySet[Region]:
    """The regions of the countries of one's agencies, or those of the centres of one's scope."""
    if may(hat, "desks.manage"):
        return Region.objects.filter(country__in=countries_administered_by(user))
    return Region.objects.filter(centres__in=hat.scope.centres).distinct()


def looked_after_by(user: User) -> dict[type[Closable], QuerySet[Any]]:
    """Return, by model, what ``user`` may change: each agency what lies at its centres."""
    return {
        Organisation: organisations_administered_by(user),
        Region: Region.objects.filter(country__in=countries_administered_by(user)),
        Centre: centres_of(user),
        Project: Project.objects.filter(centres__in=centres_of(user)).distinct(),
    }
