"""The icons of the site as drawings inside a page: paper and a page without scripts have no sprite."""

import re
from functools import cache

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString

_SYMBOL = re.compile(r'<symbol id="i-(\w+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def pictogram(name: str) -> SafeString:
    """Return the shapes of an icon of static/icons.svg, on a field of 24 by 24. Raises KeyError."""
    return _drawings()[name]


@cache
def _drawings() -> dict[str, SafeString]:
    with open(finders.find("icons.svg"), encoding="utf-8") as file:
        return {name: SafeString(shapes) for name, shapes in _SYMBOL.findall(file.read())}
