"""Encryption of what nobody may read in the database, on the disk or in backups of them."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

_BEGINNING = b"gAAAAA"  # of every Fernet token: its version and the high bytes of its time


def encrypt(text: str) -> str:
    """Return ``text`` encrypted with the first of settings.DATA_KEYS."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Return the text behind ``encrypted``. Raises cryptography.fernet.InvalidToken when no key fits."""
    return _keys().decrypt(encrypted.encode()).decode()


def encrypt_bytes(content: bytes) -> bytes:
    """Return a file's content encrypted with the first of settings.DATA_KEYS."""
    return _keys().encrypt(content)


def decrypt_bytes(encrypted: bytes) -> bytes:
    """Return the content behind ``encrypted``. Raises cryptography.fernet.InvalidToken when no key fits."""
    return _keys().decrypt(encrypted)


def renew_bytes(encrypted: bytes) -> bytes:
    """Return the same content, encrypted with the first key. Raises InvalidToken when no key fits."""
    return _keys().rotate(encrypted)


def is_encrypted(content: bytes) -> bool:
    """Say whether a file's content is one that ``encrypt_bytes`` made."""
    return content.startswith(_BEGINNING)


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.DATA_KEYS])
