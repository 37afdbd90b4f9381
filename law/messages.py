"""Texts for people, as English keys: whoever shows one translates it. No Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a text for the translators and return it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A text with what fills its ``%(name)s``: days, amounts, numbers, words, and other messages."""

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)
