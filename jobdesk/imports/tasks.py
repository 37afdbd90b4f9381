"""Background work on imports. Each is harmless when it is run twice."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from jobdesk.imports import services
from jobdesk.imports.models import Import
from jobdesk.jobs.kinds import GiveUpError, job_kind
from jobdesk.trail.scoping import system_scope


@job_kind("import-check", _("Checking a list"), on_end=services.end_import, again=services.check_again)
@shared_task
def check_import(import_id: int) -> None:
    """Try every row of a file."""
    batch = _found(import_id)
    services.check_rows(batch)
    _tell(batch)


@job_kind("import-apply", _("Importing a list"), on_end=services.end_import)
@shared_task
def apply_import(import_id: int) -> None:
    """Bring in every row of a file."""
    batch = _found(import_id)
    services.apply_rows(batch)
    _tell(batch)


@job_kind("import-undo", _("Undoing an import"), on_end=services.end_import)
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


def _tell(batch: Import) -> None:
    """Let the job fail that could not do its work; the page of the import has said so already."""
    if batch.status == Import.Status.FAILED:
        raise GiveUpError("import stopped")
