"""Texts that stand in data files, for the translators. ``settings.DATA_TEXTS``: which files, which keys."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings


def data_files() -> Mapping[Path, frozenset[str]]:
    """Return the data files that hold texts, each with the keys of its texts."""
    return {
        path: frozenset(keys)
        for pattern, keys in settings.DATA_TEXTS.items()
        for path in sorted(Path(settings.BASE_DIR).glob(pattern))
    }


def texts_in(path: Path) -> list[str]:
    """Return the texts of a file that are to be translated, each once; none of a file without such texts."""
    keys = data_files().get(path.resolve())
    if keys is None:
        return []
    return list(dict.fromkeys(_values(tomllib.loads(path.read_text(encoding="utf-8")), keys)))


def _values(node: Any, keys: frozenset[str]) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _values(each, keys)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in keys:
                yield from _values(value, keys)
            elif value:  # the empty text is the head of a catalogue
                yield value
