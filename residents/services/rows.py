"""What the services of this app do to rows: lock a case, and set fields while noting what changed."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, models

from residents.models import Resident


def lock(resident: Resident) -> None:
    """Read the resident, with the centre, again and keep others from changing the case until all is saved.

    Raises Resident.DoesNotExist outside the scope.
    """
    held = Resident.objects.select_for_update(of=("self",))
    resident.refresh_from_db(from_queryset=held.select_related("centre"))


def set_fields(row: models.Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set fields without saving; return ``{name: [old, new]}`` of those that differ, fit for the trail."""
    changes: dict[str, list[Any]] = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changes[name] = [_plain(before), _plain(value)]
    return changes


def save_many(residents: Collection[Resident], *names: str) -> None:
    """Save fields of many residents, locked and so in the open scope, in one round trip.

    ``bulk_update`` takes many times as long on PostgreSQL.
    """
    meta = Resident._meta
    by_name = {field.name: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(f"{field.column} = %s" for field in fields)
    # Names of our own table and columns; every value is a parameter.
    statement = f"UPDATE {meta.db_table} SET {columns} WHERE {meta.pk.column} = %s"  # noqa: S608
    rows = [
        [*(field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields), each.pk]
        for each in residents
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def fields_of(row: models.Model, *names: str) -> dict[str, Any]:
    """Return the named fields as the trail keeps them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
