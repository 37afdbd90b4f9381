"""Users, memberships and invitations in the technical administration."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.admin import ReadOnlyAdmin, TrailedAdmin
from jobdesk.trail.audit import record

# Roles come from memberships, an address is confirmed by reading its mail, and nobody needs to read or
# write the secrets of a second factor.
admin.site.unregister([Group, EmailAddress, Authenticator])


class MembershipInline(admin.TabularInline):
    """For reading: a role is given by two administrators, and one alone would give it to themselves here."""

    model = Membership
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(TrailedAdmin):
    """Users are made by accepting an invitation; passwords are chosen by their owners only."""

    list_display = ("name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("name", "email")
    fields = ("name", "email", "phone", "language", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("email", "last_login")
    inlines = (MembershipInline,)
    actions = ("take_second_step_away",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description=gettext_lazy("Take the second step away (telephone and codes lost)"))
    def take_second_step_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete the second factors of the chosen users and record it; users who need one set it up again."""
        for user in queryset:
            Authenticator.objects.filter(user=user).delete()
            record("admin.second_step_taken_away", user)
        messages.success(request, _("They set up the second step again when they log in."))


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "organisation")
    list_filter = ("role", "organisation")
    list_select_related = ("user", "organisation")
    search_fields = ("user__name", "user__email")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = (
        "email",
        "role",
        "organisation",
        "invited_by",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    )
    list_filter = ("role", "organisation")
    list_select_related = ("organisation", "invited_by")
    search_fields = ("email",)
