"""Filters and columns that all lists of the desk have: where a case is, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import User
from jobdesk.desks.countries import country_choices
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import Reader
from jobdesk.lists.filters import Choices, Filter, Options, one_of
from jobdesk.trail.access import may
from law import registry
from law.steps import step_kinds
from residents.models import held_by

MOST_COUNTED = 5_000
ME, ALL, NOBODY = "me", "all", "nobody"


def place_filters(path: str) -> tuple[Filter, ...]:
    """Filters on centre, municipality and country, and on the coach; ``path`` leads to the resident."""
    return (
        Choices("coach", gettext_lazy("Coach"), of_coaches(path), options=coach_options),
        Choices("centre", gettext_lazy("Centre"), one_of(f"{path}centre__code"), options=centre_options),
        Choices(
            "municipality",
            gettext_lazy("Municipality"),
            one_of(f"{path}centre__municipality"),
            options=municipality_options,
        ),
        Choices(
            "country", gettext_lazy("Country"), one_of(f"{path}centre__country"), options=country_options
        ),
    )


def of_coaches(path: str) -> Callable[[QuerySet, Iterable[str], ListChoice], QuerySet]:
    """Keep the cases of the chosen coaches; "all" keeps everybody's."""

    def narrow(rows: QuerySet, value: Iterable[str], choice: ListChoice) -> QuerySet:
        if ALL in value:
            return rows
        chosen = Q(**{f"{path}coach": None}) if NOBODY in value else Q(pk__in=[])
        keys = [choice.reader.user.pk if each == ME else int(each) for each in value if each != NOBODY]
        theirs = Q(**{f"{path}coach__in": keys}) | Q(**{f"{path}second_coach__in": keys})
        return rows.filter(chosen | theirs)

    return narrow


def is_own(choice: ListChoice) -> bool:
    """Whether the list is of the reader's own cases: unless they choose, or see the whole desk."""
    if "coach" in choice.values:
        return choice.values["coach"] == (ME,)
    return choice.tab != ALL and not may(choice.reader.hat, "cases.oversee")


def own_cases(rows: QuerySet, choice: ListChoice, path: str) -> QuerySet:
    """Keep the reader's own cases where the list is about these."""
    if "coach" not in choice.values and is_own(choice):
        return rows.filter(held_by(choice.reader.user, path))
    return rows


def tab_counts(rows: QuerySet, lists: dict[str, Q]) -> dict[str, int | None]:
    """How many rows each tab holds; None when there are so many that counting would hold the page up."""
    rows = rows.order_by()
    if rows[: MOST_COUNTED + 1].count() > MOST_COUNTED:
        return dict.fromkeys(lists)
    return rows.aggregate(**{tab: Count("pk", filter=condition) for tab, condition in lists.items()})


def coach_options(reader: Reader) -> Options:
    """Me, nobody, everybody, and each colleague at the centres."""

    def colleagues() -> Options:
        found = User.objects.serving(reader.hat.scope.centres).exclude(pk=reader.user.pk)
        return [(str(user.pk), user.name) for user in found]

    fixed = [(ME, _("me")), (NOBODY, _("nobody")), (ALL, _("everybody"))]
    return [*fixed, *reader.once("colleagues", colleagues)]


def centre_options(reader: Reader) -> Options:
    """The centres of the reader."""
    return [(centre.code, centre.name) for centre in reader.hat.centres]


def municipality_options(reader: Reader) -> Options:
    """The municipalities of their centres."""
    return [(place, place) for place in sorted({centre.municipality for centre in reader.hat.centres})]


def country_options(reader: Reader) -> Options:
    """The countries of their centres."""
    countries = {centre.country for centre in reader.hat.centres}
    return [(code, name) for code, name in country_choices() if code in countries]


def requirement_options(reader: Reader) -> Options:
    """What the rules of their countries can require."""
    countries = [registry.country(code) for code in sorted({centre.country for centre in reader.hat.centres})]
    return list({each.code: _(each.label) for one in countries for each in one.requirements}.items())


def step_options(reader: Reader) -> Options:
    """The kinds of steps of their countries, each once; one with two names, by both."""
    names: dict[str, dict[str, None]] = {}
    for country in sorted({centre.country for centre in reader.hat.centres}):
        for code, kind in step_kinds(country).items():
            names.setdefault(code, {})[_(kind.label)] = None
    return [(code, " / ".join(labels)) for code, labels in names.items()]
