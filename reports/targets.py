"""The figures that a project can have a target for (settings.TARGET_FIGURES)."""

from django.utils.translation import gettext as _

from reports.indicators import DEFINITIONS, Unit


def target_figures() -> list[tuple[str, str]]:
    """Return (code, name in the reader's language) of what is counted, in the order of a report."""
    return [(code, _(each.name)) for code, each in DEFINITIONS.items() if each.unit != Unit.FRACTION]
