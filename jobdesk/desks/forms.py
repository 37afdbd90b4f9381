"""What is asked of organisations, regions, centres and projects; offered is what one looks after."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.accounts.queries import centres_granted_by, centres_of, countries_administered_by, own_agencies
from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Centre, Organisation, Project, Region
from jobdesk.desks.places import find_place, places_like
from jobdesk.desks.queries import organisations_in_sight, regions_in_sight
from jobdesk.desks.travel import kilometres
from jobdesk.web.amounts import AmountField, WholeField
from jobdesk.web.numbers import CommaField
from jobdesk.web.widgets import DayInput

CODE_HELP = gettext_lazy("Short, for lists and addresses: letters, digits and hyphens. It never changes.")
MOST_PLACES, MOST_MONTHS = 20_000, 120
MOST_MONEY = 9_999_999_999  # euros of one project: what the database keeps
LONGEST_NUMBER = 4  # digits of a week
FAR_KM = 60  # by road, from the middle of its municipality: further is a slip of the hand
Kind = Organisation.Kind


class DeskForm(forms.ModelForm):
    """A form of one kind of row, for ``user`` who wears ``hat``. ``fixed``: asked when it is added only."""

    fixed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, user: User, hat: Hat, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.hat = user, hat
        if self.instance.pk:
            for name in self.fixed:
                del self.fields[name]

    def _post_clean(self) -> None:
        """Leave the row as it is: the service changes and checks it, and says what changed."""

    def _own_countries(self) -> list[tuple[str, str]]:
        own = countries_administered_by(self.user)
        return [(code, name) for code, name in country_choices() if code in own]


class OrganisationForm(DeskForm):
    """A partner, funder, municipality or employer; agencies come from those who run the service."""

    fixed = ("kind", "country")

    class Meta:
        model = Organisation
        fields = ("name", "kind", "country")
        widgets: ClassVar = {"kind": forms.RadioSelect, "country": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = [each for each in Kind.choices if each[0] != Kind.AGENCY]
            self.fields["country"].choices = self._own_countries()
            self.fields["country"].initial = next((code for code, _name in self._own_countries()), None)


class RegionForm(DeskForm):
    """A region of one of one's countries."""

    fixed = ("country",)

    class Meta:
        model = Region
        fields = ("name", "country")
        widgets: ClassVar = {"country": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "country" in self.fields:
            self.fields["country"].choices = self._own_countries()
            self.fields["country"].initial = next((code for code, _name in self._own_countries()), None)


class CentreForm(DeskForm):
    """A centre. Left empty, its position is that of the municipality or village, if Jobdesk knows that."""

    fixed = ("code", "organisation")

    latitude = CommaField(
        label=gettext_lazy("Latitude"),
        required=False,
        decimal_places=5,
        help_text=gettext_lazy("Degrees north, for example 52.37025."),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = CommaField(
        label=gettext_lazy("Longitude"),
        required=False,
        decimal_places=5,
        help_text=gettext_lazy("Degrees east, for example 5.21413."),
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    capacity = WholeField(label=gettext_lazy("Capacity (places)"), least=0, most=MOST_PLACES)

    class Meta:
        model = Centre
        fields = (
            "name",
            "code",
            "organisation",
            "region",
            "capacity",
            "municipality",
            "postcode",
            "latitude",
            "longitude",
        )
        labels: ClassVar = {"municipality": gettext_lazy("Municipality or village")}
        help_texts: ClassVar = {
            "code": gettext_lazy(
                "Short, for lists and addresses: letters, digits and hyphens. It never changes."
            ),
            "municipality": gettext_lazy("Journeys to work are estimated from here."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        agencies = own_agencies(self.user).filter(closed_on=None)
        if "organisation" in self.fields:
            _offer(self.fields["organisation"], agencies)
        regions = regions_in_sight(self.user, self.hat)
        if self.instance.pk:
            regions = regions.filter(country=self.instance.country)
        _offer(self.fields["region"], _open(regions, self.instance.region_id), is_hidden_alone=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        agency = data.get("organisation") or getattr(self.instance, "organisation", None)
        if {"municipality", "latitude", "longitude"} & set(self.errors) or agency is None:
            return data
        found = find_place(data["municipality"], agency.country)
        if found and found.name.casefold() == data["municipality"].casefold():
            data["municipality"] = found.name
        typed = data["latitude"], data["longitude"]
        if None not in typed:
            if found and kilometres(found.point, (float(typed[0]), float(typed[1]))) > FAR_KM:
                self.add_error("latitude", _("This is far from %(place)s.") % {"place": found.name})
            return data
        if found is None:
            self.add_error("municipality", not_found(data["municipality"], agency.country))
            return data
        data["latitude"], data["longitude"] = (Decimal(str(each)) for each in found.point)
        return data


def not_found(name: str, country: str) -> str:
    """Say that a place is not known, what is spelt like it, and what to do."""
    like = places_like(name, country)
    if like:
        return _(
            "Jobdesk does not know this place. Did you mean %(names)s? Else fill in the coordinates."
        ) % {"names": _(" or ").join(like)}
    return _("Jobdesk does not know this place. Check the name, or fill in the coordinates.")


class ProjectForm(DeskForm):
    """A project: where, when, by whom and for whom. Centres of other agencies stay as they are."""

    fixed = ("code",)

    guidance_months = WholeField(
        label=gettext_lazy("Guidance (months)"),
        least=0,
        most=MOST_MONTHS,
        initial=18,
        help_text=gettext_lazy("How long somebody is guided after the intake."),
    )
    budget = AmountField(
        label=gettext_lazy("Budget (EUR)"), most=MOST_MONEY, example="250000", required=False
    )
    grant = AmountField(label=gettext_lazy("Grant (EUR)"), most=MOST_MONEY, example="200000", required=False)

    class Meta:
        model = Project
        fields = (
            "name",
            "code",
            "organisation",
            "funders",
            "centres",
            "starts_on",
            "ends_on",
            "guidance_months",
            "budget",
            "grant",
        )
        widgets: ClassVar = {
            "starts_on": DayInput,
            "ends_on": DayInput,
            "funders": forms.CheckboxSelectMultiple,
            "centres": forms.CheckboxSelectMultiple,
        }
        help_texts: ClassVar = {
            "code": gettext_lazy(
                "Short, for lists and addresses: letters, digits and hyphens. It never changes."
            ),
            "funders": gettext_lazy("They read the reports of this project, in which nobody is named."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seen = organisations_in_sight(self.user, self.hat)
        runs = seen.filter(kind__in=(Kind.PARTNER, Kind.MUNICIPALITY)) | seen.filter(
            pk__in=own_agencies(self.user).values("pk")
        )
        _offer(self.fields["organisation"], _open(runs, self.instance.organisation_id), is_hidden_alone=False)
        has = self.instance.funders.values("pk") if self.instance.pk else []
        pays = seen.filter(kind__in=(Kind.FUNDER, Kind.MUNICIPALITY)) | seen.filter(pk__in=has)
        self.fields["funders"].queryset = _open(pays, *has)
        centres = centres_granted_by(self.user)
        if self.instance.pk:
            theirs = self.instance.centres.values("pk")
            centres = centres_of(self.user).filter(Q(closed_on=None) | Q(pk__in=theirs))
            others = ", ".join(
                each.name for each in self.instance.centres.exclude(pk__in=centres.values("pk"))
            )
            if others:
                said = _("Besides these, centres of other agencies: %(names)s. They stay.")
                self.fields["centres"].help_text = said % {"names": others}
            self.initial["centres"] = list(self.instance.centres.filter(pk__in=centres.values("pk")))
        self.fields["centres"].queryset = centres


class TargetsForm(forms.Form):
    """What a project sets out to reach: a number for each figure of the reports, or nothing."""

    def __init__(self, *args, project: Project, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        has = dict(project.targets.values_list("figure", "value"))
        for figure, name in target_figures():
            self.fields[figure] = forms.IntegerField(
                label=name, required=False, min_value=0, max_value=1_000_000, initial=_whole(has.get(figure))
            )


class WeeksForm(forms.Form):
    """In which weeks after a start somebody is spoken to."""

    weeks = forms.CharField(
        label=gettext_lazy("Weeks after the first day"),
        max_length=60,
        help_text=gettext_lazy("Numbers with a comma between, for example 1, 4, 13, 26, 52."),
    )

    def __init__(self, *args, project: Project, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks"].initial = ", ".join(map(str, project.check_in_weeks))

    def clean_weeks(self) -> list[int]:
        """Read the numbers. The service says which can be."""
        parts = [part.strip() for part in self.cleaned_data["weeks"].split(",") if part.strip()]
        if not parts or not all(part.isdecimal() and len(part) <= LONGEST_NUMBER for part in parts):
            raise forms.ValidationError(_("Fill in weeks as numbers, for example 1, 4, 13, 26, 52."))
        return [int(part) for part in parts]


class ListForm(forms.Form):
    """The filters above a list. A value that makes no sense counts as no filter."""

    q = forms.CharField(required=False, max_length=80)
    state = forms.ChoiceField(choices=[("open", ""), ("closed", "")], required=False)


def target_figures() -> list[tuple[str, str]]:
    """Return (code, name) of the figures a project can have a target for; the reports say which."""
    return import_string(settings.TARGET_FIGURES)()


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _open(rows: QuerySet, *also: Any) -> QuerySet:
    """Those that are open, and those that a row has already."""
    has = [each["pk"] if isinstance(each, dict) else each for each in also if each is not None]
    return rows.filter(Q(closed_on=None) | Q(pk__in=has)).distinct()


def _offer(field: forms.ModelChoiceField, rows: QuerySet, *, is_hidden_alone: bool = True) -> None:
    """Offer rows; one that is alone is chosen, and not asked."""
    field.queryset = rows
    alone = list(rows[:2])
    if len(alone) == 1:
        field.initial, field.empty_label = alone[0].pk, None
        if is_hidden_alone:
            field.widget = forms.HiddenInput()
