"""Encryption of the few values that nobody may read in the database or in its backups."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


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


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.DATA_KEYS])
