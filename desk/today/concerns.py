"""Lines about what is wrong at somebody's work."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import concerns_due
from desk.today.jobs import Duty, Job, day, person
from matching.aftercare.words import lowered
from matching.models import Concern


def concerns(duty: Duty) -> Iterator[Job]:
    """Concerns of these people, and those handed to the reader: due the day they came, never put off."""
    for concern in concerns_due(duty.user, duty.people):
        yield Job(
            due_on=concern.due_on,
            sentence=format_html(
                _("{name} at {company}: {what}"),
                name=person(concern.resident),
                company=str(concern.placement.match.company),
                what=lowered(str(concern.get_kind_display())),
            ),
            sub=_sub(concern, duty),
            icon="heart" if concern.is_grave else "bang",
            kind="stop",
            action=_("Deal with it"),
            url=reverse("matching:concern", args=[concern.code]),
            key=f"concern-{concern.code}",
            fixed_on=concern.due_on,
            is_alarm=True,
        )


def _sub(concern: Concern, duty: Duty) -> str:
    said = _("Said on %(day)s by: %(source)s.") % {
        "day": day(concern.opened_on),
        "source": lowered(str(concern.get_source_display())),
    }
    if concern.owner_id == duty.user.pk:
        return _("%(said)s It is yours, and stays until it is dealt with.") % {"said": said}
    who = concern.owner.short_name if concern.owner else _("the coordinators")
    return _("%(said)s Deals with it: %(who)s. It stays until it is dealt with.") % {"said": said, "who": who}
