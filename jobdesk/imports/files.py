"""Uploaded lists, kept among the private files under a name that says nothing."""

from uuid import uuid4

from django.core.files.base import ContentFile

from jobdesk.files.storage import private_files


def keep_file(content: bytes) -> str:
    """Keep a file; return the name to ask for it with. Raises NoRoom when the disk is full."""
    return private_files().save(f"imports/{uuid4().hex}", ContentFile(content))


def read_file(name: str) -> bytes:
    """Return a file's content. Raises FileNotFoundError when it has been deleted."""
    with private_files().open(name) as file:
        return bytes(file.read())


def delete_file(name: str) -> None:
    """Delete a file, if it is still there."""
    private_files().delete(name)
