"""Uploaded lists: encrypted, under a name that says nothing, where no address leads."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from jobdesk.encryption import decrypt_bytes, encrypt_bytes


def keep_file(content: bytes) -> str:
    """Keep a file; return the name to ask for it with."""
    name = f"imports/{uuid4().hex}"
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encrypt_bytes(content))
    return name


def read_file(name: str) -> bytes:
    """Return a file's content. Raises FileNotFoundError when it has been deleted."""
    return decrypt_bytes(_path(name).read_bytes())


def delete_file(name: str) -> None:
    """Delete a file, if it is still there."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return Path(settings.PRIVATE_DIR) / name
