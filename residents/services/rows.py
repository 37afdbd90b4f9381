"""What the services of this app do to rows: lock a case, and set fields while noting what changed."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from residents.models import Resident


def lock(resident: Resident) -> None:
    """Read the resident again and keep others from changing the case until the transaction ends.

    Raises Resident.DoesNotExist outside the scope.
    """
    resident.refresh_from_db(from_queryset=Resident.objects.select_for_update())


def set_fields(row: models.Model, values: Mapping[str, Any]) -> dict[str, list]:
    """Set fields without saving; return ``{name: [old, new]}`` of those that differ, fit for the trail."""
    changes = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changes[name] = [_plain(before), _plain(value)]
    return changes


def fields_of(row: models.Model, *names: str) -> dict[str, Any]:
    """Return the named fields as the trail keeps them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
