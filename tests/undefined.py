"""Names in templates that lead nowhere. Django says nothing of them but a line at DEBUG in its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.forms import BaseForm
from django.template import VariableDoesNotExist
from django.template.context import BaseContext

TEMPLATES = Path(settings.BASE_DIR) / "templates"
EMPTY_LITERALS = {"[]", "{}"}  # cotton tries `:items="[]"` as a name first
# allauth gives it only when the link is no longer good.
GIVEN_AT_TIMES = {("account/password_reset_from_key.html", "token_fail")}
LOGGER = logging.getLogger("django.template")


class _Collector(logging.Handler):
    """Keeps each name that is neither in the context nor an attribute of what is there.

    What may be absent is not one of them: an attribute of None, a key of a dict, a field of a form.
    """

    def __init__(self, found: set[tuple[str, str]]) -> None:
        super().__init__(logging.DEBUG)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, VariableDoesNotExist):
            return
        name, owner = error.params
        template = str(record.args[1]).split("#")[0]
        if name in EMPTY_LITERALS or not (TEMPLATES / template).is_file():
            return
        if isinstance(owner, BaseContext):
            self.found |= {(template, name)} - GIVEN_AT_TIMES
        elif owner is not None and not isinstance(owner, Mapping | BaseForm):
            self.found.add((template, f"{type(owner).__name__}.{name}"))


@contextmanager
def undefined_names() -> Iterator[set[tuple[str, str]]]:
    """Collect (template, name) for each name in a template of ours that leads nowhere, in any thread."""
    found: set[tuple[str, str]] = set()
    handler = _Collector(found)
    before = LOGGER.level, LOGGER.propagate
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    LOGGER.propagate = False
    try:
        yield found
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.level, LOGGER.propagate = before
