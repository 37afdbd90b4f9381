"""The timeline of the right to work as the page shows it: spans and events, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from law.engine import NEEDS_NOTIFICATION, NEEDS_PERMIT, Facts
from law.engine.course import course_of
from law.present import KINDS, document_kind, event_kind
from law.rules import Parameters
from residents.right_to_work.wording import decision_badge, decision_title

NEEDING = (NEEDS_PERMIT, NEEDS_NOTIFICATION)  # the picture tells them from work that is free
BACK, AHEAD = timedelta(days=730), timedelta(days=730)  # no further than this is drawn
AT_LEAST = timedelta(days=90)
FAR = timedelta(days=3650)  # a day further away is asked by mistake


def timeline_of(facts: Facts, on: date, today: date, parameters: Parameters) -> dict[str, Any]:
    """Return what ``<c-chart-course>`` draws: from the first known day to a year ahead, two years at most."""
    marks, on = _marks(facts), min(max(on, today - FAR), today + FAR)
    from_on = max(min([day for day, _words in marks] + [on, today - AT_LEAST]), min(on, today - BACK))
    until_on = min(max([day for day, _words in marks] + [today + timedelta(days=365)]), today + AHEAD)
    until_on = max(until_on, on)
    spans = course_of(facts, from_on, until_on, parameters)
    return {
        "from_on": from_on,
        "until_on": until_on,
        "today": today,
        "on": on,
        "spans": [
            {
                "from_on": span.from_on,
                "until_on": span.until_on,
                "kind": "need" if span.decision.outcome in NEEDING else KINDS[span.decision.outcome],
                "words": decision_badge(span.decision),
                "title": decision_title(span.decision),
                "is_provisional": span.decision.provisional,
                "is_today": span.from_on <= today <= span.until_on,
            }
            for span in spans
        ],
        "marks": [{"on": day, "words": words} for day, words in marks if from_on <= day <= until_on],
        "next_on": next((span.from_on for span in spans if span.from_on > today), None),
    }


def _marks(facts: Facts) -> list[tuple[date, str]]:
    events = [(event.on, gettext(event_kind(event.type, facts.country).label)) for event in facts.events]
    for document in facts.documents:
        name = gettext(document_kind(document.type, facts.country).label)
        events.append((document.from_on, _("%(document)s: first day") % {"document": name}))
        if document.until_on:
            events.append((document.until_on, _("%(document)s: last day") % {"document": name}))
    return sorted(events)


def summary_of(timeline: dict[str, Any]) -> str:
    """Say in a sentence what the picture comes to, for readers who cannot see it."""
    now = next((span["words"] for span in timeline["spans"] if span["is_today"]), "")
    if timeline["next_on"] is None:
        return _("Today: %(now)s. No change is known.") % {"now": now}
    return _("Today: %(now)s. It may change on %(day)s.") % {
        "now": now,
        "day": date_format(timeline["next_on"], "j F Y"),
    }
