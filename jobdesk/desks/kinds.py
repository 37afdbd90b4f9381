"""What the screens of the desks show: four kinds of rows, each one record, with the same views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.desks import facts, services
from jobdesk.desks.forms import CentreForm, DeskForm, OrganisationForm, ProjectForm, RegionForm
from jobdesk.desks.models import Centre, Closable, Organisation, Project, Region
from jobdesk.desks.queries import (
    centres_in_sight,
    organisations_in_sight,
    projects_in_sight,
    regions_in_sight,
)


@dataclass(frozen=True)
class Kind:
    """One kind of rows. ``about`` says in one line what a row is; ``found_by`` are the fields of the search.

    ``in_sight`` gives the rows of a reader, ``add`` is the service that makes one of the cleaned form,
    ``pairs`` are words about a row, among the projects that its reader sees.
    """

    code: str
    label: Promise
    new: Promise
    empty: Promise
    closing: Promise
    model: type[Closable]
    form: type[DeskForm]
    in_sight: Callable[[User, Hat], QuerySet[Any]]
    add: Callable[..., Closable]
    about: Callable[[Any], str]
    pairs: Callable[[Any, QuerySet[Project]], facts.Facts]
    found_by: tuple[str, ...] = ("name",)

    def rows(self, user: User, hat: Hat, *, search: str = "") -> QuerySet[Any]:
        """The rows of a reader, by name; ``search`` is part of what they are found by."""
        rows = self.in_sight(user, hat)
        if search:
            found = Q()
            for field in self.found_by:
                found |= Q(**{f"{field}__icontains": search})
            rows = rows.filter(found)
        return rows.order_by("name", "pk")

    def facts_of(self, row: Closable, user: User, hat: Hat) -> facts.Facts:
        """What there is to know about a row, as far as it is filled in."""
        found = self.pairs(row, projects_in_sight(user, hat))
        return [(label, value) for label, value in found if value]


def _centres(user: User, hat: Hat) -> QuerySet[Centre]:
    return centres_in_sight(user, hat).select_related("organisation", "region")


def _projects(user: User, hat: Hat) -> QuerySet[Project]:
    seen = projects_in_sight(user, hat).values("pk")
    return Project.objects.filter(pk__in=seen).select_related("organisation")


def _regions(user: User, hat: Hat) -> QuerySet[Region]:
    seen = regions_in_sight(user, hat).values("pk")
    open_ones = Count("centres", filter=Q(centres__closed_on=None))
    return Region.objects.filter(pk__in=seen).annotate(open_centres=open_ones)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "centres",
            gettext_lazy("Centres"),
            gettext_lazy("Add a centre"),
            gettext_lazy("No centre yet"),
            gettext_lazy(
                "Nobody is registered here or moves here any more, and no role is given here. "
                "Who works here keeps their cases until the residents have left."
            ),
            Centre,
            CentreForm,
            _centres,
            services.add_centre,
            facts.about_centre,
            facts.of_centre,
            ("name", "code", "municipality"),
        ),
        Kind(
            "projects",
            gettext_lazy("Projects"),
            gettext_lazy("Add a project"),
            gettext_lazy("No project yet"),
            gettext_lazy(
                "No contact, intake or match is recorded for it any more. "
                "What is there stays, with its reports."
            ),
            Project,
            ProjectForm,
            _projects,
            services.add_project,
            facts.about_project,
            facts.of_project,
            ("name", "code"),
        ),
        Kind(
            "organisations",
            gettext_lazy("Organisations"),
            gettext_lazy("Add an organisation"),
            gettext_lazy("No organisation yet"),
            gettext_lazy(
                "Nobody is invited to it any more, and no project chooses it. "
                "Its members keep their access: end that in the list of members."
            ),
            Organisation,
            OrganisationForm,
            organisations_in_sight,
            services.add_organisation,
            facts.about_organisation,
            facts.of_organisation,
        ),
        Kind(
            "regions",
            gettext_lazy("Regions"),
            gettext_lazy("Add a region"),
            gettext_lazy("No region yet"),
            gettext_lazy("No centre can be put in it any more."),
            Region,
            RegionForm,
            _regions,
            services.add_region,
            facts.about_region,
            facts.of_region,
        ),
    )
}
