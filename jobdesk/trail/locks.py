"""One writer at a time for a row."""

from django.db import models


def hold(row: models.Model) -> None:
    """Read ``row`` again and keep others from changing it until the transaction ends. Call inside one.

    Two tabs, or two people, that act on one row come one after the other: the second sees what the first did.
    Unsaved changes of ``row`` are lost. Raises DoesNotExist when it lies outside the open scope.
    """
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update(of=("self",)))
