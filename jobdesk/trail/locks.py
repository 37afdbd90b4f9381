"""One writer at a time for a row."""

from django.db import models


def hold(row: models.Model, *related: str) -> None:
    """Read ``row`` again and keep others from changing it until the transaction ends. Call inside one.

    ``related``: what is read with it, as for ``select_related``, where several are held one after the other.
    Two tabs, or two people, that act on one row come one after the other: the second sees what the first did.
    Unsaved changes of ``row`` are lost. Raises DoesNotExist when it lies outside the open scope.
    """
    held = type(row).objects.select_for_update(of=("self",))
    row.refresh_from_db(from_queryset=held.select_related(*related) if related else held)
