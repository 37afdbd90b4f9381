"""The pages that a lower room links to without knowing the room that shows them.

A resident is kept in ``residents`` and shown by ``desk``, which stands on top of it. Such pages have a name
of their own; ``settings.PAGES`` says which address they have. ``page_url("resident", code)`` gives it, and so
does ``{% page 'resident' code %}`` in a template.
"""

from django.conf import settings
from django.urls import reverse


def page_url(name: str, *args: object) -> str:
    """Return the address of a page. Raises KeyError for a name that settings.PAGES does not have."""
    return reverse(settings.PAGES[name], args=args)
