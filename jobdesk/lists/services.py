"""What people keep of a list: the columns they chose, and their views. Each is one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.lists.models import ListPreference, SavedView
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope


@transaction.atomic
def choose_columns(user: User, list_name: str, columns: Iterable[str]) -> None:
    """Remember the columns of a list, in their order; none: the usual ones."""
    ListPreference.objects.update_or_create(
        user=user, list_name=list_name, defaults={"columns": list(columns)}
    )


@transaction.atomic
def save_view(user: User, list_name: str, name: str, query: str, *, is_shared: bool) -> SavedView:
    """Save an address under a name; shared with the centres of the open scope, or with nobody.

    Raises RuleBroken for a name that is empty or taken.
    """
    view = SavedView(owner=user, list_name=list_name, name=_checked(name), query=query)
    _save(view)
    _share(view, is_shared=is_shared)
    audit.record("list_view.saved", view, {"list": list_name, "query": query, "is_shared": is_shared})
    return view


@transaction.atomic
def change_view(
    view: SavedView, *, name: str | None = None, query: str | None = None, is_shared: bool | None = None
) -> None:
    """Rename a view, give it another address, share it or stop that. Raises RuleBroken as ``save_view``."""
    hold(view)
    view.name = view.name if name is None else _checked(name)
    view.query = view.query if query is None else query
    _save(view)
    if is_shared is not None:
        _share(view, is_shared=is_shared)
    audit.record("list_view.changed", view, {"query": view.query, "is_shared": view.centres.exists()})


@transaction.atomic
def delete_view(view: SavedView) -> None:
    """Take a view away from everybody who uses it; ``restore_view`` brings it back."""
    hold(view)
    view.deleted_at = timezone.now()
    view.save(update_fields=["deleted_at"])
    audit.record("list_view.deleted", view)


@transaction.atomic
def restore_view(view: SavedView) -> None:
    """Bring a deleted view back. Raises RuleBroken when another one took its name."""
    hold(view)
    view.deleted_at = None
    _save(view)
    audit.record("list_view.restored", view)


@transaction.atomic
def open_with(user: User, list_name: str, view: SavedView | None) -> None:
    """Let a list open with a view, or as it usually does."""
    ListPreference.objects.update_or_create(user=user, list_name=list_name, defaults={"default_view": view})


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleBroken(_("Give the view a name."), "name")
    if len(name) > SavedView.LONGEST_NAME:
        raise RuleBroken(_("Choose a shorter name."), "name")
    return name


def _save(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise RuleBroken(_("You have a view with this name already."), "name") from None


def _share(view: SavedView, *, is_shared: bool) -> None:
    view.centres.set(current_scope().centres if is_shared else [])
