"""Background work on imports. Each is harmless when it is run twice."""

from celery import shared_task

from jobdesk.imports import services
from jobdesk.imports.models import Import
from jobdesk.trail.scoping import system_scope


@shared_task
def check_import(import_id: int) -> None:
    """Try every row of a file."""
    services.check_rows(_found(import_id))


@shared_task
def apply_import(import_id: int) -> None:
    """Bring in every row of a file."""
    services.apply_rows(_found(import_id))


@shared_task
def undo_import(import_id: int) -> None:
    """Take back every row of a file."""
    services.undo_rows(_found(import_id))


@shared_task
def delete_old_imports() -> None:
    """Delete files that were sent long enough ago."""
    with system_scope("imports.delete_old_imports"):
        services.delete_old_imports()


def _found(import_id: int) -> Import:
    return Import.objects.select_related("source", "requested_by").get(pk=import_id)
