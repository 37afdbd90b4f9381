"""The lists there are: the apps declare them, ``settings.LISTS`` names them, so this package knows none."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from jobdesk.lists.definition import ListDefinition


@cache
def lists() -> dict[str, ListDefinition]:
    """Return the lists by name. Raises ImportError at the first use when a path leads nowhere."""
    found: list[ListDefinition] = [import_string(path) for path in settings.LISTS]
    return {each.name: each for each in found}
