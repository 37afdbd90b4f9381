"""Organisations, regions, centres and projects in the technical administration."""

from django.contrib import admin

from jobdesk.admin import TrailedAdmin
from jobdesk.desks.models import Centre, Organisation, Project, ProjectTarget, Region


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


@admin.register(Project)
class ProjectAdmin(TrailedAdmin):
    list_display = ("code", "name", "organisation", "starts_on", "ends_on")
    list_select_related = ("organisation",)
    search_fields = ("code", "name")
    filter_horizontal = ("funders", "centres")
    inlines = (ProjectTargetInline,)
