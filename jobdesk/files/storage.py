"""Where private files lie: encrypted, under names that say nothing, where no address leads."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _

from jobdesk.encryption import decrypt_bytes, encrypt_bytes, is_encrypted, renew_bytes
from jobdesk.trail.errors import RuleBroken

_HALF = ".half-"
_FULL = {errno.ENOSPC, errno.EDQUOT}


class NoRoom(RuleBroken):
    """The disk is full; nothing of the file was kept."""


class PrivateStorage(FileSystemStorage):
    """Files in settings.PRIVATE_DIR, encrypted with settings.DATA_KEYS, read and written as a whole.

    Only a view that checks whose they are gives them out. What lies there from before files were encrypted is
    read as it is, until ``reencrypt_files`` has run.
    """

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        """Refuse: raises ValueError."""
        raise ValueError(f"{name} is private.")

    def names(self) -> Iterator[str]:
        """Return the names of all files that are kept."""
        root = Path(self.location)
        found = (path for path in sorted(root.rglob("*")) if path.is_file())
        return (str(path.relative_to(root)) for path in found if not path.name.startswith(_HALF))

    def renew(self, name: str) -> None:
        """Encrypt a file with the newest key, whichever it has now or none; the old one is replaced whole.

        Raises cryptography.fernet.InvalidToken when no key fits, and NoRoom.
        """
        path = Path(self.path(name))
        content = path.read_bytes()
        _write(path, renew_bytes(content) if is_encrypted(content) else encrypt_bytes(content))

    def _open(self, name: str, _mode: str = "rb") -> File[Any]:
        content = Path(self.path(name)).read_bytes()
        return ContentFile(decrypt_bytes(content) if is_encrypted(content) else content, name)

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, encrypt_bytes(content.read()))
        return name


def private_files() -> PrivateStorage:
    """Return the one storage of private files."""
    return PrivateStorage()


def _write(path: Path, content: bytes) -> None:
    """Write beside the place and move it there: a file is there whole, or not at all."""
    made, half = tempfile.mkstemp(dir=path.parent, prefix=_HALF)
    try:
        with open(made, "wb") as file:
            file.write(content)
        os.replace(half, path)
    except OSError as error:
        Path(half).unlink(missing_ok=True)
        if error.errno in _FULL:
            message = _("There is no room to keep the file, and nothing was kept. Try again later.")
            raise NoRoom(message, "file") from error
        raise
