"""What every page of a fair has around it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from matching.fairs.pages import Steps, steps_of
from matching.models import Fair
from residents.models import GroupSession


def found_fair(code: str) -> Fair:
    """Return a fair of the scope, or 404."""
    return get_object_or_404(
        Fair.objects.select_related("session__centre", "session__led_by", "session__project"), code=code
    )


def frame(fair: Fair, here: str) -> dict[str, Any]:
    """Return the context that the pages share; ``here`` is the name of the page."""
    steps = steps_of(fair)
    is_planned = fair.session.status == GroupSession.Status.PLANNED
    return {
        "fair": fair,
        "session": fair.session,
        "steps": steps,
        "is_open": is_planned and fair.accepted_at is None,
        "is_planned": is_planned,
        "tabs": _tabs(fair, steps, here),
        "crumbs": [(_("Job fairs"), reverse("matching:fairs")), (fair.session.title, "")],
    }


def _tabs(fair: Fair, steps: Steps, here: str) -> list[dict[str, Any]]:
    pages = (
        ("fair", _("Overview"), None),
        ("fair_tables", _("Vacancies"), steps.tables),
        ("fair_guests", _("Guests"), steps.guests),
        ("fair_meetings", _("Conversations"), steps.meetings),
        ("fair_outcomes", _("What came of it"), steps.outcomes),
    )
    return [
        {
            "label": label,
            "url": reverse(f"matching:{name}", args=[fair.code]),
            "is_current": name == here,
            "count": count,
        }
        for name, label, count in pages
    ]
