"""Reads of what people keep of lists."""

from django.db.models import Q, QuerySet

from jobdesk.accounts.models import User
from jobdesk.lists.models import ListPreference, SavedView
from jobdesk.trail.scoping import Scope


def views_for(user: User, scope: Scope, list_name: str) -> QuerySet[SavedView]:
    """Return the views of a list that somebody may use: their own, and those shared with their centres."""
    shared = SavedView.centres.through.objects.filter(centre__in=scope.centres).values("savedview")
    return (
        SavedView.objects.filter(Q(owner=user) | Q(pk__in=shared), list_name=list_name, deleted_at=None)
        .select_related("owner")
        .prefetch_related("centres")
        .order_by("name", "pk")
    )


def preference_of(user: User, list_name: str) -> ListPreference | None:
    """Return how somebody likes a list, or None when they chose nothing yet."""
    return (
        ListPreference.objects.filter(user=user, list_name=list_name).select_related("default_view").first()
    )
