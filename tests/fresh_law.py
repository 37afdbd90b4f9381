"""For bin/mutants: builds the records of the countries before each test, and forgets what the law has read.

It tries a change in a copy of a process that has imported everything. What code made at import, or keeps
after the first question, would still be that of the unchanged code, and no test could notice the change.
"""

import gc
import sys
from functools import _lru_cache_wrapper, cache

import pytest
from django.conf import settings

from law import registry


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Import the countries again and empty every cache of the law."""
    countries = tuple(settings.COUNTRIES)
    for name in list(sys.modules):
        if name in countries or name.startswith(tuple(f"{country}." for country in countries)):
            del sys.modules[name]
    for cached in _caches():
        cached.cache_clear()
    registry.install(countries)


@cache
def _caches() -> list[_lru_cache_wrapper]:
    """All caches of the law, wherever they are kept; those of a country go with its modules."""
    found = (each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper))
    return [each for each in found if each.__module__.partition(".")[0] == "law"]
