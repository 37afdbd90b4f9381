"""Every write to organisations, regions, centres and projects. Nothing is deleted: what is closed stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.queries import centres_of, countries_administered_by, own_agencies
from jobdesk.desks.closing import why_kept_open
from jobdesk.desks.models import Centre, Closable, Organisation, Project, ProjectTarget, Region
from jobdesk.desks.queries import looked_after_by
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope

LAST_CHECK_IN_WEEK = 104  # guidance is over by then
Row = TypeVar("Row", bound=Closable)

# What a row is and which people see whom by it never changes.
FIXED: Mapping[type[models.Model], frozenset[str]] = {
    Organisation: frozenset({"kind", "country"}),
    Region: frozenset({"country"}),
    Centre: frozenset({"code", "organisation", "country"}),
    Project: frozenset({"code"}),
}


@transaction.atomic
def add_organisation(*, name: str, kind: str, country: str) -> Organisation:
    """Add a partner, funder, municipality or employer, and record it.

    Raises RuleBroken for an agency (those who run the service make these), another country than those of the
    actor's agencies, and a name that is there.
    """
    if kind == Organisation.Kind.AGENCY:
        raise RuleBroken(_("A reception agency is added by those who run Jobdesk."), "kind")
    _check_country(country)
    return _added(Organisation(name=name, kind=kind, country=country))


@transaction.atomic
def add_region(*, name: str, country: str) -> Region:
    """Add a region and record it. Raises RuleBroken for another's country and a name that is there."""
    _check_country(country)
    return _added(Region(name=name, country=country))


@transaction.atomic
def add_centre(*, organisation: Organisation, region: Region, **fields: Any) -> Centre:
    """Add a centre of one of the actor's agencies, in the country of that agency, and record it.

    Raises RuleBroken for another agency, a region of another country, a code that is there, and coordinates
    that are none.
    """
    if not own_agencies(acting_user()).filter(pk=organisation.pk).exists():
        raise RuleBroken(_("You can only add centres to an agency that you administer."), "organisation")
    centre = Centre(organisation=organisation, region=region, country=organisation.country, **fields)
    _check_region(centre)
    return _added(centre)


@transaction.atomic
def add_project(
    *, organisation: Organisation, funders: Iterable[Organisation], centres: Iterable[Centre], **fields: Any
) -> Project:
    """Add a project at centres of the actor's agencies, and record it.

    Raises RuleBroken without such a centre, for a centre of another agency, a code that is there, days in the
    wrong order and a grant above the budget.
    """
    project = _added(Project(organisation=organisation, **fields))
    record("project.changed", project, _set_links(project, funders=funders, centres=centres))
    return project


@transaction.atomic
def change(
    row: Closable,
    values: Mapping[str, Any],
    *,
    funders: Iterable[Organisation] | None = None,
    centres: Iterable[Centre] | None = None,
) -> None:
    """Change fields of a row, and of a project its funders and those of its centres that are the actor's.

    Records what changed, if anything did. Raises RuleBroken for a row that the actor does not look after, a
    field that never changes, and as adding one does.
    """
    hold(row)
    _check_theirs(row)
    if FIXED[type(row)] & set(values):
        raise ValueError(f"{sorted(FIXED[type(row)])} never change.")
    changes = {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, Centre):
        _check_region(row)
    _check(row)
    row.save()
    if isinstance(row, Project) and funders is not None and centres is not None:
        changes |= _set_links(row, funders=funders, centres=centres)
    if changes:
        record(f"{_noun(row)}.changed", row, changes)


@transaction.atomic
def set_targets(project: Project, targets: Mapping[str, Decimal | None]) -> None:
    """Set a project's targets by figure; None takes one away. Records what changed, if anything did.

    Raises RuleBroken for a project that the actor does not look after, and for a target below zero.
    """
    hold(project)
    _check_theirs(project)
    has = dict(project.targets.values_list("figure", "value"))
    changes = {
        figure: [has.get(figure), value] for figure, value in targets.items() if has.get(figure) != value
    }
    below = next((figure for figure, value in targets.items() if value is not None and value < 0), None)
    if below:
        raise RuleBroken(_("A target is zero or more."), below)
    project.targets.filter(figure__in=changes).delete()
    ProjectTarget.objects.bulk_create(
        ProjectTarget(project=project, figure=figure, value=value)
        for figure, (_before, value) in changes.items()
        if value is not None
    )
    if changes:
        record("project.targets_changed", project, changes)


@transaction.atomic
def set_check_in_weeks(project: Project, weeks: Iterable[int]) -> None:
    """Say in which weeks after a start the people of a project are spoken to; for work that starts later.

    Records ``project.weeks_changed`` if they change. Raises RuleBroken for a project outside the open scope,
    without a week, and for one that is not from 1 to 104.
    """
    hold(project)
    if project.pk not in current_scope().projects:
        raise RuleBroken(_("This project is of other desks than yours."))
    chosen = sorted(set(weeks))
    if not chosen:
        raise RuleBroken(_("Choose at least one week."), "weeks")
    if chosen[0] < 1 or chosen[-1] > LAST_CHECK_IN_WEEK:
        raise RuleBroken(_("Choose weeks from 1 to %(last)d.") % {"last": LAST_CHECK_IN_WEEK}, "weeks")
    if chosen != project.check_in_weeks:
        record("project.weeks_changed", project, {"check_in_weeks": [project.check_in_weeks, chosen]})
        project.check_in_weeks = chosen
        project.save(update_fields=["check_in_weeks"])


@transaction.atomic
def close(row: Closable) -> None:
    """Have forms no longer offer a row, from today; what is there stays. Records it.

    Raises RuleBroken for a row that the actor does not look after or that is closed, an agency, and one that
    open ones still need: a region its centres, an organisation its projects.
    """
    hold(row)
    _check_theirs(row)
    if row.closed_on:
        raise RuleBroken(_("This is closed already."))
    if isinstance(row, Organisation):
        if row.kind == Organisation.Kind.AGENCY:
            raise RuleBroken(_("A reception agency is not closed here."))
        runs = Project.objects.filter(organisation=row, closed_on=None, ends_on__gte=timezone.localdate())
        if runs.exists():
            raise RuleBroken(_("It runs a project. Close that first, or have another organisation run it."))
        if why := why_kept_open(row):
            raise RuleBroken(why)
    if isinstance(row, Region) and row.centres.filter(closed_on=None).exists():
        raise RuleBroken(_("There are open centres in this region. Close or move them first."))
    row.closed_on = timezone.localdate()
    row.save(update_fields=["closed_on"])
    record(f"{_noun(row)}.closed", row)


@transaction.atomic
def reopen(row: Closable) -> None:
    """Offer a closed row again, and record it. Raises RuleBroken for another's row or one that is open."""
    hold(row)
    _check_theirs(row)
    if not row.closed_on:
        raise RuleBroken(_("This is open already."))
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    record(f"{_noun(row)}.reopened", row)


def _added(row: Row) -> Row:
    _check(row)
    row.save()
    record(f"{_noun(row)}.added", row, {"name": str(row)})
    return row


def _noun(row: Closable) -> str:
    return str(row._meta.model_name)


def _check(row: Closable) -> None:
    """Have the model say what is wrong, at the field it is about."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, said = next(iter(error.message_dict.items()))
        raise RuleBroken(said[0], "" if field == NON_FIELD_ERRORS else field) from None


def _check_country(country: str) -> None:
    if country not in countries_administered_by(acting_user()):
        raise RuleBroken(_("Choose a country of your own agencies."), "country")


def _check_theirs(row: Closable) -> None:
    if not looked_after_by(acting_user())[type(row)].filter(pk=row.pk).exists():
        raise RuleBroken(_("This is looked after by the administrators of another agency."))


def _check_region(centre: Centre) -> None:
    if centre.region.country != centre.country:
        raise RuleBroken(_("This region lies in another country than the agency."), "region")


def _set_links(
    project: Project, *, funders: Iterable[Organisation], centres: Iterable[Centre]
) -> dict[str, list[list[str]]]:
    """Set the funders and the actor's centres; those of other agencies stay. Return what changed, by name."""
    own, chosen = set(centres_of(acting_user())), set(centres)
    if not chosen:
        raise RuleBroken(_("Choose at least one centre of your own agency."), "centres")
    if not chosen <= own:
        raise RuleBroken(_("You can only choose centres of your own agency."), "centres")
    before: dict[str, set[Any]] = {
        "funders": set(project.funders.all()),
        "centres": set(project.centres.all()),
    }
    after: dict[str, set[Any]] = {"funders": set(funders), "centres": (before["centres"] - own) | chosen}
    project.funders.set(after["funders"])
    project.centres.set(after["centres"])
    return {
        name: [_names(before[name]), _names(after[name])] for name in before if before[name] != after[name]
    }


def _names(rows: Iterable[Closable]) -> list[str]:
    return sorted(str(row) for row in rows)


def _plain(value: Any) -> Any:
    """A value as the trail keeps it: a row by its name."""
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
