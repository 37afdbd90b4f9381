"""Organisations, regions, centres and projects in words: one line in a list, and pairs on their page."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from jobdesk.desks.countries import country_choices
from jobdesk.desks.forms import target_figures
from jobdesk.desks.models import Centre, Organisation, Project, Region

Facts = list[tuple[str, str]]


def country_name(code: str) -> str:
    """Return the name of a country in the reader's language; the code of one that this site does not have."""
    return dict(country_choices()).get(code, code)


def about_organisation(row: Organisation) -> str:
    return f"{row.get_kind_display()}, {country_name(row.country)}"


def about_region(row: Any) -> str:
    centres = _("Open centres: %(number)s") % {"number": row.open_centres}
    return f"{country_name(row.country)}. {centres}"


def about_centre(row: Centre) -> str:
    places = _("%(number)s places") % {"number": row.capacity}
    return f"{row.organisation.name}. {row.municipality}, {row.region.name}. {places}"


def about_project(row: Project) -> str:
    return f"{row.code}. {row.organisation.name}. {_days(row)}"


def of_organisation(row: Organisation, projects: QuerySet[Project]) -> Facts:
    return [
        (_("Kind"), row.get_kind_display()),
        (_("Country"), country_name(row.country)),
        (_("Runs"), _names(projects.filter(organisation=row).distinct())),
        (_("Pays for"), _names(projects.filter(funders=row).distinct())),
    ]


def of_region(row: Region, _projects: QuerySet[Project]) -> Facts:
    return [
        (_("Country"), country_name(row.country)),
        (_("Open centres"), _names(row.centres.filter(closed_on=None))),
    ]


def of_centre(row: Centre, projects: QuerySet[Project]) -> Facts:
    position = [number_format(each, 5) for each in (row.latitude, row.longitude)]
    return [
        (_("Code"), row.code),
        (_("Reception agency"), row.organisation.name),
        (_("Region"), f"{row.region.name}, {country_name(row.country)}"),
        (_("Municipality or village"), f"{row.postcode} {row.municipality}".strip()),
        (_("Latitude and longitude"), " / ".join(position)),
        (_("Places"), number_format(row.capacity, force_grouping=True)),
        (_("Projects"), _names(projects.filter(centres=row).distinct())),
    ]


def of_project(row: Project, _projects: QuerySet[Project]) -> Facts:
    names = dict(target_figures())
    aims = {each.figure: number_format(each.value, 0) for each in row.targets.all()}
    aimed = [f"{names[figure]}: {aim}" for figure, aim in aims.items() if figure in names]
    return [
        (_("Code"), row.code),
        (_("Run by"), row.organisation.name),
        (_("When"), _days(row)),
        (_("Funders"), _names(row.funders.all())),
        (_("Centres"), _names(row.centres.all())),
        (_("Guidance"), _("%(number)s months") % {"number": row.guidance_months}),
        (_("Check-ins in weeks"), ", ".join(map(str, row.check_in_weeks))),
        (_("Budget (EUR)"), _amount(row.budget)),
        (_("Grant (EUR)"), _amount(row.grant)),
        (
            _("Targets"),
            "; ".join(aimed),
        ),
    ]


def _names(rows: Iterable[Any]) -> str:
    return ", ".join(str(each) for each in rows)


def _days(row: Project) -> str:
    return " – ".join(date_format(day, "j F Y") for day in (row.starts_on, row.ends_on))


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else number_format(amount, 2, force_grouping=True)
