"""Lines about starts that something stands in the way of: what coaches ask, and what coordinators answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import start_answers, start_requests
from desk.today.jobs import Duty, Job, day, person
from jobdesk.trail.access import may
from matching.models import StartRequest


def asked(duty: Duty) -> Iterator[Job]:
    """Starts that coaches ask the coordinators to record all the same: due the day they were asked."""
    if not may(duty.hat, "starts.override"):
        return
    for request in start_requests(duty.people):
        placement = request.placement
        sub = _("%(name)s asks you to record the start on %(day)s all the same.") % {
            "name": request.asked_by.name,
            "day": day(request.started_on),
        }
        yield Job(
            due_on=request.asked_on,
            sentence=format_html(
                _("{name}: something stands in the way of the start at {company}"),
                name=person(placement.resident),
                company=str(placement.match.company),
            ),
            sub=f"{sub} {request.words}".strip(),
            icon="flag",
            kind="wait",
            action=_("Look at it"),
            url=reverse("matching:start_override", args=[placement.code]),
            key=f"startasked-{placement.code}",
        )


def answered(duty: Duty) -> Iterator[Job]:
    """What the coordinators answered to the reader, until it is read."""
    for request in start_answers(duty.user):
        placement = request.placement
        is_recorded = request.status == StartRequest.Status.RECORDED
        sentence = (
            _("{name}: the start at {company} is recorded")
            if is_recorded
            else _("{name}: the start at {company} is not recorded all the same")
        )
        by = request.answered_by.name if request.answered_by else ""
        yield Job(
            due_on=duty.on,
            sentence=format_html(
                sentence, name=person(placement.resident), company=str(placement.match.company)
            ),
            sub=_("You asked; %(name)s did it. What is open stays open.") % {"name": by}
            if is_recorded
            else _("%(name)s: %(answer)s") % {"name": by, "answer": request.answer},
            icon="flag",
            kind="go" if is_recorded else "stop",
            action=_("To the placement"),
            url=reverse("desk:placement", args=[placement.code]),
            key=f"startanswer-{request.pk}",
            done=_("Read"),
        )
