"""The technical administration (/admin/): its door, and what it adds to the trail."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from jobdesk.trail.audit import AuditEntry, StatusChange, record

# Signing in goes through allauth, with its limits and the second factor; the admin's own form knows neither.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Jobdesk"


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows; nobody adds, changes or deletes them here."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class TrailedAdmin(admin.ModelAdmin):
    """Writes to the trail what is changed here: which fields, and not their values.

    Of a row of a country that is deleted its name stays, so that it can be told (``technical_trail.py``).
    """

    def log_addition(self, request: HttpRequest, obj: models.Model, message) -> object:
        record("admin.added", obj, {"said": message})
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message) -> object:
        record("admin.changed", obj, {"said": message})
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> object:
        for obj in queryset:
            country = getattr(obj, "country", "")
            record("admin.deleted", obj, {"name": str(obj), "country": country} if country else {})
        return super().log_deletions(request, queryset)


class TrailAdmin(ReadOnlyAdmin):
    date_hierarchy = "at"
    list_filter = ("subject_type",)
    list_select_related = ("actor",)
    search_fields = ("=subject_id", "=resident_id")


@admin.register(AuditEntry)
class AuditEntryAdmin(TrailAdmin):
    list_display = ("at", "actor", "job", "action", "subject_type", "subject_id")


@admin.register(StatusChange)
class StatusChangeAdmin(TrailAdmin):
    list_display = ("at", "actor", "job", "subject_type", "subject_id", "from_status", "to_status", "on")
