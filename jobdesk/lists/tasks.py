"""Work on lists in the background: actions on many rows, and files. Harmless when run twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.kinds import GiveUpError, job_kind
from jobdesk.lists.bulk import end_run, go_on
from jobdesk.lists.definition import ListDefinition, Reader
from jobdesk.lists.exports import await_file_again, build_file, end_file, expire_files
from jobdesk.lists.models import BulkRun, ListFile
from jobdesk.lists.registry import lists
from jobdesk.trail.scoping import open_scope, system_scope


@job_kind("list-action", _("An action on many rows"), on_end=end_run)
@shared_task
def go_on_with_run(run_id: int) -> None:
    """Do the next step of an action on many rows, in the scope of the one who asked."""
    run = BulkRun.objects.select_related("owner").get(pk=run_id)
    definition = lists()[run.list_name]
    with _as_asked(run, definition) as reader:
        go_on(run, definition, reader)


@job_kind("list-file", _("A file of a list"), on_end=end_file, again=await_file_again)
@shared_task
def make_list_file(file_id: int) -> None:
    """Write the file of a list, in the scope of the one who asked."""
    made = ListFile.objects.select_related("owner").get(pk=file_id)
    definition = lists()[made.list_name]
    with _as_asked(made, definition) as reader:
        build_file(made, definition, reader)
    if made.status == ListFile.Status.FAILED:
        raise GiveUpError("file not made")


@shared_task
def expire_list_files() -> int:
    """Delete files of lists whose time is over. Returns how many."""
    with system_scope("expire files of lists"):
        return expire_files()


@contextmanager
def _as_asked(asked: BulkRun | ListFile, definition: ListDefinition) -> Iterator[Reader]:
    """Open what the owner sees in their role, in their language: a task does no more than they could."""
    hat = hat_for(asked.owner, asked.role)
    with open_scope(hat.scope), translation.override(asked.owner.language), definition.reading():
        yield Reader(hat, asked.owner, timezone.localdate())
