"""For bin/mutants: builds the records of the countries before each test, and forgets what the law has read.

It tries a change in a copy of a process that has imported everything. What code made at import, or keeps after
the first question, would still be that of the unchanged code there, and no test could notice the change.
"""

import sys

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
    for name, module in list(sys.modules.items()):
        if name == "law" or name.startswith("law."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    registry.install(countries)
