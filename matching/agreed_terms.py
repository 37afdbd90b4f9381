"""What resident and employer agreed for today, as name and value."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.web.money import euros_per
from matching.models import Placement
from matching.terms.words import times_text


def agreed(placement: Placement) -> list[dict[str, str]]:
    """Return the agreed work as ``<c-pairs>`` shows it; what was not agreed is left out."""
    pairs = [
        (_("Work"), placement.job_title),
        (_("Employer"), str(placement.match.company)),
        (_("Kind"), placement.get_kind_display()),
        (_("Hours"), ngettext("%(n)d a week", "%(n)d a week", placement.hours) % {"n": placement.hours}),
    ]
    if placement.shifts:
        pairs.append((_("Days and times"), times_text(placement.shifts)))
    if placement.wage_hour is not None:
        pairs.append((_("Gross wage"), euros_per(placement.wage_hour, "hour")))
    if placement.planned_end_on:
        pairs.append((_("Contract until"), date_format(placement.planned_end_on, "j F Y")))
    if placement.match.found_by:
        pairs.append((_("Found by"), str(placement.match.get_found_by_display())))
    return [{"label": label, "value": value} for label, value in pairs]
