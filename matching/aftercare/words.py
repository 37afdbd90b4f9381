"""Concerns in words: what is the matter in one sentence, and what was said and done about it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.models import Concern, ConcernEntry


def heading(concern: Concern, on: date) -> str:
    """Say in one sentence where a concern stands on a day: since when it is open, and who deals with it."""
    if concern.closed_on is not None:
        return _("Dealt with on %(day)s: %(outcome)s.") % {
            "day": date_format(concern.closed_on, "j F Y"),
            "outcome": lowered(str(concern.get_outcome_display())),
        }
    who = concern.owner.name if concern.owner else _("The coordinators")
    days = concern.age_on(on)
    if not days:
        return _("%(who)s: deal with this today.") % {"who": who}
    return ngettext(
        "%(who)s: this is open for %(days)d day, and was due on the first.",
        "%(who)s: this is open for %(days)d days, and was due on the first.",
        days,
    ) % {"who": who, "days": days}


def history(concern: Concern) -> list[dict[str, str]]:
    """Return what was said and done, newest first, as ``<c-timeline>`` draws it."""
    entries = concern.entries.select_related("by", "to_user")
    return [
        {
            "when": date_format(timezone.localtime(entry.at), "j F Y, H:i"),
            "datetime": timezone.localtime(entry.at).isoformat(timespec="minutes"),
            "title": _title(entry),
            "text": entry.text,
            "by": entry.by.name if entry.by else _("By the private link."),
        }
        for entry in entries
    ]


def lowered(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _title(entry: ConcernEntry) -> str:
    if entry.outcome:
        return _("Dealt with: %(outcome)s.") % {"outcome": lowered(str(entry.get_outcome_display()))}
    if entry.to_user is not None:
        return _("%(act)s, for %(name)s.") % {"act": entry.get_act_display(), "name": entry.to_user.name}
    return f"{entry.get_act_display()}."
