"""With whom a case is shared, and how that stands, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.models import CaseShare
from desk.queries.shares import ENDS_SOON, shares_of
from residents.models import Resident


def share_lines(resident: Resident, on: date) -> list[dict[str, Any]]:
    """Return the shares of a case with how they stand; those that hold first."""
    lines = [{"share": share, **state_of(share, on)} for share in shares_of(resident)]
    return sorted(lines, key=lambda line: not line["holds"])


def state_of(share: CaseShare, on: date) -> dict[str, Any]:
    """Return whether a share ``holds``, its ``state`` in words and the ``kind`` of badge for it."""
    if why := share.why_over(on):
        return {"holds": False, "kind": "stop", "state": CaseShare.Over(why).label}
    kind = "wait" if share.until_on - on <= ENDS_SOON else "go"
    return {
        "holds": True,
        "kind": kind,
        "state": _("Until %(day)s") % {"day": date_format(share.until_on, "j F Y")},
    }
