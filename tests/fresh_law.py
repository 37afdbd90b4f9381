"""For bin/mutants: builds the records of the countries before each test, and forgets what the law has read.

It tries a change in a copy of a process that has imported everything. What code made at import, or keeps
after the first question, would still be that of the unchanged code, and no test could notice the change.
"""

import gc
import sys
from functools import _lru_cache_wrapper, cache
from types import ModuleType

import pytest
from django.conf import settings

from law import registry


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Import the countries again and empty every cache of the law."""
    for country in settings.COUNTRIES:
        names = [name for name in sys.modules if name == country or name.startswith(f"{country}.")]
        # Not where its own rules are changed: with every change beside the original they are too large for
        # each test, and what makes the records stands elsewhere.
        if not any(_is_changed(sys.modules[name]) for name in names):
            for name in names:
                del sys.modules[name]
    for cached in _caches():
        cached.cache_clear()
    registry.install(settings.COUNTRIES)


def _is_changed(module: ModuleType) -> bool:
    return any("__mutmut_" in name for name in vars(module))


@cache
def _caches() -> list[_lru_cache_wrapper]:
    """All caches of the law, wherever they are kept; those of a country go with its modules."""
    found = (each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper))
    return [each for each in found if each.__module__.partition(".")[0] == "law"]
