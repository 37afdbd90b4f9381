"""Organisations, regions, centres and projects in the technical administration."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from jobdesk.admin import TrailedAdmin
from jobdesk.desks.forms import MOST_MONEY
from jobdesk.desks.models import Centre, Organisation, Project, ProjectTarget, Region
from jobdesk.web.amounts import AmountField


@admin.register(Organisation)
class OrganisationAdmin(TrailedAdmin):
    list_display = ("name", "kind", "country")
    list_filter = ("kind", "country")
    search_fields = ("name",)


@admin.register(Region)
class RegionAdmin(TrailedAdmin):
    list_display = ("name", "country")
    list_filter = ("country",)
    search_fields = ("name",)


@admin.register(Centre)
class CentreAdmin(TrailedAdmin):
    list_display = ("name", "code", "organisation", "region", "country", "municipality", "capacity")
    list_filter = ("country", "organisation")
    list_select_related = ("organisation", "region")
    search_fields = ("name", "code", "municipality")


class ProjectTargetInline(admin.TabularInline):
    model = ProjectTarget
    extra = 1


class ProjectForm(forms.ModelForm):
    """A project, with its money as people write it."""

    budget = AmountField(label=_("Budget (EUR)"), most=MOST_MONEY, example="250000", required=False)
    grant = AmountField(label=_("Grant (EUR)"), most=MOST_MONEY, example="200000", required=False)


@admin.register(Project)
class ProjectAdmin(TrailedAdmin):
    form = ProjectForm
    list_display = ("code", "name", "organisation", "starts_on", "ends_on")
    list_select_related = ("organisation",)
    search_fields = ("code", "name")
    filter_horizontal = ("funders", "centres")
    inlines = (ProjectTargetInline,)
